import { mix, silence } from '../../server/audio/sound.ts';
import { concatPcm, msOfSamples, type Pcm, samplesOfMs } from '../../server/core/audio-frame.ts';
import type { Language } from '../../server/core/language.ts';
import type { CallerTurn } from './caller-turns.ts';
import { atLevel, click, cough, hum, lasting, pinkNoise, whiteNoise } from './noises.ts';
import { Random } from './random.ts';
import { spoken } from './spoken.ts';
import { throughTelephone } from './telephone.ts';

/** A caller's turn as sound, and the truth about it. Times are milliseconds since the line was answered. */
export interface Scene {
  turn: CallerTurn;
  /** What comes from the caller's side while the assistant asks, while the caller speaks, and after. */
  pcm: Pcm;
  /** The assistant's question, played from 0 on. */
  question: Pcm;
  startMs: number;
  /** Where the last word ends. */
  endMs: number;
  /** The pauses inside the turn. */
  pauses: { fromMs: number; toMs: number }[];
}

/** Silence of the caller after his last word. Who has not decided by then has missed the end of the turn. */
export const afterMs = 4_000;
/** An echo that a gateway's canceller leaves: so late, and so much softer than what was played. */
const echoDelayMs = 120;
const echoLossDb = 20;
const assistantDbfs = -22;

const questions: Record<Language, [voice: string, text: string]> = {
  fr: ['fr+f4', "D'accord. Je vous écoute."],
  en: ['en-gb+f4', 'All right. Please go on.'],
};
/** Three people who talk near the caller. */
const babbleTalk: Record<Language, readonly [voice: string, text: string][]> = {
  fr: [
    ['fr+m5', 'alors on se retrouve devant la gare à midi et on mange ensemble avant de rentrer au bureau'],
    ['fr+f1', "je lui ai dit que ce n'était pas possible parce que le magasin ferme plus tôt le samedi soir"],
    ['fr+m6', "tu as vu le match hier soir, c'était incroyable, ils ont gagné dans la dernière minute"],
  ],
  en: [
    ['en-gb+m5', 'so we meet at the station at noon and have lunch together before we go back to the office'],
    ['en-gb+f1', "I told her that it wasn't possible because the shop closes earlier on Saturday evening"],
    ['en-us+m6', 'did you see the match last night, it was incredible, they won in the very last minute'],
  ],
};

export async function sceneOf(turn: CallerTurn): Promise<Scene> {
  const random = new Random(turn.seed);
  const [voice, text] = questions[turn.language];
  const question = atLevel(await spoken(text, voice, 170), assistantDbfs);
  const startMs = msOfSamples(question.length) + random.between(500, 900);
  const parts = await Promise.all(turn.parts.map((part) => spoken(part, turn.voice, turn.wordsPerMinute)));
  const said = atLevel(concatPcm(parts), turn.levelDbfs);
  const laid = laidOut(said, parts, turn.pausesMs, startMs);
  const endMs = msOfSamples(laid.pcm.length);
  const totalMs = endMs + afterMs;
  const others = await surroundings(turn, { ...laid, question, startMs, endMs, totalMs }, random);
  const pcm = throughTelephone(mix(silence(totalMs), laid.pcm, ...others));
  return { turn, pcm, question, startMs, endMs, pauses: laid.pauses };
}

/** The parts one behind the other with their pauses, from `startMs` on. */
export function laidOut(said: Pcm, parts: readonly Pcm[], pausesMs: readonly number[], startMs: number): Pick<Scene, 'pcm' | 'pauses'> {
  const pieces: Pcm[] = [silence(startMs)];
  const pauses: Scene['pauses'] = [];
  let [from, nowSamples] = [0, pieces[0]!.length];
  parts.forEach((part, n) => {
    pieces.push(said.subarray(from, from + part.length));
    from += part.length;
    nowSamples += part.length;
    const pauseMs = pausesMs[n];
    if (pauseMs === undefined) return;
    pieces.push(silence(pauseMs));
    pauses.push({ fromMs: msOfSamples(nowSamples), toMs: msOfSamples(nowSamples + samplesOfMs(pauseMs)) });
    nowSamples += samplesOfMs(pauseMs);
  });
  return { pcm: concatPcm(pieces), pauses };
}

interface Stage extends Pick<Scene, 'question' | 'startMs' | 'endMs' | 'pauses'> {
  totalMs: number;
}

async function surroundings(turn: CallerTurn, stage: Stage, random: Random): Promise<Pcm[]> {
  const { totalMs, question } = stage;
  const noise = (pcm: Pcm) => [atLevel(pcm, turn.levelDbfs - turn.snrDb)];
  switch (turn.surroundings) {
    case 'clean':
      return [];
    case 'white':
      return noise(whiteNoise(totalMs, random));
    case 'pink':
      return noise(pinkNoise(totalMs, random));
    case 'hum':
      return noise(hum(totalMs, random));
    case 'babble':
      return noise(mix(...(await babble(turn.language, totalMs))));
    case 'echo':
      return [concatPcm([silence(echoDelayMs), atLevel(question, assistantDbfs - echoLossDb)])];
    case 'cough':
      return [at(atLevel(cough(random), turn.levelDbfs), noiseAtMs(stage, random))];
    case 'click':
      return [0, 1].map(() => at(atLevel(click(random), turn.levelDbfs + 4), noiseAtMs(stage, random)));
  }
}

async function babble(language: Language, ms: number): Promise<Pcm[]> {
  const talk = await Promise.all(babbleTalk[language].map(([voice, text]) => spoken(text, voice, 165)));
  return talk.map((pcm) => lasting(atLevel(pcm, assistantDbfs), ms));
}

/** Before the first word, within a pause, or shortly after the last word. */
function noiseAtMs({ startMs, endMs, pauses }: Stage, random: Random): number {
  const pause = random.pick(pauses);
  return random.pick([startMs - random.between(350, 500), endMs + random.between(150, 600), pause ? pause.fromMs + 60 : endMs + 200]);
}

function at(pcm: Pcm, ms: number): Pcm {
  return concatPcm([silence(ms), pcm]);
}
