import type { Transcript } from '../ai/speech-to-text/contract.ts';
import { meanConfidence } from '../ai/speech-to-text/words.ts';
import type { Turn } from '../core/outcome.ts';
import type { Understanding } from './dialogue/contract.ts';
import type { SecondHearing } from './dialogue/language-offer.ts';
import { requestedLanguage } from './languages/language-request.ts';
import { languagePack } from './languages/packs.ts';
import { plainOf, tokenise } from './languages/text.ts';
import type { SecondEar } from './second-ear.ts';

/** Words that an ear is less sure of may be of a language that it does not know. Right words of the rehearsal ears are at 0.97 and more, foreign ones between 0.5 and 0.94. */
const doubtfulBelow = 0.95;
/** So many doubtful sentences in a row are worth the work of a second ear. */
const doubtsBeforeAsking = 2;
/** The other ear must be so much surer, and so sure at least: both know some sounds of the other's language. */
const surerBy = 0.05;
const sureFrom = 0.8;
/** One word is too little to tell a language by: "oui" and "we". */
const fewestWords = 2;

export interface DoubtfulHearing {
  /** The talk's own ear did not follow it well. */
  doubtful?: true;
  second?: SecondHearing;
}

/** Notices a caller who speaks the other language, without asking the second ear for more than it takes. */
export class OtherLanguage {
  readonly #ear: SecondEar;
  #doubts = 0;

  constructor(ear: SecondEar) {
    this.#ear = ear;
  }

  /** `offered`: the caller is being asked which language he wants, so that his answer may be in either. */
  async hear(
    said: Transcript,
    understanding: Understanding,
    { startMs, endMs }: Pick<Turn, 'startMs' | 'endMs'>,
    offered: boolean,
  ): Promise<DoubtfulHearing> {
    const own = meanConfidence(said.words) ?? 0;
    const doubtful = understanding.intent === 'unknown' || own < doubtfulBelow;
    this.#doubts = doubtful && !offered ? this.#doubts + 1 : 0;
    const hearing: DoubtfulHearing = doubtful ? { doubtful } : {};
    if (!offered && this.#doubts < doubtsBeforeAsking) return hearing;
    const heard = await this.#ear.hear(startMs, endMs);
    if (!heard || heard.text === '') return hearing;
    const other = meanConfidence(heard.words) ?? 0;
    const isYes = languagePack(this.#ear.language).intents.onlyYes.test(plainOf(tokenise(heard.text)));
    const fits = heard.words.length >= fewestWords && other >= sureFrom && other >= own + surerBy;
    const asked = requestedLanguage(heard.text, this.#ear.language) === this.#ear.language && other >= sureFrom;
    if (fits) this.#doubts = 0;
    return { ...hearing, second: { language: this.#ear.language, text: heard.text, fits: fits || asked || (offered && isYes) } };
  }
}
