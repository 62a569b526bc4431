import type { SpeechToText, TranscriptionStream } from '../../ai/speech-to-text/contract.ts';
import { UtteranceTime } from '../../ai/speech-to-text/utterance-time.ts';
import { meanConfidence } from '../../ai/speech-to-text/words.ts';
import type { TextToSpeech } from '../../ai/text-to-speech/contract.ts';
import { Speaker } from '../../assistant/speaker.ts';
import { tone } from '../../audio/sound.ts';
import type { VoiceActivity } from '../../audio/voice-activity.ts';
import { frameMs, type Pcm } from '../../core/audio-frame.ts';
import type { Clock } from '../../core/clock.ts';
import { asError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import type { Turn } from '../../core/outcome.ts';
import type { Line } from '../../telephony/line.ts';

export interface VoicemailOptions {
  line: Line;
  /** What is said before the tone; empty when it has been said. */
  prompt: string;
  /** Said after the message; empty when more follows. */
  thanks: string;
  /** Said when no message was left, since the call has to end or nothing can keep one; empty when more follows. */
  goodbye: string;
  language: Language;
  textToSpeech: TextToSpeech;
  /** Null when nobody may transcribe: the sound alone is the message. */
  speechToText: SpeechToText | null;
  voiceActivity: VoiceActivity;
  /** Called when the tone has sounded: the recording begins, whatever the recording policy says of the talk before. */
  beginRecording(): Promise<void>;
  onTurn(turn: Turn): void;
  clock: Clock;
  logger: Logger;
  signal: AbortSignal;
  /** Aborts when the call has to end: what was left until then is the message. */
  closing: AbortSignal;
}

export interface Voicemail {
  /** Sound with a voice in it, after the tone. */
  voicedMs: number;
  /** Digits keyed while it was recorded, without '#'. */
  keys: string;
}

/** Less voice than this is not a message. */
export const shortestMessageMs = 600;
/** Silence that ends the message. */
const endSilenceMs = 5_000;
const longestMessageMs = 3 * 60_000;
/** Silence that ends one transcribed sentence. */
const sentenceSilenceMs = 800;

/**
 * Takes a message: prompt, tone, recording until silence, '#', the longest time, or the caller hangs up. An engine that fails is logged, the recording goes on; where
 * that fails (a full disk), what is heard is the message, and without an ear nobody speaks in vain.
 */
export async function takeVoicemail(options: VoicemailOptions): Promise<Voicemail> {
  const { line, prompt, thanks, goodbye, signal, closing } = options;
  const listener = new MessageListener(options);
  let isKept = true;
  const stopListeningToKeys = line.media.onKey((key) => listener.key(key));
  try {
    await say(options, prompt, AbortSignal.any([signal, closing]));
    if (!closing.aborted) {
      line.play(tone({ frequencyHz: 1000, ms: 400 }));
      await line.during(line.mark());
      // Who hangs up before the tone leaves no recording, not an empty one.
      if (signal.aborted) return { voicedMs: 0, keys: listener.keys };
      isKept = (await isRecorded(options)) || options.speechToText !== null;
      if (isKept) await listener.record();
    }
    await say(options, (closing.aborted || !isKept) && listener.voicedMs < shortestMessageMs ? goodbye : thanks, signal);
    return { voicedMs: listener.voicedMs, keys: listener.keys };
  } finally {
    stopListeningToKeys();
  }
}

async function isRecorded({ beginRecording, logger }: VoicemailOptions): Promise<boolean> {
  try {
    await beginRecording();
    return true;
  } catch (error) {
    logger.error({ err: asError(error) }, 'a message is not recorded; the caller is served all the same');
    return false;
  }
}

async function say({ line, language, textToSpeech, clock, logger, onTurn }: VoicemailOptions, text: string, signal: AbortSignal): Promise<void> {
  if (text === '' || signal.aborted) return;
  const speaker = new Speaker({ line, textToSpeech, language, clock });
  try {
    const utterance = await line.during(speaker.say([{ text, interruptible: false }], signal, () => {}));
    if (utterance && utterance.heard !== '')
      onTurn({ speaker: 'assistant', text: utterance.heard, startMs: utterance.startMs, endMs: utterance.endMs });
  } catch (error) {
    if (!signal.aborted) logger.error({ err: asError(error) }, 'a prompt of the voicemail could not be spoken');
  }
}

class MessageListener {
  voicedMs = 0;
  keys = '';
  readonly #options: VoicemailOptions;
  #silentMs = 0;
  #sentence: { startMs: number; endMs: number } | undefined;
  #stream: TranscriptionStream | undefined;
  /** Of the recogniser's utterance. */
  #time = new UtteranceTime();
  #transcribing: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(options: VoicemailOptions) {
    this.#options = options;
  }

  key(key: string): void {
    if (key !== '#') this.keys += key;
    else this.#ended = true;
  }

  async record(): Promise<void> {
    const { line, closing } = this.#options;
    const startMs = line.nowMs;
    await this.#openStream();
    try {
      while (!this.#ended && !closing.aborted && line.nowMs - startMs < longestMessageMs && this.#silentMs < endSilenceMs) {
        const frame = await line.nextFrame();
        if (!frame) return;
        this.#hear(frame);
      }
    } finally {
      this.#endSentence();
      await this.#transcribing;
      await this.#stream?.close();
    }
  }

  async #openStream(): Promise<void> {
    const { speechToText, language, logger } = this.#options;
    if (!speechToText) return;
    try {
      // The stream outlives the caller: his last words are still to be transcribed when he has hung up.
      this.#stream = await speechToText.open({ language, signal: new AbortController().signal });
    } catch (error) {
      logger.warn({ err: asError(error) }, 'a voicemail is recorded without transcription');
    }
  }

  #hear(frame: Pcm): void {
    const { line, voiceActivity } = this.#options;
    if (this.#stream) {
      this.#time.add(line.nowMs - frameMs);
      this.#stream.write(frame);
    }
    if (voiceActivity.next(frame).voiced) {
      this.voicedMs += frameMs;
      this.#silentMs = 0;
      this.#sentence = { startMs: this.#sentence?.startMs ?? line.nowMs - frameMs, endMs: line.nowMs };
      return;
    }
    this.#silentMs += frameMs;
    if (this.#silentMs === sentenceSilenceMs) this.#endSentence();
  }

  #endSentence(): void {
    const stream = this.#stream;
    const sentence = this.#sentence;
    this.#sentence = undefined;
    if (!stream || !sentence) return;
    const final = stream.finish();
    const time = this.#time;
    this.#time = new UtteranceTime();
    this.#transcribing = this.#transcribing.then(async () => {
      try {
        const { text, words } = await final;
        if (text !== '') this.#options.onTurn({ speaker: 'caller', text, ...sentence, confidence: meanConfidence(words), words: time.inCall(words) });
      } catch (error) {
        this.#options.logger.warn({ err: asError(error) }, 'a part of a voicemail could not be transcribed');
      }
    });
  }
}
