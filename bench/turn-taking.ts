import { parseArgs } from 'node:util';
import { voskSettings } from '../server/ai/speech-to-text/providers/vosk/settings.ts';
import { VoskSpeechToText } from '../server/ai/speech-to-text/providers/vosk/vosk.ts';
import { defaultTurnSettings } from '../server/assistant/turn-settings.ts';
import { loadVoiceActivity } from '../server/audio/voice-activity.ts';
import { type Language, languages } from '../server/core/language.ts';
import { silentLogger } from '../server/core/logger.ts';
import { rehearsalModel } from '../server/testing/rehearsal-ear.ts';
import { type CallerTurn, callerTurns, categories, type SetName } from './turn-taking/caller-turns.ts';
import { decide } from './turn-taking/decide.ts';
import { inOrder } from './turn-taking/in-order.ts';
import { plainPauseMs } from './turn-taking/plain-pause.ts';
import { printReport, type SetResult } from './turn-taking/report.ts';
import { type Scene, sceneOf } from './turn-taking/scene.ts';
import { verdict } from './turn-taking/score.ts';

/**
 * When the assistant takes the turn, on callers whose truth is known: `node bench/turn-taking.ts [--set tuned|heldOut] [--language fr|en] [--each 15]
 * [--at-once 12] [--only phone] [--json] [--failures]`. The whole way of a call from the line's frames to the first sample of a reply, in real time, with the
 * rehearsal ear; beside it, on the same sound with the same voice detection, plain pauses. `--failures` prints cut-offs: of the tuned set only.
 */
const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    language: { type: 'string' },
    each: { type: 'string', default: '15' },
    'at-once': { type: 'string', default: '12' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    failures: { type: 'boolean', default: false },
  },
});

const sets = (['tuned', 'heldOut'] as const).filter((set) => !values.set || values.set === set);
const chosen = languages.filter((language) => !values.language || values.language === language);
const wanted = (turn: CallerTurn) => !values.only || values.only === turn.category || values.only === turn.surroundings;
const plainPausesMs = [500, 700, 1000];

async function run(set: SetName, ear: VoskSpeechToText): Promise<SetResult> {
  const voiceActivity = await loadVoiceActivity();
  const turns = chosen.flatMap((language) => callerTurns(set, language, Number(values.each))).filter(wanted);
  const result: SetResult = { set, product: [], plain: plainPausesMs.map((pauseMs) => ({ pauseMs, verdicts: [] })), lateMs: [], cutOffs: [] };
  // All before the first is heard: making sound takes the processor that the talks need to keep their time.
  const scenes: Scene[] = [];
  for (const turn of turns) scenes.push(await sceneOf(turn));
  await inOrder(scenes, Number(values['at-once']), async (scene) => {
    const { turn } = scene;
    const decision = await decide(scene, { ear, voiceActivity, settings: defaultTurnSettings, logger: silentLogger });
    const product = verdict(turn, scene.endMs, decision.atMs);
    result.product.push(product);
    result.lateMs.push(...decision.lateMs);
    if (product.latencyMs < 0 || product.latencyMs > 1500) result.cutOffs.push({ turn, latencyMs: product.latencyMs, heard: decision.text });
  });
  for (const scene of scenes) {
    for (const { pauseMs, verdicts } of result.plain) verdicts.push(verdict(scene.turn, scene.endMs, plainPauseMs(scene, pauseMs, voiceActivity)));
  }
  return result;
}

const models: Partial<Record<Language, string>> = {};
for (const language of chosen) models[language] = await rehearsalModel(language);
const ear = new VoskSpeechToText(voskSettings.parse({ models }), silentLogger);
await ear.start();
const results: SetResult[] = [];
try {
  for (const set of sets) results.push(await run(set, ear));
} finally {
  await ear.stop();
}
printReport(results, categories, { json: values.json, failures: values.failures });
