import { z } from 'zod';
import type { CamelKeys } from './camel-case.ts';
import { assistant, hotword, languageModel, speechToText, textToSpeech } from './sections/assistant.ts';
import { database, dataDir, http, log } from './sections/machine.ts';
import { notifications, smtp } from './sections/messages.ts';
import { billing, invoices, plans, stripe } from './sections/payment.ts';
import { users } from './sections/people.ts';
import { auth, oidc } from './sections/sign-in.ts';
import { asterisk, phones, trunks } from './sections/telephony.ts';

/**
 * Everything that can be set, in the order of the template. From this one schema come the validation, the defaults, the template
 * of config/repondeur.toml and docs/settings.md. `meta` is kept by the schema it was called on, so sections are wrapped here and described there.
 */
export const settingsSchema = z.strictObject({
  data_dir: dataDir,
  users,
  trunks: trunks.default([]),
  phones: phones.default([]),
  smtp: smtp.optional(),
  notifications: notifications.prefault({}),
  assistant: assistant.prefault({}),
  speech_to_text: speechToText,
  text_to_speech: textToSpeech,
  hotword: hotword.prefault({}),
  language_model: languageModel.prefault({}),
  asterisk: asterisk.prefault({}),
  http: http.prefault({}),
  auth: auth.prefault({}),
  oidc: oidc.default([]),
  billing: billing.prefault({}),
  plans: plans.default([]),
  invoices: invoices.optional(),
  stripe: stripe.optional(),
  database,
  log: log.prefault({}),
});

/** What the program is given: camelCase keys, defaults filled in, paths absolute, numbers in E.164. */
export type Settings = CamelKeys<z.output<typeof settingsSchema>>;

/** What the file holds. */
export type SettingsDocument = Record<string, unknown>;
