import { rmsDbfs } from '../audio/level.ts';
import { concatPcm, type Pcm, samplesOfMs } from '../core/audio-frame.ts';

/** A clause that was given to the line, and its sound; positions are the line's. */
export interface SpokenClause {
  readonly text: string;
  readonly fromSample: number;
  readonly sound: Pcm[];
}

/** Sound is looked at in pieces of this length. */
const pieceSamples = samplesOfMs(10);
/** Softer than this is a pause: a voice lies 20 to 30 dB above it. */
const silenceDbfs = -50;
/** Words are told apart by their length alone, so that a border may lie this much beside its place: there, the softest moment is taken. */
const searchPieces = 8;

/** The words of which the caller has heard all, when he has heard the clause up to a position. */
export function wordsHeard({ text, fromSample, sound }: SpokenClause, playedSamples: number): string {
  const levels = levelsOf(sound);
  const heard = voicedShare(levels, Math.floor((playedSamples - fromSample) / pieceSamples));
  if (heard >= 1) return text;
  const words = wordsOf(text);
  return words
    .filter(({ endShare }) => endShare <= heard)
    .map(({ word }) => word)
    .join(' ');
}

/** The position at which the word begins that was being said at a position: from there a voice that was stopped is understood again. */
export function wordStart({ text, fromSample, sound }: SpokenClause, playedSamples: number): number {
  const levels = levelsOf(sound);
  const heardPieces = Math.floor((playedSamples - fromSample) / pieceSamples);
  const heard = voicedShare(levels, heardPieces);
  const word = wordsOf(text).findLast(({ startShare }) => startShare <= heard);
  if (!word || word.startShare === 0) return fromSample;
  const softest = softestPiece(levels, pieceAtShare(levels, word.startShare), heardPieces);
  return Math.min(playedSamples, fromSample + softest * pieceSamples);
}

/** Each word with its place in the clause, 0 to 1, as if every letter took the same time. */
function wordsOf(text: string): { word: string; startShare: number; endShare: number }[] {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  const letters = words.reduce((sum, { length }) => sum + length, 0);
  let before = 0;
  return words.map((word) => {
    const startShare = before / letters;
    before += word.length;
    return { word, startShare, endShare: before / letters };
  });
}

function levelsOf(sound: readonly Pcm[]): number[] {
  const whole = concatPcm(sound);
  const pieces = Math.ceil(whole.length / pieceSamples);
  return Array.from({ length: pieces }, (_, at) => rmsDbfs(whole.subarray(at * pieceSamples, (at + 1) * pieceSamples)));
}

/** How much of the clause's voice, its pauses left out, is in its first pieces. */
function voicedShare(levels: readonly number[], pieces: number): number {
  const voiced = levels.filter(isVoiced).length;
  return voiced === 0 ? Number(levels.length > 0 && pieces >= levels.length) : levels.slice(0, Math.max(0, pieces)).filter(isVoiced).length / voiced;
}

function pieceAtShare(levels: readonly number[], share: number): number {
  const voicedBefore = share * levels.filter(isVoiced).length;
  let voiced = 0;
  return Math.max(
    0,
    levels.findIndex((level) => isVoiced(level) && ++voiced > voicedBefore),
  );
}

function softestPiece(levels: readonly number[], around: number, before: number): number {
  const first = Math.max(0, around - searchPieces);
  const last = Math.min(levels.length - 1, before, around + searchPieces);
  let softest = Math.min(around, last);
  for (let at = first; at <= last; at++) if (levels[at]! < levels[softest]!) softest = at;
  return softest;
}

function isVoiced(dbfs: number): boolean {
  return dbfs > silenceDbfs;
}
