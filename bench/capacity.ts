import { setTimeout as sleep } from 'node:timers/promises';
import { asError } from '../server/core/errors.ts';
import { type Language, languages } from '../server/core/language.ts';
import type { Logger } from '../server/core/logger.ts';
import { callAsScene } from '../server/rehearsal/play-scene.ts';
import { firstCall, type Scene } from '../server/rehearsal/scenes.ts';
import type { ScriptedCallResult } from '../server/rehearsal/scripted-caller.ts';
import type { Stage } from '../server/rehearsal/stage.ts';
import { percentile } from '../server/rehearsal/statistics.ts';
import { type Callers, withCallers } from './callers.ts';
import { type Load, watchLoad } from './load.ts';
import { type EventLoopDelay, eventLoopDelay, readMetrics } from './server-metrics.ts';

export interface CapacityOptions {
  atOnce: readonly number[];
  /** How long new calls begin at each level; those that are up then come to their end. */
  secondsPerLevel: number;
  /** Default both, in turn. */
  language?: Language;
  logger: Logger;
  signal: AbortSignal;
  onProgress(text: string): void;
}

export interface Distribution {
  p50Ms: number | null;
  p95Ms: number | null;
  count: number;
  /** Expected and not there: no reply, a voice that did not stop. */
  missing: number;
}

export interface CapacityLevel extends Load {
  atOnce: number;
  calls: number;
  /** Calls that did not come to the end of their script, with the reason. */
  broken: string[];
  greeting: Distribution;
  turn: Distribution;
  bargeIn: Distribution;
  eventLoop: EventLoopDelay;
  frames: { all: number; late: number; lost: number };
}

/** So that not all callers of a level ring in the same moment. */
const betweenFirstCallsMs = 300;

/** Whole first calls at once, level after level; every other caller begins to speak while he is being greeted. The stage's server is a process of its own. */
export async function measureCapacity(stage: Stage, options: CapacityOptions): Promise<CapacityLevel[]> {
  return withCallers(stage, options, async (callers) => {
    for (const { voice, script } of Object.values(firstCall)) {
      for (const step of script) if ('say' in step) await callers.speak(step.say, voice);
    }
    const levels: CapacityLevel[] = [];
    for (const atOnce of options.atOnce) levels.push(await measureLevel(stage, atOnce, callers, options));
    return levels;
  });
}

async function measureLevel(stage: Stage, atOnce: number, { link, speak }: Callers, options: CapacityOptions): Promise<CapacityLevel> {
  const { secondsPerLevel, language, logger, signal, onProgress } = options;
  const results: ScriptedCallResult[] = [];
  const broken: string[] = [];
  const before = await readMetrics(stage.httpUrl);
  const stop = new AbortController();
  const load = watchLoad(stage, AbortSignal.any([stop.signal, signal]));
  const endMs = performance.now() + secondsPerLevel * 1000;
  let next = 0;
  const caller = async (place: number) => {
    await sleep(place * betweenFirstCallsMs, undefined, { signal });
    while (performance.now() < endMs) {
      const index = next++;
      const scene = sceneOf(index, language);
      try {
        results.push(await callAsScene(stage, scene, { logger, signal, speak, link }));
      } catch (error) {
        signal.throwIfAborted();
        broken.push(asError(error).message);
      }
      onProgress(`${atOnce} at once: ${results.length + broken.length} calls are over`);
    }
  };
  const callers = Promise.all(Array.from({ length: atOnce }, (_, place) => caller(place)));
  callers.catch(() => {});
  try {
    await sleep(secondsPerLevel * 1000, undefined, { signal });
  } finally {
    stop.abort();
  }
  const eventLoop = eventLoopDelay(await readMetrics(stage.httpUrl));
  await callers;
  const after = await readMetrics(stage.httpUrl);
  const grown = (name: string) => (after.get(name) ?? 0) - (before.get(name) ?? 0);
  return {
    atOnce,
    calls: results.length + broken.length,
    broken,
    greeting: distribution(results.map(({ answerToGreetingMs }) => answerToGreetingMs)),
    turn: distribution(results.flatMap(({ turns }) => turns.map(({ latencyMs }) => latencyMs))),
    bargeIn: distribution(results.flatMap(({ turns }) => turns.filter(({ kind }) => kind === 'interrupt').map((turn) => turn.bargeInMs))),
    eventLoop,
    frames: {
      all: grown('repondeur_line_frames_total'),
      late: grown('repondeur_line_frames_late_total'),
      lost: grown('repondeur_line_frames_lost_total'),
    },
    ...(await load),
  };
}

/** The callers differ in language, in the place of the greeting where they begin to speak, and in whether they do. */
function sceneOf(index: number, language: Language | undefined): Scene {
  const scene = firstCall[language ?? (languages[index % languages.length] as Language)];
  const [first, ...rest] = scene.script;
  const interrupts = Math.floor(index / 2) % 2 === 1;
  if (!interrupts || !first || !('say' in first)) return scene;
  return { ...scene, script: [{ sayWhileAssistantSpeaks: first.say, afterMs: 1_000 + (index % 10) * 170 }, ...rest] };
}

function distribution(values: readonly (number | undefined)[]): Distribution {
  const known = values.filter((value) => value !== undefined);
  return { p50Ms: percentile(known, 0.5), p95Ms: percentile(known, 0.95), count: known.length, missing: values.length - known.length };
}
