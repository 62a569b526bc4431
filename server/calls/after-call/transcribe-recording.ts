import type { RecognisedWord, SpeechToText, TranscriptionStream } from '../../ai/speech-to-text/contract.ts';
import { inCall, meanConfidence } from '../../ai/speech-to-text/words.ts';
import { WavSlices } from '../../audio/wav-slices.ts';
import { samplesOfMs } from '../../core/audio-frame.ts';
import type { ByteSource } from '../../core/byte-source.ts';
import type { Language } from '../../core/language.ts';
import type { SpokenWord, Turn } from '../../core/outcome.ts';
import type { RecordingFile } from '../../history/contract.ts';

export interface RecordedTalk {
  /** The WAV of the recording; closed at the end. */
  sound: ByteSource;
  recording: RecordingFile & { startMs: number };
  turns: readonly Turn[];
  language: Language;
}

/** The caller is the left side of a recording (call-recorder.ts). */
const callerSide = 0;
/** Voice detection opens late and closes early; what is around a turn belongs to it as far as no other turn of the caller's is there. */
const marginMs = 400;
/** Handed over at once; the recogniser's queue takes it. */
const pieceMs = 2000;
/** One utterance; what is longer is heard in several. */
const longestUtteranceMs = 240_000;

/** Whether a turn was spoken by the caller, in the call's language: keyed digits have no sound, and an ear of another language would spoil what was heard. */
export function isSpoken({ speaker, startMs, endMs, text, language }: Turn): boolean {
  return speaker === 'caller' && endMs > startMs && text !== '' && language === undefined;
}

/**
 * Hears the caller's turns again in the recording of a call. Each takes the better words and keeps those of the call as `liveText`; a turn in which
 * nothing is heard now stays as it is, and so do the assistant's and keyed ones. Rejects as the recogniser does, and when the recording cannot be read.
 */
export async function transcribeRecording(
  ear: SpeechToText,
  { sound, recording, turns, language }: RecordedTalk,
  signal: AbortSignal,
): Promise<Turn[]> {
  let stream: TranscriptionStream | undefined;
  try {
    const slices = await WavSlices.of(sound, recording.path);
    stream = await ear.open({ language, signal });
    const better: Turn[] = [];
    for (const [at, turn] of turns.entries()) {
      if (!isSpoken(turn)) {
        better.push(turn);
        continue;
      }
      const { startMs, endMs } = soundOf(turn, turns.slice(0, at).findLast(isSpoken), turns.slice(at + 1).find(isSpoken));
      const words: SpokenWord[] = [];
      for (let fromMs = startMs; fromMs < endMs; fromMs += longestUtteranceMs) {
        const toMs = Math.min(endMs, fromMs + longestUtteranceMs);
        const heard = await hear(stream, slices, fromMs - recording.startMs, toMs - recording.startMs);
        words.push(...inCall(heard, fromMs));
      }
      better.push(words.length === 0 ? turn : withWords(turn, words));
    }
    return better;
  } finally {
    await stream?.close();
    await sound.close();
  }
}

function soundOf(turn: Turn, before: Turn | undefined, after: Turn | undefined): { startMs: number; endMs: number } {
  return {
    startMs: Math.max(turn.startMs - marginMs, before?.endMs ?? 0),
    endMs: Math.min(turn.endMs + marginMs, after ? Math.max(after.startMs, turn.endMs) : Number.POSITIVE_INFINITY),
  };
}

async function hear(stream: TranscriptionStream, slices: WavSlices, startMs: number, endMs: number): Promise<RecognisedWord[]> {
  const sound = await slices.read(startMs, endMs, callerSide);
  for (let at = 0; at < sound.length; at += samplesOfMs(pieceMs)) stream.write(sound.subarray(at, at + samplesOfMs(pieceMs)));
  return (await stream.finish()).words;
}

function withWords(turn: Turn, words: SpokenWord[]): Turn {
  const text = words.map(({ word }) => word).join(' ');
  return { ...turn, text, confidence: meanConfidence(words), words, liveText: turn.liveText ?? turn.text };
}
