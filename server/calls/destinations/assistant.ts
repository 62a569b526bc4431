import type { SpeechToText } from '../../ai/speech-to-text/contract.ts';
import type { ConversationEnd } from '../../assistant/conversation.ts';
import type { Host } from '../../assistant/dialogue/contract.ts';
import { memoryOf } from '../../assistant/dialogue/memory.ts';
import { CallMind } from '../../assistant/mind/call-mind.ts';
import { converse } from '../../assistant/pipeline.ts';
import { asError } from '../../core/errors.ts';
import { type Language, languages } from '../../core/language.ts';
import type { CallerMessage } from '../../core/outcome.ts';
import type { User } from '../../users/contract.ts';
import type { DestinationContext, DestinationResult } from './contract.ts';
import { voicemailDestination } from './voicemail-destination.ts';

/** The assistant talks with the caller; when the talk cannot go on, the voicemail takes over. */
export async function assistantDestination(context: DestinationContext, speechToText: SpeechToText): Promise<DestinationResult> {
  const { line, user, recorder, engines, resumed, logger } = context;
  if (user.recordCalls)
    await recorder.open().catch((error) => logger.error({ err: asError(error) }, 'a call is not recorded; the caller is served all the same'));
  const end = await converse({
    line,
    speechToText,
    textToSpeech: engines.textToSpeech,
    hotwords: engines.hotwords,
    voiceActivity: context.voiceActivity,
    dialogue: engines.dialogue,
    understand: engines.understand,
    mind: mindOf(context),
    context: {
      host: hostOf(user),
      callerNumber: context.callerNumber,
      now: context.clock.now(),
      resumed: resumed !== undefined,
      otherLanguage: otherLanguage(speechToText, user.language),
    },
    settings: context.turnSettings,
    resumed: resumed?.state ? { state: resumed.state, turns: resumed.turns } : undefined,
    observer: context.observer,
    clock: context.clock,
    logger: context.logger,
    signal: context.signal,
    closing: context.closing,
  });
  if (end.next === 'voicemail') return continueWithVoicemail(context, end);
  return { outcome: end.outcome, turns: end.turns, message: messageOf(end), person: end.slots.person };
}

/** One that a caller can be heard in as well: a synthetic ear only where the call's own is one. */
function otherLanguage(speechToText: SpeechToText, own: Language): Language | undefined {
  const models = speechToText.capabilities().languages;
  return languages.find((language) => language !== own && models[language] && (models[language].forPeople || !models[own]?.forPeople));
}

/** The greeting does not wait for it. */
function mindOf({ engines, user, resumed, logger, signal }: DestinationContext): CallMind | undefined {
  if (!engines.languageModel) return undefined;
  const mind = new CallMind({
    ...engines.languageModel,
    language: (resumed?.state && memoryOf(resumed.state).language) ?? user.language,
    logger,
    signal,
  });
  void mind.open();
  return mind;
}

async function continueWithVoicemail(context: DestinationContext, end: ConversationEnd): Promise<DestinationResult> {
  const voicemail = await voicemailDestination(context, end.outcome === 'failed' ? 'trouble' : 'announced', end.turns);
  const collected = messageOf(end);
  return { ...voicemail, message: collected ?? voicemail.message, person: end.slots.person };
}

/** A message is what the owner can act upon: a reason, a name or a number that the caller gave. */
function messageOf({ slots, outcome }: ConversationEnd): CallerMessage | undefined {
  const { name, phone, reason, urgent } = slots;
  if (outcome === 'wrong-number' || (!name && !phone && !reason)) return undefined;
  return { name, phone, reason, urgent };
}

export function hostOf(user: User): Host {
  return {
    name: user.name,
    language: user.language,
    country: user.country,
    timeZone: user.timeZone,
    openingHours: user.openingHours,
    greeting: user.greeting,
    contacts: user.contacts,
    recordingNotice: user.recordCalls && user.recordingNotice,
  };
}
