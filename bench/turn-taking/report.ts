import type { CallerTurn, Category, SetName } from './caller-turns.ts';
import { type Score, score, type Verdict } from './score.ts';

export interface SetResult {
  set: SetName;
  product: Verdict[];
  plain: { pauseMs: number; verdicts: Verdict[] }[];
  cutOffs: { turn: CallerTurn; latencyMs: number; heard: string | null }[];
}

const titles: Record<SetName, string> = {
  tuned: 'the set that the policies were made with',
  validation: 'the set on which they were checked',
  heldOut: 'held out',
};

export function printReport(
  results: readonly SetResult[],
  categories: readonly Category[],
  { json, failures }: { json: boolean; failures: boolean },
): void {
  if (json) {
    const sets = results.map((result) => ({ set: result.set, rows: rows(result, categories) }));
    process.stdout.write(`${JSON.stringify({ sets }, numbersOfJson, 2)}\n`);
    return;
  }
  for (const result of results) {
    process.stdout.write(`\n${titles[result.set]}\n`);
    for (const [name, figures] of rows(result, categories)) process.stdout.write(`${line(name, figures)}\n`);
    if (failures && result.set !== 'heldOut')
      for (const { turn, latencyMs, heard } of result.cutOffs) process.stdout.write(`${failure(turn, latencyMs, heard)}\n`);
  }
}

/** JSON has no infinity. */
const numbersOfJson = (_: string, value: unknown) => (value === Number.POSITIVE_INFINITY ? 'never' : value);

function rows({ product, plain }: SetResult, categories: readonly Category[]): [string, Score][] {
  const where = (keep: (turn: Verdict['turn']) => boolean) => score(product.filter(({ turn }) => keep(turn)));
  const languages = [...new Set(product.map(({ turn }) => turn.language))];
  const surroundings = [...new Set(product.map(({ turn }) => turn.surroundings))];
  return [
    ['product, all', score(product)],
    ...plain.map(({ pauseMs, verdicts }): [string, Score] => [`plain ${pauseMs} ms, all`, score(verdicts)]),
    ...languages.map((language): [string, Score] => [`product, ${language}`, where((turn) => turn.language === language)]),
    ...languages.flatMap((language) =>
      categories.map((category): [string, Score] => [
        `product, ${language} ${category}`,
        where((turn) => turn.language === language && turn.category === category),
      ]),
    ),
    ...surroundings.flatMap((place): [string, Score][] => [
      [`product, ${place}`, where((turn) => turn.surroundings === place)],
      [
        `plain 700 ms, ${place}`,
        score((plain.find(({ pauseMs }) => pauseMs === 700)?.verdicts ?? []).filter(({ turn }) => turn.surroundings === place)),
      ],
    ]),
  ];
}

function line(name: string, { turns, cutOffPercent, missedPercent, p50Ms, p95Ms }: Score): string {
  const ms = (value: number) => (Number.isFinite(value) ? value.toFixed(0) : 'never').padStart(6);
  return `${name.padEnd(26)} ${String(turns).padStart(4)} turns  cut off ${cutOffPercent.toFixed(1).padStart(5)} %  missed ${missedPercent.toFixed(1).padStart(4)} %  p50 ${ms(p50Ms)}  p95 ${ms(p95Ms)} ms`;
}

function failure({ name, surroundings, snrDb, parts, pausesMs }: CallerTurn, latencyMs: number, heard: string | null): string {
  const said = parts.map((part, n) => (pausesMs[n] === undefined ? part : `${part} <${pausesMs[n]}>`)).join(' ');
  return `  ${latencyMs.toFixed(0)} ms ${name} ${surroundings} ${snrDb}: ${said} = ${heard ?? '(nothing)'}`;
}
