import { join } from 'node:path';
import { createHotwordDetector } from '../ai/hotword/registry.ts';
import type { SpeechToText } from '../ai/speech-to-text/contract.ts';
import { findEars, type ModelPaths } from '../ai/speech-to-text/model-directories.ts';
import { createSpeechToText } from '../ai/speech-to-text/registry.ts';
import { PromptCache } from '../ai/text-to-speech/prompt-cache.ts';
import { PromptFiles } from '../ai/text-to-speech/prompt-files.ts';
import { createTextToSpeech } from '../ai/text-to-speech/registry.ts';
import { createDialogue } from '../assistant/dialogue/dialogue.ts';
import { understand } from '../assistant/dialogue/understand.ts';
import { warmUp } from '../assistant/warm-up.ts';
import type { Engines } from '../calls/destinations/contract.ts';
import type { CallEvents } from '../calls/events.ts';
import { fixedPrompts } from '../calls/fixed-prompts.ts';
import { asError } from '../core/errors.ts';
import type { EventBus } from '../core/events.ts';
import type { Health } from '../core/health.ts';
import type { Language } from '../core/language.ts';
import type { Logger } from '../core/logger.ts';
import type { Part } from '../lifecycle.ts';
import type { FaultNotices } from '../notifications/fault-notices.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Settings } from '../settings/schema.ts';
import type { User } from '../users/contract.ts';
import { Ears } from './ears.ts';
import { afterCallSettings, hotwordSettings, namedEars, speechToTextSettings, textToSpeechSettings } from './engine-settings.ts';
import { createMinds, type Minds } from './minds.ts';

export interface EnginesOptions {
  settings: Settings;
  /** Directories of the rehearsal ear: only where every caller is the machine itself. */
  rehearsalEars: ModelPaths | undefined;
  users: readonly User[];
  notices: FaultNotices;
  metrics: Metrics;
  logger: Logger;
}

/** Ear, voice, hot words and mind of the service, none of them started. */
export interface EnginesInUse {
  /** What a call in this language is answered with. */
  for(language: Language): Engines;
  mind: Minds['afterCall'];
  /** For recordings of calls that are over: the models, and a recogniser with some of them, not started. */
  afterCall: { models: ModelPaths; create(models: ModelPaths): SpeechToText };
  health(): Record<string, Health>;
  observe(events: EventBus<CallEvents>): void;
  /** What is started before calls are taken, in this order. */
  parts: Part[];
  /** What every caller hears is made beforehand, once calls are taken: who comes before hears it as it is made. */
  prompts: Part;
}

/** Finds the models that are installed and chooses the engines for them. */
export async function createEngines({ settings, rehearsalEars, users, notices, metrics, logger }: EnginesOptions): Promise<EnginesInUse> {
  const hooksFor = (engine: string) => ({ observe: (process: string) => metrics.engine(engine, process) });
  const named = namedEars(settings.speechToText);
  const { live: models, afterCall } = rehearsalEars
    ? { live: { ...rehearsalEars, ...named.live }, afterCall: named.afterCall }
    : await findEars(settings.speechToText.modelsDir, named);
  const speechToText = createSpeechToText(speechToTextSettings(settings.speechToText, models), logger, hooksFor('speech-to-text'));
  const ears = new Ears({ speechToText, models, rehearsal: rehearsalEars !== undefined, users, notices, logger });
  const voice = createTextToSpeech(textToSpeechSettings(settings.textToSpeech), logger, hooksFor('text-to-speech'));
  const textToSpeech = new PromptCache(voice, { files: new PromptFiles({ directory: join(settings.dataDir, 'prompts'), logger }) });
  const hotwords = createHotwordDetector(hotwordSettings(settings.hotword), logger, hooksFor('hotword'));
  metrics.watchHotwordDetector(() => hotwords.name);
  const minds = await createMinds(settings, logger, hooksFor('language-model'));
  const dialogue = createDialogue();

  return {
    for: (language) => ({ speechToText: ears.for(language), textToSpeech, hotwords, dialogue, understand, languageModel: minds.live }),
    mind: minds.afterCall,
    afterCall: {
      models: afterCall,
      create: (some) => createSpeechToText(afterCallSettings(settings.speechToText, some), logger, hooksFor('after-call')),
    },
    health: () => ({
      'speech-to-text': ears.health(),
      'text-to-speech': textToSpeech.health(),
      ...(minds.live && { 'language-model': minds.health() }),
      hotword: { reason: `${hotwords.name} listens`, ...hotwords.health() },
    }),
    observe: (events) => {
      ears.observe(events);
      events.on('hot-word', () => metrics.hotWordHeard(hotwords.name));
    },
    parts: [
      {
        name: 'ear and voice',
        start: (signal) => Promise.all([textToSpeech.start(signal), startEar(speechToText, logger, signal)]),
        stop: async () => void (await Promise.all([textToSpeech.stop(), speechToText.stop()])),
      },
      {
        name: 'hot words',
        start: async (signal) => {
          await hotwords.start(signal);
          logger.info({ detector: hotwords.name, fr: hotwords.words('fr'), en: hotwords.words('en') }, 'words that reach a human are listened for');
        },
        stop: () => hotwords.stop(),
      },
      { name: 'ears', start: () => ears.start() },
      {
        name: 'understanding',
        start: async () => users.forEach((user) => void warmUp(understand, user.language, user.country)),
      },
      // Calls are taken while it is loaded, and when it cannot be: rules and templates serve them.
      { name: 'mind', start: () => minds.start(users), stop: () => minds.stop() },
    ],
    prompts: { name: 'prompts', start: () => preparePrompts(textToSpeech, users, logger) },
  };
}

/** A model that cannot be loaded must not keep callers from the voicemail: its fault is logged and told by the health. */
async function startEar(ear: SpeechToText, logger: Logger, signal?: AbortSignal): Promise<void> {
  try {
    await ear.start(signal);
  } catch (error) {
    signal?.throwIfAborted();
    logger.error({ err: asError(error) }, 'the speech model cannot be used: callers get the voicemail');
  }
}

async function preparePrompts(cache: PromptCache, users: readonly User[], logger: Logger): Promise<void> {
  try {
    for (const prompt of users.flatMap(fixedPrompts)) await cache.prepare(prompt);
  } catch (error) {
    logger.error({ err: asError(error) }, 'fixed prompts could not be made beforehand; they are spoken when they are needed');
  }
}
