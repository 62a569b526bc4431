import { parseArgs } from 'node:util';
import { findLibrary } from '../server/ai/speech-to-text/providers/vosk/library-path.ts';
import { type Handle, loadLibVosk } from '../server/ai/speech-to-text/providers/vosk/libvosk.ts';
import { defaultTurnSettings, type TurnSettings } from '../server/assistant/turn-settings.ts';
import { loadVoiceActivity } from '../server/audio/voice-activity.ts';
import { type Language, languages } from '../server/core/language.ts';
import { rehearsalModel } from '../server/testing/rehearsal-ear.ts';
import { type CallerTurn, callerTurns, categories, type SetName, setNames } from './turn-taking/caller-turns.ts';
import { decide, type Listener } from './turn-taking/decide.ts';
import { inOrder } from './turn-taking/in-order.ts';
import { plainPauseMs } from './turn-taking/plain-pause.ts';
import { rememberingLibrary } from './turn-taking/remembering-library.ts';
import { Replay } from './turn-taking/replay.ts';
import { printReport, type SetResult } from './turn-taking/report.ts';
import { verdict } from './turn-taking/score.ts';

/**
 * When the assistant takes the turn, on callers whose truth is known: `node bench/turn-taking.ts [--set tuned|validation|heldOut] [--language fr|en] [--each 15]
 * [--at-once 4] [--only phone] [--json] [--failures] [--replay folder] [--pauses json]`. The whole way of a call from the line's frames to the first sample of a reply, with the rehearsal ear,
 * in a time that waits for each frame's work, so that a busy machine measures the same; beside it, on the same sound with the same voice detection, plain pauses. `--failures` prints cut-offs, but none of the set held out.
 * `--replay folder` keeps scenes and what the ear heard there, and takes them from there the next time: 240 turns in 8 seconds, with other policies too; delete the folder when the ear or
 * the making of scenes changes. `--pauses '{"sentencePauseMs":700}'` tries other settings.
 */
const { values } = parseArgs({
  options: {
    set: { type: 'string' },
    language: { type: 'string' },
    each: { type: 'string', default: '15' },
    'at-once': { type: 'string', default: '4' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    failures: { type: 'boolean', default: false },
    replay: { type: 'string' },
    pauses: { type: 'string', default: '{}' },
  },
});

const sets = setNames.filter((set) => !values.set || values.set === set);
const chosen = languages.filter((language) => !values.language || values.language === language);
const wanted = (turn: CallerTurn) => !values.only || values.only === turn.category || values.only === turn.surroundings;
const plainPausesMs = [500, 700, 1000];

async function run(set: SetName, listener: Listener): Promise<SetResult> {
  const turns = chosen.flatMap((language) => callerTurns(set, language, Number(values.each))).filter(wanted);
  const result: SetResult = { set, product: [], plain: plainPausesMs.map((pauseMs) => ({ pauseMs, verdicts: [] })), cutOffs: [] };
  await inOrder(turns, Number(values['at-once']), async (turn) => {
    const scene = await replay.sceneOf(turn);
    const decision = await decide(scene, listener);
    const product = verdict(turn, scene.endMs, decision.atMs);
    result.product.push(product);
    for (const { pauseMs, verdicts } of result.plain) verdicts.push(verdict(turn, scene.endMs, plainPauseMs(scene, pauseMs, listener.voiceActivity)));
    if (product.latencyMs < 0 || product.latencyMs > 1500) result.cutOffs.push({ turn, latencyMs: product.latencyMs, heard: decision.text });
  });
  return result;
}

const library = loadLibVosk(findLibrary(undefined, process));
const replay = new Replay(values.replay);
await replay.load();
const models: Partial<Record<Language, Handle>> = {};
for (const language of chosen) models[language] = await library.loadModel(await rehearsalModel(language));
const listener: Listener = {
  library: rememberingLibrary(library, replay.memory, (model) => chosen.find((language) => models[language] === model) ?? ''),
  models,
  voiceActivity: await loadVoiceActivity(),
  settings: { ...defaultTurnSettings, ...(JSON.parse(values.pauses) as Partial<TurnSettings>) },
};
const results: SetResult[] = [];
for (const set of sets) results.push(await run(set, listener));
await replay.save();
printReport(results, categories, { json: values.json, failures: values.failures });
