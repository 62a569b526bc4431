import type { Language } from '../server/core/language.ts';
import type { Logger } from '../server/core/logger.ts';
import { callAsScene } from '../server/rehearsal/play-scene.ts';
import { firstCall, type Scene } from '../server/rehearsal/scenes.ts';
import type { ScriptedCallResult } from '../server/rehearsal/scripted-caller.ts';
import type { Stage } from '../server/rehearsal/stage.ts';

export interface CallBenchOptions {
  /** Default both, in turn. */
  language?: Language;
  calls?: number;
  /** Calls that are up at the same time; default 1. */
  atOnce?: number;
  logger: Logger;
  signal: AbortSignal;
  onCall(done: number, all: number, text: string): void;
}

export interface Measured {
  calls: number;
  valuesMs: number[];
  missing: number;
}

/** What one call gave: a value, or null where one was expected and did not come. */
type Values = (number | null)[];

/** End of the caller's speech → first sample of the reply, in whole first calls: the pause that ends the turn, recognition, dialogue and voice are in it. */
export function turnBench(stage: Stage, options: CallBenchOptions): Promise<Measured> {
  const valuesOf = ({ turns }: ScriptedCallResult) => turns.map(({ latencyMs }) => latencyMs ?? null);
  return measure(stage, { calls: 8, ...options }, (scene) => scene, valuesOf);
}

/** Answer → first sample of the greeting. */
export function greetingBench(stage: Stage, options: CallBenchOptions): Promise<Measured> {
  const onlyGreeting = (scene: Scene): Scene => ({ ...scene, script: [{ waitMs: 1_500 }, { hangUp: true, afterAssistantSpoke: false }] });
  return measure(stage, { calls: 20, ...options }, onlyGreeting, ({ answerToGreetingMs }) => [answerToGreetingMs ?? null]);
}

const interruptions: Record<Language, string> = {
  fr: "excusez-moi, je voudrais parler à quelqu'un",
  en: 'excuse me, I want to speak to a real person',
};

/** First sample of a caller who interrupts the greeting → last sample of the greeting. */
export function bargeInBench(stage: Stage, options: CallBenchOptions): Promise<Measured> {
  const interrupting = (scene: Scene, index: number): Scene => ({
    ...scene,
    script: [
      // At other places of the greeting each time.
      { sayWhileAssistantSpeaks: interruptions[scene.language], afterMs: 1_000 + (index % 10) * 170 },
      { hangUp: true },
    ],
  });
  return measure(stage, { calls: 20, ...options }, interrupting, ({ bargeInMs }) => [bargeInMs ?? null]);
}

async function measure(
  stage: Stage,
  { language, calls = 1, atOnce = 1, logger, signal, onCall }: CallBenchOptions,
  adapt: (scene: Scene, index: number) => Scene,
  valuesOf: (result: ScriptedCallResult) => Values,
): Promise<Measured> {
  const values: Values = [];
  let next = 0;
  let done = 0;
  const worker = async () => {
    for (let index = next++; index < calls; index = next++) {
      const spoken = language ?? (index % 2 === 0 ? 'fr' : 'en');
      const result = await callAsScene(stage, adapt(firstCall[spoken], index), { logger, signal });
      const got = valuesOf(result);
      values.push(...got);
      done++;
      onCall(done, calls, `${spoken}, ${got.map((value) => (value === null ? 'none' : `${Math.round(value)} ms`)).join(', ')}`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, calls) }, worker));
  const valuesMs = values.filter((value) => value !== null);
  return { calls, valuesMs, missing: values.length - valuesMs.length };
}
