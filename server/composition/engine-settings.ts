import type { HotwordSettings } from '../ai/hotword/registry.ts';
import type { LanguageModelSettings, MindModels } from '../ai/language-model/registry.ts';
import type { EarModels, ModelPaths } from '../ai/speech-to-text/model-directories.ts';
import type { SpeechToTextSettings } from '../ai/speech-to-text/registry.ts';
import type { TextToSpeechSettings } from '../ai/text-to-speech/registry.ts';
import type { MindSettings } from '../assistant/mind/contract.ts';
import type { TurnSettings } from '../assistant/turn-settings.ts';
import type { Settings } from '../settings/schema.ts';

/** The administrator's words for the times of a talk, in the talk's own. */
export function turnSettingsOf(assistant: Settings['assistant']): TurnSettings {
  const { endOfTurnMs, pauseVoiceMs, bargeInMs, silenceSeconds, maxUtteranceSeconds, maxCallMinutes, keyPauseMs } = assistant;
  return {
    shortPauseMs: endOfTurnMs.short,
    sentencePauseMs: endOfTurnMs.sentence,
    normalPauseMs: endOfTurnMs.normal,
    longPauseMs: endOfTurnMs.long,
    leastPauseMs: endOfTurnMs.least,
    mostPauseMs: endOfTurnMs.most,
    pauseVoiceMs,
    bargeInMs,
    silenceMs: silenceSeconds * 1000,
    maxUtteranceMs: maxUtteranceSeconds * 1000,
    maxCallMs: maxCallMinutes * 60_000,
    keyPauseMs,
  };
}

export function textToSpeechSettings(voice: Settings['textToSpeech']): TextToSpeechSettings {
  const { provider, voiceFr, voiceEn, rate, voicesDir, piperFr, piperEn, speakerFr, speakerEn, speed, volumeDb } = voice;
  return {
    provider,
    espeak: { voices: { fr: voiceFr, en: voiceEn }, rateWordsPerMinute: rate },
    piper: {
      voicesDir,
      voices: { ...(piperFr && { fr: piperFr }), ...(piperEn && { en: piperEn }) },
      speakers: { ...(speakerFr && { fr: speakerFr }), ...(speakerEn && { en: speakerEn }) },
      speed,
      volumeDb,
    },
  };
}

export function speechToTextSettings({ libraryPath }: Settings['speechToText'], models: ModelPaths): SpeechToTextSettings {
  return { provider: 'vosk', vosk: { models, libraryPath } };
}

/** The models that the settings name for an ear; the others are looked for. */
export function namedEars({ liveFr, liveEn, afterCallFr, afterCallEn }: Settings['speechToText']): EarModels {
  return {
    live: { ...(liveFr && { fr: liveFr }), ...(liveEn && { en: liveEn }) },
    afterCall: { ...(afterCallFr && { fr: afterCallFr }), ...(afterCallEn && { en: afterCallEn }) },
  };
}

/** For recordings: nobody waits, so all of the sound of a turn is taken, in large parts, below everything else on the machine. */
export function afterCallSettings({ libraryPath }: Settings['speechToText'], models: ModelPaths): SpeechToTextSettings {
  return { provider: 'vosk', vosk: { models, libraryPath, batchMs: 2000, maxBacklogMs: 300_000, finishDeadlineMs: 900_000, niceLevel: 19 } };
}

export function hotwordSettings({
  wordsFr,
  wordsEn,
  accessKey,
  porcupineFr,
  porcupineEn,
  modelFr,
  modelEn,
  ...hotword
}: Settings['hotword']): HotwordSettings {
  const keywords = { words: { fr: wordsFr, en: wordsEn } };
  if (!accessKey) return { keywords };
  const { sensitivity, porcupinePackage: module } = hotword;
  const fr = { keywords: porcupineFr, model: modelFr };
  const en = { keywords: porcupineEn, model: modelEn };
  return { keywords, porcupine: { accessKey: accessKey.reveal(), module, sensitivity, fr, en } };
}

/** The models that the settings name for the mind; the others are looked for. */
export function namedMinds({ model, afterCallModel }: Settings['languageModel']): MindModels {
  return { ...(model && { live: model }), ...(afterCallModel && { afterCall: afterCallModel }) };
}

/** `live`: undefined where there is no file. */
export function languageModelSettings(
  { provider, model, sha256, threads, contextTokens, sequences, startSeconds }: Settings['languageModel'],
  live: string | undefined,
): LanguageModelSettings {
  if (provider === 'none' || live === undefined) return { provider: 'none' };
  const digest = live === model ? { sha256 } : {};
  return { provider, llamaCpp: { model: live, ...digest, threads, contextTokens, sequences, startDeadlineMs: startSeconds * 1000 } };
}

/** The model that sums up after calls: one call at a time, below everything else on the machine. */
export function afterCallMindSettings({ threads, contextTokens, afterCallSeconds }: Settings['languageModel'], model: string): LanguageModelSettings {
  const one = { sequences: 1, niceLevel: 19, startDeadlineMs: afterCallSeconds * 1000, process: 'after-call' };
  return { provider: 'llama-cpp', llamaCpp: { model, threads, contextTokens, ...one } };
}

export function mindSettingsOf({ assistant, languageModel }: Pick<Settings, 'assistant' | 'languageModel'>): MindSettings {
  return {
    thinkAhead: languageModel.thinkAhead,
    understandDeadlineMs: languageModel.understandMs,
    wordDeadlineMs: languageModel.wordMs,
    wording: assistant.wording === 'model',
    summary: assistant.summary === 'model',
    summaryDeadlineMs: languageModel.summarySeconds * 1000,
  };
}
