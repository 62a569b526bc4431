import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Intent } from '../server/assistant/dialogue/contract.ts';
import { understand } from '../server/assistant/dialogue/understand.ts';
import { type Language, languages } from '../server/core/language.ts';

/**
 * Scores understanding on sentences kept apart from development: `node bench/understanding.ts [--set second|third|fourth|fifth|sixth] [--failures]`.
 * Understood: the intent is the labelled one. Unknown: `unknown` for a sentence that has an intent. Misunderstood: any other intent.
 * Each set was written in other words than those before; the rules were widened after the totals of each were seen, but for those of the fifth, and never by its sentences.
 * `--failures` prints the sentences: only for the development set (`--set dev`), else the score is worth nothing any more.
 */
interface Labelled {
  sentence: string;
  intent: Intent;
}

interface Score {
  total: number;
  understood: number;
  misunderstood: number;
  unknown: number;
}

const { values } = parseArgs({ options: { set: { type: 'string', default: '' }, failures: { type: 'boolean', default: false } } });

const country: Readonly<Record<Language, string>> = { fr: 'FR', en: 'GB' };

function read(language: Language, set: string): Labelled[] {
  const path =
    set === 'dev' ? `../server/assistant/languages/${language}/sentences.dev.json` : `understanding/${language}${set ? `.${set}` : ''}.json`;
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
}

function verdict(heard: Intent, meant: Intent): 'understood' | 'misunderstood' | 'unknown' {
  if (heard === meant) return 'understood';
  return heard === 'unknown' ? 'unknown' : 'misunderstood';
}

function line(name: string, score: Score): string {
  const percent = (count: number) => `${((100 * count) / score.total).toFixed(1).padStart(6)} %`;
  return `${name.padEnd(14)} ${String(score.total).padStart(4)}  understood ${percent(score.understood)}  misunderstood ${percent(score.misunderstood)}  unknown ${percent(score.unknown)}`;
}

for (const language of languages) {
  const perIntent = new Map<string, Score>();
  const whole: Score = { total: 0, understood: 0, misunderstood: 0, unknown: 0 };
  for (const { sentence, intent } of read(language, values.set)) {
    const heard = understand(sentence, { language, goal: 'purpose', country: country[language], now: new Date(), timeZone: 'Europe/Paris' }).intent;
    const result = verdict(heard, intent);
    const score = perIntent.get(intent) ?? { total: 0, understood: 0, misunderstood: 0, unknown: 0 };
    perIntent.set(intent, score);
    for (const one of [score, whole]) {
      one.total++;
      one[result]++;
    }
    if (values.failures && result !== 'understood') process.stdout.write(`  ${intent} heard as ${heard}: ${sentence}\n`);
  }
  process.stdout.write(`${line(`${language} all`, whole)}\n`);
  for (const [intent, score] of perIntent) process.stdout.write(`  ${line(intent, score)}\n`);
}
