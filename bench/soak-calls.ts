import { setTimeout as sleep } from 'node:timers/promises';
import { type Language, languages } from '../server/core/language.ts';
import type { Logger } from '../server/core/logger.ts';
import { callAsScene } from '../server/rehearsal/play-scene.ts';
import { firstCall } from '../server/rehearsal/scenes.ts';
import type { ScriptStep } from '../server/rehearsal/scripted-caller.ts';
import type { Stage } from '../server/rehearsal/stage.ts';
import type { Callers } from './callers.ts';

export const soakCalls = ['one sentence', 'hangs up while greeted', 'cancels', 'keys', 'hangs up in mid-sentence'] as const;
export type SoakCall = (typeof soakCalls)[number];

/** Half of the callers say a sentence and hear the reply; the others end in each way that leaves something half done. */
export function soakCallOf(index: number): SoakCall {
  return index % 2 === 0 ? 'one sentence' : (soakCalls[1 + (Math.floor(index / 2) % (soakCalls.length - 1))] as SoakCall);
}

const sentences: Record<Language, string> = { fr: "j'ai une fuite d'eau dans ma cuisine", en: 'I have a leak in my kitchen' };

/** A cancelling caller gives up at another moment each time, from before it rings to after the answer. */
const cancelStepMs = 37;
const cancelSteps = 12;

export interface SoakCallOptions extends Callers {
  logger: Logger;
  signal: AbortSignal;
}

/** Places call number `index`; resolves when it is over. Rejects when it does not go as it should. */
export async function placeSoakCall(stage: Stage, index: number, { logger, signal, speak, link }: SoakCallOptions): Promise<void> {
  const kind = soakCallOf(index);
  const language = languages[Math.floor(index / 10) % languages.length] as Language;
  const { voice, to, from } = firstCall[language];
  const scene = { voice, to, from, script: scriptOf(kind, language, index) };
  if (kind !== 'cancels') return void (await callAsScene(stage, scene, { logger, signal, speak, link }));
  const given = new AbortController();
  const call = callAsScene(stage, scene, { logger, signal: AbortSignal.any([signal, given.signal]), speak, link });
  call.catch(() => {});
  await sleep(50 + (index % cancelSteps) * cancelStepMs);
  given.abort(new Error('the caller gives up'));
  // It rejects with the reason for which it was given up.
  await call.catch(() => signal.throwIfAborted());
}

function scriptOf(kind: SoakCall, language: Language, index: number): ScriptStep[] {
  switch (kind) {
    case 'one sentence':
      return [{ sayWhileAssistantSpeaks: sentences[language], afterMs: 900 }, { hangUp: true }];
    case 'hangs up while greeted':
      return [{ waitMs: 100 + (index % 10) * 150 }, { hangUp: true, afterAssistantSpoke: false }];
    case 'keys':
      return [{ waitMs: 1_000 }, { press: '0123#', afterAssistantSpoke: false }, { hangUp: true, afterAssistantSpoke: false }];
    default:
      return [{ hangUpWhileSaying: sentences[language], afterMs: 700 }];
  }
}
