import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MindMeasured, measureMind } from '../../../bench/mind.ts';
import { writeMindModel } from '../../../bench/mind-model.ts';
import type { Logger } from '../../core/logger.ts';
import { createLogger } from '../../observability/logger.ts';
import { type Stage, setStage } from '../../rehearsal/stage.ts';
import { percentile } from '../../rehearsal/statistics.ts';
import { until } from '../../testing/until.ts';
import type { BenchOptions } from '../bench.ts';
import type { CommandContext } from '../context.ts';

/** With the mind at work in these ways; "templates" is without any. */
const ways = ['templates', 'no', 'read', 'answer'] as const;
type Way = (typeof ways)[number];

const inWords: Record<Way, string> = {
  templates: 'rules and templates',
  no: 'the model, nothing ahead',
  read: 'the model, words read ahead',
  answer: 'the model, understood in the pause as well',
};
const defaultCalls = 8;

/** How long a caller waits for a reply that a language model of 0.5B dimensions understands and words, in calls over real SIP, one at a time. */
export async function mindBench({ calls = defaultCalls, language, json }: BenchOptions, context: CommandContext): Promise<number> {
  const { stdout, stderr, signal } = context;
  const logger = createLogger({ level: 'error', pii: false });
  const directory = await mkdtemp(join(tmpdir(), 'repondeur-bench-mind-'));
  const report = [];
  try {
    const model = join(directory, 'mind.gguf');
    stderr.write(`A model of 0.5B dimensions: ${(writeMindModel(model).bytes / 1e9).toFixed(2)} GB\n`);
    for (const way of ways) {
      stderr.write(`Starting Asterisk and the server: ${inWords[way]} …\n`);
      const stage = await stageFor(way, model, context, logger);
      try {
        const onCall = (done: number, text: string) => stderr.write(`  call ${done} of ${calls}: ${text}\n`);
        report.push(reportOf(way, await measureMind(stage, { calls, language, logger, signal, onCall })));
      } finally {
        await stage.stop();
      }
      stderr.write(`${sentence(report.at(-1)!)}\n`);
    }
    stderr.write(`\n${report.map(sentence).join('\n')}\n`);
    if (json) stdout.write(`${JSON.stringify({ bench: 'mind', cores: cpus().length, ways: report }, null, 2)}\n`);
    return report.some(({ missing }) => missing > 0) ? 1 : 0;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function stageFor(way: Way, model: string, { places, env, signal }: CommandContext, logger: Logger): Promise<Stage> {
  const options = { cacheDirectory: places.cacheDirectory, env, logger, signal };
  if (way === 'templates') return setStage(options);
  const stage = await setStage({
    ...options,
    languageModel: model,
    settings: { assistant: { summary: 'rules' }, language_model: { think_ahead: way } },
  });
  // Loaded, and its instructions evaluated in both languages.
  const evaluated = /repondeur_engine_requests_total\{[^}]*process="live",request="close",outcome="answered"\} 2/;
  await until('the language model', async () => evaluated.test(await stage.app.metrics.text()), 300_000);
  return stage;
}

function reportOf(way: Way, { valuesMs, missing, worded, understood }: MindMeasured) {
  return { way, p50Ms: percentile(valuesMs, 0.5), p95Ms: percentile(valuesMs, 0.95), count: valuesMs.length, missing, worded, understood };
}

function sentence({ way, p50Ms, p95Ms, count, missing, worded, understood }: ReturnType<typeof reportOf>): string {
  const lost = missing === 0 ? '' : `, ${missing} MISSING`;
  return `mind, ${inWords[way]}: p50 ${p50Ms} ms, p95 ${p95Ms} ms (${count} values${lost}; ${understood} understood, ${worded} worded by it)`;
}
