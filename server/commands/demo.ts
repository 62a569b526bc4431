import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { systemClock } from '../core/clock.ts';
import { RepondeurError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { CallRecord } from '../history/contract.ts';
import { exportWav } from '../history/recordings/export-wav.ts';
import { createLogger } from '../observability/logger.ts';
import type { Places } from '../places.ts';
import { makeFullEngines } from '../rehearsal/full-engines.ts';
import { playScene } from '../rehearsal/play-scene.ts';
import { firstCall, type Scene } from '../rehearsal/scenes.ts';
import type { ScriptedCallResult } from '../rehearsal/scripted-caller.ts';
import { type Stage, setStage } from '../rehearsal/stage.ts';
import { percentile } from '../rehearsal/statistics.ts';
import { type ReceivedEmail, TestSmtpServer } from '../testing/smtp.ts';
import type { CommandContext } from './context.ts';
import { keepResults } from './demo-results.ts';
import { LiveTranscript } from './live-transcript.ts';

export interface DemoOptions {
  language: Language;
  json?: boolean;
  keep?: boolean;
  /** `full`: the assistant also speaks with Piper and has a language model, both small ones of the machine's own making. */
  engines?: 'default' | 'full';
}

const emailWithinMs = 20_000;
const readyWithinMs = 60_000;

/** The first call, for real: Asterisk, the assistant, a mail server, and a caller made by the machine. Returns 0 only when the message that was taken is the one that was left. */
export async function demo(options: DemoOptions, context: CommandContext): Promise<number> {
  const { stderr, stdout, signal, places, env } = context;
  const { keep = false } = options;
  const scene = firstCall[options.language];
  const progress = (text: string) => stderr.write(`${text}\n`);
  const logger = createLogger({ level: 'warn', pii: false });
  const folder = await mkdtemp(join(tmpdir(), 'repondeur-demo-'));
  const smtp = new TestSmtpServer({ folder: join(folder, 'mail') });
  await mkdir(join(folder, 'mail'), { recursive: true });
  await smtp.start();
  let stage: Stage | undefined;
  try {
    progress('Starting Asterisk, the recogniser, the voice and a mail server on free ports of this machine …');
    const engines = options.engines === 'full' ? await makeFullEngines(join(folder, 'engines')) : {};
    stage = await setStage({ cacheDirectory: places.cacheDirectory, env, logger, smtp: { host: smtp.host, port: smtp.port }, signal, ...engines });
    await untilReady(stage, signal);
    progress(`${scene.from} calls ${scene.to} over SIP:\n`);
    const transcript = new LiveTranscript(stage.app.events, stderr);
    const { call, record } = await playScene(stage, scene, { logger, signal });
    transcript.end();
    const [email] = await smtp.waitFor(1, emailWithinMs);
    const report = reportOf(scene, call, record, email, await resultsOf(places, scene, email, await playableCopy(stage, record, folder), keep));
    tell(report, email, progress);
    if (options.json) stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    if (keep) await keepRunning(stage, context, progress);
    return report.ok ? 0 : 1;
  } finally {
    await stage?.stop(keep);
    await smtp.stop();
    if (!keep) await rm(folder, { recursive: true, force: true });
  }
}

/** Engines that load in the background (a language model) are waited for: the demo shows them all. */
async function untilReady(stage: Stage, signal: AbortSignal): Promise<void> {
  const deadlineMs = performance.now() + readyWithinMs;
  for (;;) {
    const waiting = Object.entries(stage.app.health()).find(([, { ready, degraded }]) => !ready || degraded);
    if (!waiting) return;
    const [part, { reason }] = waiting;
    if (performance.now() > deadlineMs) throw new RepondeurError('unavailable', `${part} is not ready: ${reason}`);
    await systemClock.sleep(100, signal);
  }
}

export type DemoReport = ReturnType<typeof reportOf>;

type Results = { recording?: string; email?: string };

/** Recordings are sealed: a copy as a WAV can be played. */
async function playableCopy({ app }: Stage, { recording, userId }: CallRecord, folder: string): Promise<string | undefined> {
  const sound = recording && (await app.recordings.open(recording.path, userId));
  if (!sound) return undefined;
  const path = join(folder, 'recording.wav');
  await exportWav(sound.file, path);
  return path;
}

/** Copies of the recording and the e-mail outlive the demo: people want to hear and read them. */
async function resultsOf(
  places: Places,
  { language }: Scene,
  email: ReceivedEmail | undefined,
  recording: string | undefined,
  keep: boolean,
): Promise<Results> {
  if (keep) return { recording };
  return await keepResults(join(places.cacheDirectory, 'demo'), `first-call-${language}`, { recording, email: email?.path });
}

function reportOf(scene: Scene, call: ScriptedCallResult, record: CallRecord, email: ReceivedEmail | undefined, kept: Results) {
  const latencies = call.turns.flatMap(({ latencyMs }) => (latencyMs === undefined ? [] : [latencyMs]));
  const { message = null, recording, summary } = record;
  return {
    ok:
      isDeepStrictEqual(message, scene.expected) &&
      summary !== null &&
      recording !== undefined &&
      kept.recording !== undefined &&
      email !== undefined,
    language: scene.language,
    call: {
      id: record.id,
      from: record.from,
      to: record.to,
      outcome: record.outcome,
      startedAt: record.startedAt.toISOString(),
      durationMs: record.durationMs,
      answerToGreetingMs: call.answerToGreetingMs === undefined ? null : Math.round(call.answerToGreetingMs),
    },
    turns: record.turns.map(({ speaker, text, startMs, endMs }) => ({ speaker, text, startMs, endMs })),
    expected: scene.expected,
    message,
    summary,
    recording: recording && kept.recording ? { path: kept.recording, durationMs: recording.durationMs, sampleRateHz: recording.sampleRateHz } : null,
    email: email ? { to: email.to.join(', '), subject: email.mail.subject ?? '', path: kept.email ?? email.path } : null,
    turnLatencyMs: { p50: percentile(latencies, 0.5), p95: percentile(latencies, 0.95), count: latencies.length },
  };
}

function tell(
  { ok, message, expected, summary, recording, call, turnLatencyMs, email: keptEmail }: DemoReport,
  email: ReceivedEmail | undefined,
  progress: (text: string) => void,
): void {
  progress(`\nSummary      ${summary}`);
  progress(`Recording    ${recording?.path} (${Math.round((recording?.durationMs ?? 0) / 1000)} s; hear it: play ${recording?.path})`);
  progress(`Response     greeting after ${call.answerToGreetingMs} ms, replies after ${turnLatencyMs.p50} ms (p50), ${turnLatencyMs.p95} ms (p95)`);
  if (email)
    progress(`\nThe e-mail to ${email.to.join(', ')} (${keptEmail?.path}):\n\n  ${email.mail.subject}\n\n${indented(email.mail.text ?? '')}`);
  if (!ok) progress(`\nThe message is not the one that was left.\n  expected ${JSON.stringify(expected)}\n  taken    ${JSON.stringify(message)}`);
}

function indented(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}

async function keepRunning(stage: Stage, { signal }: CommandContext, progress: (text: string) => void): Promise<void> {
  const { sipAddress } = stage.switchHouse.connection;
  progress(`\nStill running: SIP on ${sipAddress}, health on ${stage.httpUrl}/health, files in ${stage.directory}. Ctrl-C ends it.`);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
