import type { SpeechToText } from '../ai/speech-to-text/contract.ts';
import type { CallEvents } from '../calls/events.ts';
import { asError } from '../core/errors.ts';
import type { EventBus } from '../core/events.ts';
import type { Health } from '../core/health.ts';
import type { Language } from '../core/language.ts';
import type { Logger } from '../core/logger.ts';
import type { FaultNotices } from '../notifications/fault-notices.ts';
import type { User } from '../users/contract.ts';

export interface EarsOptions {
  speechToText: SpeechToText;
  /** The model of each language that is installed. */
  models: Partial<Record<Language, string>>;
  /** Every caller is the machine itself: a synthetic model may hear them. */
  rehearsal: boolean;
  users: readonly User[];
  notices: FaultNotices;
  logger: Logger;
}

/** Who can hear the callers of each language, and what is done where nobody can. */
export class Ears {
  readonly #options: EarsOptions;

  constructor(options: EarsOptions) {
    this.#options = options;
  }

  /** A recogniser that may listen to this caller: a synthetic model hears synthetic callers only. */
  for(language: Language): SpeechToText | null {
    const { speechToText, rehearsal } = this.#options;
    const model = speechToText.capabilities().languages[language];
    return model && (model.forPeople || rehearsal) ? speechToText : null;
  }

  /** Nobody has to install an ear: calls are answered, by the voicemail with keys. */
  health(): Health {
    const { speechToText, models } = this.#options;
    const missing = this.#wanted().filter((language) => models[language] === undefined);
    const engine = Object.keys(models).length > 0 ? speechToText.health() : { ready: true };
    if (!engine.ready || missing.length === 0) return engine;
    return {
      ready: true,
      degraded: true,
      reason: `no speech model for ${missing.join(', ')}: callers get the voicemail with keys; ${missing.map(wayOut).join(', ')}`,
    };
  }

  /** Logs what is missing, once, and forgets what is mended. */
  async start(): Promise<void> {
    const { users, notices, logger } = this.#options;
    for (const language of this.#wanted().filter((wanted) => !this.for(wanted))) {
      logger.warn({ language, wayOut: wayOut(language) }, 'no speech recognition for people in this language: callers get the voicemail with keys');
    }
    for (const { id, language } of users) if (this.for(language)) await notices.mended({ userId: id, fault: 'no-ear', language });
  }

  /** Tells the owner when a caller could not be heard: once for each fault. */
  observe(events: EventBus<CallEvents>): void {
    events.on('ear-wanted', ({ userId, language, there }) => {
      void this.#tell(userId, language, there).catch((error) =>
        this.#options.logger.error({ err: asError(error) }, 'the owner could not be told that nobody hears his callers'),
      );
    });
  }

  async #tell(userId: string, language: Language, there: boolean): Promise<void> {
    const { notices, models, speechToText } = this.#options;
    if (there) return notices.mended({ userId, fault: 'no-ear', language });
    const cause = models[language] === undefined ? 'missing' : 'broken';
    const { reason } = speechToText.health();
    return notices.occurred({ userId, fault: 'no-ear', language, cause, ...(cause === 'broken' && reason && { detail: reason }) });
  }

  #wanted(): Language[] {
    return [...new Set(this.#options.users.filter(({ destination }) => destination === 'assistant').map(({ language }) => language))];
  }
}

const wayOut = (language: Language) => `bin/repondeur models add --language ${language}`;
