import type { Language } from '../server/core/language.ts';
import type { Logger } from '../server/core/logger.ts';
import { playScene } from '../server/rehearsal/play-scene.ts';
import { firstCall, type Scene } from '../server/rehearsal/scenes.ts';
import type { Stage } from '../server/rehearsal/stage.ts';
import { openSentences, wordedAs } from './mind-model.ts';

export interface MindBenchOptions {
  language?: Language;
  calls: number;
  logger: Logger;
  signal: AbortSignal;
  onCall(done: number, text: string): void;
}

export interface MindMeasured {
  /** End of the caller's speech → first sample of the reply, at the caller's side. */
  valuesMs: number[];
  /** Calls without a reply. */
  missing: number;
  /** Replies that were worded by the model. */
  worded: number;
  /** Calls of which the model's reason is in the message. */
  understood: number;
}

/** Calls whose first sentence the rules leave open, one after another; a value for each. */
export async function measureMind(stage: Stage, { language, calls, logger, signal, onCall }: MindBenchOptions): Promise<MindMeasured> {
  const measured: MindMeasured = { valuesMs: [], missing: 0, worded: 0, understood: 0 };
  for (let n = 0; n < calls; n++) {
    const spoken = language ?? (n % 2 === 0 ? 'fr' : 'en');
    const sentences = openSentences[spoken];
    const { text, reason } = sentences[Math.floor(n / 2) % sentences.length]!;
    const scene: Scene = { ...firstCall[spoken], script: [{ say: text }, { hangUp: true }] };
    const { call, record } = await playScene(stage, scene, { logger, signal });
    const latencyMs = call.turns[0]?.latencyMs;
    if (latencyMs === undefined) measured.missing++;
    else measured.valuesMs.push(latencyMs);
    const worded = record.turns.some((turn) => turn.speaker === 'assistant' && turn.text.includes(wordedAs[spoken]));
    const understood = record.message?.reason?.includes(reason.split(' ').slice(-3).join(' ')) ?? false;
    if (worded) measured.worded++;
    if (understood) measured.understood++;
    const heard = record.turns.find(({ speaker }) => speaker === 'caller')?.text;
    onCall(n + 1, `${spoken}, ${latencyMs === undefined ? 'no reply' : `${Math.round(latencyMs)} ms`}${worded ? ', worded' : ''}; heard "${heard}"`);
  }
  return measured;
}
