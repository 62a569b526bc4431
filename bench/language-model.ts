import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { LlamaCppLanguageModel } from '../server/ai/language-model/providers/llama-cpp/llama-cpp.ts';
import type { CompletionReport } from '../server/ai/language-model/providers/llama-cpp/protocol.ts';
import { llamaCppSettings } from '../server/ai/language-model/providers/llama-cpp/settings.ts';
import { type realDimensions, writeRandomModel } from '../server/ai/language-model/providers/llama-cpp/testing/random-model.ts';
import { systemText } from '../server/assistant/mind/system-text.ts';
import { understandingPrompt, understandingSchema } from '../server/assistant/mind/understanding.ts';
import { type Logger, silentLogger } from '../server/core/logger.ts';
import { percentile } from '../server/rehearsal/statistics.ts';

/**
 * What a language model costs on this machine: `node bench/language-model.ts [--model file.gguf] [--size 0.5B|1B] [--threads 2] [--runs 5]`.
 * Without a file, one of real dimensions and random weights is written (0.4 or 0.9 GB) and removed: its speed is a real model's, its words mean nothing.
 * Random vocabularies have no words, so that a prompt has about four times the tokens of the same prompt with a real model: `--words` leaves that factor out
 * by cutting the instructions and the sentence to a quarter.
 */
const { values } = parseArgs({
  options: {
    model: { type: 'string' },
    size: { type: 'string', default: '0.5B' },
    threads: { type: 'string', default: String(availableParallelism()) },
    runs: { type: 'string', default: '5' },
    words: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const share = values.words ? 0.25 : 1;
const cut = (text: string) => text.slice(0, Math.ceil(text.length * share));
const system = cut(systemText.fr);
const sentence = cut(
  'bonjour je vous appelle parce que depuis hier soir le plafond de la salle de bain a des traînées brunes et ça sent le renfermé',
);
const context = { language: 'fr', goal: 'purpose', country: 'FR', now: new Date(), timeZone: 'Europe/Paris' } as const;
const prompt = (words: string) => understandingPrompt(words, context);
/** As fast as people speak: a word each third of a second. */
const wordMs = 330;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function shown(figures: readonly number[]): string {
  return `p50 ${percentile(figures, 0.5)}, p95 ${percentile(figures, 0.95)}, max ${percentile(figures, 1)}`;
}

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function main(path: string): Promise<void> {
  const reports: CompletionReport[] = [];
  const logger: Logger = { ...silentLogger, debug: (fields) => 'readyTokens' in fields && reports.push(fields as CompletionReport) };
  const settings = llamaCppSettings.parse({ model: path, threads: Number(values.threads), contextTokens: 4096, sequences: 4 });
  const model = new LlamaCppLanguageModel(settings, logger);
  const signal = new AbortController().signal;
  const startedMs = performance.now();
  await model.start();
  say(`loaded in ${Math.round(performance.now() - startedMs)} ms, ${settings.threads} threads`);
  try {
    for (const which of ['first', 'next']) {
      const openedMs = performance.now();
      const session = await model.open({ system, signal });
      say(`instructions, ${which} call: ${Math.round(performance.now() - openedMs)} ms`);
      await session.close();
    }
    const request = { maxTokens: 24, deadlineMs: 300_000 };
    const session = await model.open({ system, signal });
    const other = 'x'.repeat(60);
    const figures = { cold: [] as number[], warm: [] as number[], coldToken: [] as number[], warmToken: [] as number[], abort: [] as number[] };
    const firstPiece = async (text: string, schema = false) => {
      const askedMs = performance.now();
      let firstMs = 0;
      const onText = () => {
        firstMs ||= performance.now() - askedMs;
      };
      await session.complete({ ...request, prompt: text, onText, ...(schema && { schema: understandingSchema, maxTokens: 60 }) });
      return firstMs || performance.now() - askedMs;
    };
    for (let run = 0; run < runs; run++) {
      await firstPiece(other);
      figures.cold.push(await firstPiece(prompt(sentence)));
      figures.coldToken.push(reports.at(-1)!.promptTokens - reports.at(-1)!.readyTokens);
      await firstPiece(other);
      const words = sentence.split(' ');
      for (let n = 1; n < words.length; n++) {
        session.preload(prompt(words.slice(0, n).join(' ')));
        await sleep(wordMs);
      }
      figures.warm.push(await firstPiece(prompt(sentence)));
      figures.warmToken.push(reports.at(-1)!.promptTokens - reports.at(-1)!.readyTokens);
    }
    say(`first token without preloading: ${shown(figures.cold)} ms (${shown(figures.coldToken)} tokens to evaluate)`);
    say(`first token with preloading:    ${shown(figures.warm)} ms (${shown(figures.warmToken)} tokens to evaluate)`);
    for (let run = 0; run < runs; run++) {
      await firstPiece(other);
      const interruption = new AbortController();
      let abortedMs = 0;
      setTimeout(() => {
        abortedMs = performance.now();
        interruption.abort(new Error('interrupted'));
      }, 400);
      const long = prompt(`${sentence} `.repeat(4));
      await session.complete({ ...request, prompt: long, signal: interruption.signal }).catch(() => {});
      const givenUpMs = performance.now() - abortedMs;
      await session.complete({ ...request, prompt: long.slice(0, 1), maxTokens: 1 });
      const report = reports.at(-1)!;
      figures.abort.push(performance.now() - abortedMs - report.totalMs);
      if (run === 0) say(`interrupted in the prompt: the caller goes on after ${givenUpMs.toFixed(1)} ms`);
    }
    say(`interrupted in the prompt: the engine is free after ${shown(figures.abort)} ms`);
    const cold = reports.filter(({ promptTokens, readyTokens }) => promptTokens - readyTokens > 60);
    const prefill = cold.map(({ promptTokens, readyTokens, firstTokenMs }) => ((promptTokens - readyTokens) / firstTokenMs) * 1000);
    const many = reports.filter(({ generatedTokens }) => generatedTokens > 8);
    const generation = many.map(({ generatedTokens, firstTokenMs, totalMs }) => ((generatedTokens - 1) / (totalMs - firstTokenMs)) * 1000);
    say(`prompt: ${shown(prefill)} tokens/s; answer: ${shown(generation)} tokens/s`);
    reports.length = 0;
    await session.complete({ ...request, maxTokens: 60, prompt: prompt(sentence), schema: understandingSchema });
    const [json] = reports;
    say(
      `an answer bound by the grammar: ${json!.generatedTokens} tokens, ${Math.round(((json!.generatedTokens - 1) / (json!.totalMs - json!.firstTokenMs)) * 1000)} tokens/s`,
    );
  } finally {
    await model.stop();
  }
}

if (values.model) await main(values.model);
else {
  const directory = mkdtempSync(join(tmpdir(), 'repondeur-bench-mind-'));
  try {
    const path = join(directory, 'random.gguf');
    const { bytes } = writeRandomModel(path, values.size as keyof typeof realDimensions);
    say(`random weights of ${values.size}: ${(bytes / 1e9).toFixed(2)} GB`);
    await main(path);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
