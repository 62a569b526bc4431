import type { LanguageModel, MindSession } from '../../ai/language-model/contract.ts';
import { createLanguageModel, type LanguageModelSettings, type MindModels } from '../../ai/language-model/registry.ts';
import { understand } from '../../assistant/dialogue/understand.ts';
import type { MindSettings } from '../../assistant/mind/contract.ts';
import { systemText } from '../../assistant/mind/system-text.ts';
import { Thought } from '../../assistant/mind/thought.ts';
import { understandingPrompt, wordsPrompt } from '../../assistant/mind/understanding.ts';
import { wordingPrompt, wordingTokens } from '../../assistant/mind/wording.ts';
import type { Logger } from '../../core/logger.ts';
import { type Finding, failed, ok, warn } from './finding.ts';

const said = 'bonjour alors le plafond de la salle de bain a des traînées brunes depuis hier soir';
const context = { language: 'fr', goal: 'purpose', country: 'FR', now: new Date(0), timeZone: 'Europe/Paris' } as const;
const longestMs = 60_000;
/** Until the first clause of an acknowledgement: "Très bien," and the like. */
const clauseCharacters = 12;
const wayOut = 'fetch the file again (bin/repondeur models check tells which is damaged), or set language_model.provider = "none"';
const slower = 'add a smaller model (bin/repondeur models list says what fits this machine), or raise language_model.understand_ms and word_ms';

/** Whether the language model loads, and whether it answers by the deadlines of a call. That there is none is no fault. */
export async function checkMind(settings: LanguageModelSettings, minds: MindModels, limits: MindSettings, logger: Logger): Promise<Finding[]> {
  const model = createLanguageModel(settings, logger);
  if (!model) return [ok('no language model: rules understand and templates speak (bin/repondeur models list shows what there is)')];
  const stop = new AbortController();
  try {
    const loadedMs = await timed(() => model.start());
    const findings = [ok(`the language model ${model.capabilities().model} is loaded in ${loadedMs} ms (${minds.live})`)];
    if (minds.afterCall) findings.push(ok(`${minds.afterCall} sums up after calls, and is loaded then`));
    findings.push(...(await speeds(model, limits, stop.signal)));
    return findings;
  } catch (error) {
    return [failed('the language model', error, wayOut)];
  } finally {
    stop.abort();
    await model.stop();
  }
}

async function speeds(
  model: LanguageModel,
  { understandDeadlineMs, wordDeadlineMs, wording }: MindSettings,
  signal: AbortSignal,
): Promise<Finding[]> {
  const session = await model.open({ system: systemText.fr, signal });
  // The first answer makes the grammar, once for all calls.
  await understandingMs(session);
  const [understandMs, wordMs] = [await understandingMs(session), await firstClauseMs(session)];
  const within = (ms: number, limitMs: number, what: string, key: string) =>
    ms <= limitMs
      ? ok(`${what}: ${ms} ms of the ${limitMs} ms that it may take (${key})`)
      : warn(`${what}: ${ms} ms, more than the ${limitMs} ms that it may take (${key}): calls do mostly without`, slower);
  return [
    within(understandMs, understandDeadlineMs, 'understanding a sentence', 'language_model.understand_ms'),
    ...(wording ? [within(wordMs, wordDeadlineMs, 'the first words of a reply', 'language_model.word_ms')] : []),
  ];
}

/** As in a call: the words have been evaluated while they were spoken. */
async function understandingMs(session: MindSession): Promise<number> {
  await session.complete({ prompt: wordsPrompt(said, context), maxTokens: 1, deadlineMs: longestMs });
  const failures: unknown[] = [];
  const thought = Thought.begin({
    session,
    prompt: understandingPrompt(said, context),
    rules: understand(said, context),
    deadlineMs: longestMs,
    onFailure: (error) => failures.push(error),
  });
  const enoughMs = await timed(() => thought.enough);
  await thought.stop();
  if (failures.length > 0) throw failures[0];
  return enoughMs;
}

async function firstClauseMs(session: MindSession): Promise<number> {
  const beganMs = performance.now();
  let firstMs: number | undefined;
  let characters = 0;
  const onText = (piece: string) => {
    characters += piece.length;
    if (characters >= clauseCharacters) firstMs ??= performance.now() - beganMs;
  };
  const prompt = wordingPrompt(wordsPrompt(said, context), "C'est noté.", 'fr');
  await session.complete({ prompt, maxTokens: wordingTokens, deadlineMs: longestMs, onText });
  return Math.round(firstMs ?? performance.now() - beganMs);
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const beganMs = performance.now();
  await work();
  return Math.round(performance.now() - beganMs);
}
