import { z } from 'zod';
import type { JsonSchema, LanguageModel } from '../../ai/language-model/contract.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import type { Turn } from '../../core/outcome.ts';
import { languagePack } from '../languages/packs.ts';
import { wordsOf } from './grounding.ts';
import { quotes } from './quotation.ts';
import { systemText } from './system-text.ts';

/** What a statement says, and in which turn of the talk the caller said it. */
export interface Statement {
  text: string;
  turn: number;
}

const maxStatements = 4;
const summaryTokens = 220;
/** The model's memory is small; the beginning of a talk tells most. */
const maxCharacters = 2400;

const schema: JsonSchema = {
  type: 'object',
  properties: {
    statements: {
      type: 'array',
      maxItems: maxStatements,
      items: { type: 'object', properties: { turn: { type: 'integer' }, text: { type: 'string', maxLength: 160 } } },
    },
  },
};
const answer = z.object({ statements: z.array(z.object({ turn: z.int(), text: z.string() })) });

const asks: Readonly<Record<Language, string>> = {
  fr: "Tâche : résumer ce que l'appelant veut, en phrases courtes avec ses mots, chacune avec le numéro du tour.",
  en: 'Task: summarise what the caller wants, in short sentences in the same words, each with the number of its turn.',
};

export interface SummaryOptions {
  model: LanguageModel;
  language: Language;
  turns: readonly Turn[];
  /** For all of it, with the time that it waits for calls. */
  deadlineMs: number;
  logger: Logger;
  /** Ends the waiting: the service is being stopped. */
  signal: AbortSignal;
}

/** What the caller said that matters, each statement from one turn; empty when the model is late, down or has nothing that was really said. Never rejects. */
export async function summaryStatements({ model, language, turns, deadlineMs, logger, signal }: SummaryOptions): Promise<Statement[]> {
  if (!turns.some(({ speaker }) => speaker === 'caller')) return [];
  const end = new AbortController();
  const late = new RepondeurError('timeout', `the summary took longer than ${deadlineMs} ms`);
  const timer = setTimeout(() => end.abort(late), deadlineMs);
  try {
    const session = await model.open({ system: systemText[language], signal: AbortSignal.any([end.signal, signal]), background: true });
    const text = await session.complete({ prompt: summaryPrompt(turns, language), schema, maxTokens: summaryTokens, deadlineMs });
    return grounded(answer.parse(JSON.parse(text)).statements, turns, language);
  } catch (error) {
    logger.warn({ error: asError(error).message }, 'the language model made no summary; the one by rules stands');
    return [];
  } finally {
    clearTimeout(timer);
    end.abort(new Error('the summary is made'));
  }
}

/** Only what that turn of the caller's says: a statement with any other word of meaning, or that he says the opposite of anywhere, is left out. */
export function grounded(statements: readonly Statement[], turns: readonly Turn[], language: Language): Statement[] {
  const pack = languagePack(language);
  const kept = statements.filter(({ text, turn }, n) => {
    const said = turns[turn];
    if (said?.speaker !== 'caller' || text.trim() === '' || statements.findIndex((other) => other.text === text) < n) return false;
    const own = wordsOf(said.text);
    const saysSomething = [...wordsOf(text)].some((word) => own.has(word) && !pack.reason.stopWords.has(word));
    const others = turns.filter((other) => other !== said && other.speaker === 'caller').map((other) => other.text);
    return saysSomething && quotes(text, said.text, others, language);
  });
  return kept.slice(0, maxStatements);
}

/** Each statement with the moment of the call at which it can be heard: "fuite dans la cuisine (0:12)". */
export function writtenStatements(statements: readonly Statement[], turns: readonly Turn[]): string {
  return statements.map(({ text, turn }) => `${text.trim().replace(/[.\s]+$/, '')} (${clockOf(turns[turn]?.startMs ?? 0)}).`).join(' ');
}

function clockOf(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function summaryPrompt(turns: readonly Turn[], language: Language): string {
  const lines = turns.map(({ speaker, text }, n) => `${n} ${speaker}: ${text}`);
  return `${asks[language]}\n${lines.join('\n').slice(0, maxCharacters)}`;
}
