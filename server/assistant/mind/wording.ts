import type { Language } from '../../core/language.ts';
import type { LanguagePack } from '../languages/contract.ts';
import { mayEcho } from './echo.ts';
import { onlySays, wordsOf } from './grounding.ts';

/** One short sentence. */
export const wordingTokens = 40;
const maxWords = 20;

/** Short, since the caller waits while it is evaluated: what the task asks for stands in the system text. */
const tasks: Readonly<Record<Language, (template: string) => string>> = {
  fr: (template) => `Tâche : reformuler.\nPhrase : ${template}`,
  en: (template) => `Task: rephrase.\nSentence: ${template}`,
};

/** `beginning`: the question and the caller's words, as for their understanding. */
export function wordingPrompt(beginning: string, template: string, language: Language): string {
  return `${beginning}\n${tasks[language](template)}`;
}

/** Words of courtesy that promise nothing; folded. */
const courtesy: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: wordsOf(
    'merci bien sûr très parfait entendu compris comprends je vois accord noté note désolé désolée volontiers monsieur madame votre vous ça',
  ),
  en: wordsOf('thank thanks you sure of course very well good alright right understood understand see noted sorry gladly certainly your'),
};

/** A mark inside a sentence that follows a letter ends a clause by itself; any other (12,5, M. Dupont) when a blank comes behind it. */
const clauseEnd = String.raw`(?:(?<=\p{L}[,;:])|(?<=[,.;:!?…])(?=\s))`;
const untilLastEnd = new RegExp(`^.*${clauseEnd}`, 'su');
const betweenClauses = new RegExp(`${clauseEnd}\\s*`, 'u');

/** Cuts what the model writes into clauses as it comes, each to be spoken at once. */
export class Clauses {
  #rest = '';

  /** The clauses that are whole now. */
  add(piece: string): string[] {
    this.#rest += piece.replaceAll(/\s+/g, ' ');
    const whole = untilLastEnd.exec(this.#rest)?.[0] ?? '';
    this.#rest = this.#rest.slice(whole.length);
    return whole
      .split(betweenClauses)
      .map((part) => part.trim())
      .filter(Boolean);
  }

  /** What remains when nothing more comes. */
  end(): string[] {
    const last = this.#rest.trim();
    this.#rest = '';
    return last === '' ? [] : [last];
  }
}

/** Whether a clause says nothing beyond the template, courtesy and what it may take up of the caller's words: no promise, no figure, no question. */
export function maySay(clause: string, said: string, template: string, language: Language, pack: LanguagePack): boolean {
  if (clause.includes('?') || clause.split(/\s+/).length > maxWords) return false;
  const always = wordsOf(template).union(courtesy[language]);
  const parts = clause.split(/[,.;:!…]/);
  return parts.every((part) => onlySays(part, always.union(mayEcho(part, said, language, pack)), pack));
}
