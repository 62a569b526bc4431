import type { LanguageModel } from '../../ai/language-model/contract.ts';
import type { Language } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import { type Summarised, summarise } from '../dialogue/summary.ts';
import type { MindSettings } from './contract.ts';
import { summaryStatements, writtenStatements } from './summary.ts';

export interface CallSummaryOptions {
  mind: { model: LanguageModel; settings: MindSettings } | null;
  logger: Logger;
  /** The service is being stopped: what the rules know is enough. */
  signal: AbortSignal;
}

/**
 * The owner's summary of a call: what the rules know for sure (name, reason, number, urgency), then what else the caller said, as the language model found it,
 * each with its moment in the call. Null when there is nothing to say. Never rejects.
 */
export async function summariseCall(call: Summarised & { language: Language }, { mind, logger, signal }: CallSummaryOptions): Promise<string | null> {
  const { language, turns } = call;
  const known = summarise(call, language);
  if (!mind?.settings.summary) return known || null;
  const statements = await summaryStatements({ model: mind.model, language, turns, deadlineMs: mind.settings.summaryDeadlineMs, logger, signal });
  return [known, writtenStatements(statements, turns)].filter(Boolean).join(' ') || null;
}
