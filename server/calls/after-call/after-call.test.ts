import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { SpeechToText } from '../../ai/speech-to-text/contract.ts';
import type { ModelPaths } from '../../ai/speech-to-text/model-directories.ts';
import { createSpeechToText } from '../../ai/speech-to-text/registry.ts';
import { understand } from '../../assistant/dialogue/understand.ts';
import { summariseCall } from '../../assistant/mind/summarise.ts';
import { interleave, silence } from '../../audio/sound.ts';
import { afterCallSettings } from '../../composition/engine-settings.ts';
import { concatPcm, msOfSamples, type Pcm } from '../../core/audio-frame.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Turn } from '../../core/outcome.ts';
import { Outbox } from '../../database/outbox.ts';
import { OutboxWorker } from '../../database/outbox-worker/worker.ts';
import { transcribeAgainKind } from '../../history/announce.ts';
import type { CallRecord } from '../../history/contract.ts';
import { HistoryStore } from '../../history/store.ts';
import { callerVoice } from '../../rehearsal/caller-voice.ts';
import { callRecord } from '../../testing/call-record.ts';
import { temporaryDatabase } from '../../testing/database.ts';
import { storeRecording, testRecordings } from '../../testing/recordings.ts';
import { rehearsalModel } from '../../testing/rehearsal-ear.ts';
import { RememberedLog } from '../../testing/remembered-log.ts';
import { until } from '../../testing/until.ts';
import { testUsers } from '../../testing/users.ts';
import { AfterCallPass, canBeTranscribedAgain } from './after-call-pass.ts';
import { OnDemandEar } from './on-demand-ear.ts';

const voice = 'fr+m3';
/** Each test starts a process of its own. */
const patienceMs = 120_000;
const speechToText = { provider: 'vosk', modelsDir: '/nowhere', afterCallWaitSeconds: 60 } as const;

interface Options {
  models?: ModelPaths;
  rehearsal?: boolean;
  lingerMs?: number;
}

/** A history with a call in it that is to be transcribed again: what was said, and what a lesser ear made of it. */
async function overCall(t: ExecutionContext, said: readonly [string, string][], changes: Partial<CallRecord> = {}, startMs = 0) {
  const { database, folder } = await temporaryDatabase(t);
  const history = new HistoryStore({ database, dataDir: folder });
  const sound: Pcm[] = [];
  const turns: Turn[] = [];
  const nowMs = () => startMs + msOfSamples(concatPcm(sound).length);
  for (const [spoken, live] of said) {
    sound.push(silence(700));
    const spokenSound = await callerVoice(spoken, voice);
    turns.push({ speaker: 'assistant', text: 'Je vous écoute.', startMs: nowMs() - 650, endMs: nowMs() - 50 });
    turns.push({ speaker: 'caller', text: live, startMs: nowMs(), endMs: nowMs() + msOfSamples(spokenSound.length), confidence: 0.4 });
    sound.push(spokenSound);
  }
  sound.push(silence(700));
  turns.push({ speaker: 'caller', text: '0199001234', startMs: nowMs(), endMs: nowMs() });
  const caller = concatPcm(sound);
  const path = join(folder, 'recording.wav.sealed');
  const recordings = testRecordings(database);
  const stored = await storeRecording(recordings, path, callRecord().userId, interleave(caller, silence(msOfSamples(caller.length))));
  const record = callRecord({ turns, recording: { ...stored, startMs }, ear: { model: 'small', pass: 'live' }, ...changes });
  await history.store(record, { transcribeAgainWithinMs: 3_600_000 });
  const outbox = async (kind: string) => (await database('outbox').where({ kind }).first()) as Record<string, string | number | null>;
  return { database, history, recordings, record, path, outbox };
}

/** The pass as the service runs it. */
async function runPass(t: ExecutionContext, { database, history, recordings }: Awaited<ReturnType<typeof overCall>>, options: Options = {}) {
  const { models = { fr: await rehearsalModel('fr') }, rehearsal = true, lingerMs } = options;
  const log = new RememberedLog();
  const ears: (SpeechToText & { pid?(language: 'fr'): number | undefined })[] = [];
  const ear = new OnDemandEar({
    models,
    create(one) {
      const { provider, vosk } = afterCallSettings(speechToText, one);
      // At the service's own priority a busy machine gives it no time at all.
      const made = createSpeechToText({ provider, vosk: { ...vosk, niceLevel: 0 } }, silentLogger);
      ears.push(made);
      return made;
    },
    lingerMs,
    logger: log,
  });
  const users = await testUsers();
  const pass = new AfterCallPass({
    ear,
    rehearsal,
    history,
    recordings,
    users,
    understand,
    summarise: (call) => summariseCall(call, { mind: null, logger: log, signal: new AbortController().signal }),
    logger: log,
  });
  const worker = new OutboxWorker({
    outbox: new Outbox(database),
    channels: { [transcribeAgainKind]: pass },
    logger: log,
    delayMs: () => 1,
    graceMs: 0,
  });
  t.teardown(async () => {
    await worker.stop();
    await ear.stop();
  });
  await worker.start();
  return { worker, ears, log };
}

const live: [string, string][] = [
  ['bonjour, ici julie martin, ma chaudière ne marche plus', 'bonjour ici julie martin ma chaudière ne plus'],
  ['non merci', 'non'],
];

test.serial('a call is heard again: better words, the live ones kept, the summary made anew, and the e-mail goes at once', async (t) => {
  const message = { name: 'Julie Martin', phone: '+33639980001', reason: 'chaudière ne plus', urgent: true };
  const call = await overCall(t, live, { message: { ...message, reason: understand(live[0]![1], french).slots.reason ?? null } });
  t.true(String((await call.outbox('email.call')).next_attempt_at) > new Date(Date.now() + 3_000_000).toISOString());
  await runPass(t, call);
  await until('the better transcript', async () => (await call.outbox(transcribeAgainKind)).delivered_at, patienceMs);

  const record = await call.history.find(call.record.id);
  const turns = record!.turns;
  t.deepEqual(
    turns.map(({ text }) => text),
    ['Je vous écoute.', 'bonjour ici julie martin ma chaudière ne marche plus', 'Je vous écoute.', 'non merci', '0199001234'],
  );
  t.deepEqual(
    turns.map(({ liveText }) => liveText),
    [undefined, live[0]![1], undefined, live[1]![1], undefined],
  );
  t.true(turns[1]!.confidence! > 0.5);
  for (const turn of [turns[1]!, turns[3]!]) {
    t.is(turn.words?.map(({ word }) => word).join(' '), turn.text);
    for (const { startMs, endMs } of turn.words ?? []) t.true(startMs >= turn.startMs - 400 && endMs <= turn.endMs + 400 && startMs < endMs);
  }
  t.deepEqual(record!.ear, { model: 'rehearsal-fr', pass: 'after-call' });
  t.like(record!.message, { name: 'Julie Martin', phone: '+33639980001', urgent: true });
  t.regex(record!.message!.reason!, /marche/);
  t.regex(record!.summary!, /marche/);
  t.true(String((await call.outbox('email.call')).next_attempt_at) <= new Date().toISOString());
});

const french = { language: 'fr', country: 'FR', timeZone: 'Europe/Paris', now: new Date('2026-11-24T08:30:00Z'), goal: 'purpose' } as const;

test.serial('a number that the caller has confirmed stays, whatever the better ear hears', async (t) => {
  const call = await overCall(t, [['mon numéro est le zéro six, douze', 'mon numéro est']], {
    message: { name: null, phone: '+33199005555', reason: null, urgent: false },
  });
  await runPass(t, call);
  await until('the better transcript', async () => (await call.outbox(transcribeAgainKind)).delivered_at, patienceMs);
  const record = await call.history.find(call.record.id);
  t.regex(record!.turns[1]!.text, /zéro six douze/);
  t.is(record!.message!.phone, '+33199005555');
});

test.serial('a voicemail whose recording begins late in the call is aligned, and its message is what is heard now', async (t) => {
  const call = await overCall(t, live, { outcome: 'voicemail-left' }, 4300);
  await call.database('messages').update({ reason: [...live.map(([, heard]) => heard), '0199001234'].join(' ') });
  await runPass(t, call);
  await until('the better transcript', async () => (await call.outbox(transcribeAgainKind)).delivered_at, patienceMs);
  const record = await call.history.find(call.record.id);
  t.is(record!.turns[1]!.text, 'bonjour ici julie martin ma chaudière ne marche plus');
  t.is(record!.message!.reason, 'bonjour ici julie martin ma chaudière ne marche plus non merci 0199001234');
});

test.serial('the model is in memory only while there is work', async (t) => {
  const call = await overCall(t, live);
  const { ears } = await runPass(t, call, { lingerMs: 1 });
  await until('the better transcript', async () => (await call.outbox(transcribeAgainKind)).delivered_at, patienceMs);
  t.is(ears.length, 1);
  await until('the end of its process', () => ears[0]!.health().reason === 'stopped');
});

test.serial('work that a server left undone is done by the next one', async (t) => {
  const call = await overCall(t, live);
  const first = await runPass(t, call);
  await until('the work to begin', async () => Number((await call.outbox(transcribeAgainKind)).attempts) > 0);
  await first.worker.stop();
  const row = await call.outbox(transcribeAgainKind);
  // On a fast machine it may be done before it can be stopped.
  if (row.delivered_at === null) t.like(await call.history.find(call.record.id), { ear: { pass: 'live' } });
  await runPass(t, call);
  await until('the better transcript', async () => (await call.outbox(transcribeAgainKind)).delivered_at, patienceMs);
  t.like(await call.history.find(call.record.id), { ear: { pass: 'after-call' } });
});

for (const [what, options, spoil, says] of [
  [
    'a model that is no model',
    { models: { fr: '/nowhere/large' } },
    undefined,
    /\/nowhere\/large cannot be used: it is not a directory; unpack the model again/,
  ],
  ['a recording that is gone', {}, (path: string) => rm(path), /could not be transcribed again/],
  ['a rehearsal ear where people call', { rehearsal: false }, undefined, /rehearsal-fr is a rehearsal ear: it understands no person/],
  ['no model any more', { models: {} }, undefined, /no model for fr that transcribes after a call/],
] as const) {
  test.serial(`${what} leaves the live transcript, lets the e-mail go and is told`, async (t) => {
    const call = await overCall(t, live.slice(0, 1));
    const before = await call.history.find(call.record.id);
    await spoil?.(call.path);
    const { log } = await runPass(t, call, options);
    await until('the end of the work', async () => (await call.outbox(transcribeAgainKind)).delivered_at, patienceMs);
    t.deepEqual(await call.history.find(call.record.id), before);
    t.true(String((await call.outbox('email.call')).next_attempt_at) <= new Date().toISOString());
    t.regex(log.lines.join('\n'), says);
  });
}

test.serial('only a call with sound of the caller, at a known place, is heard again', (t) => {
  const recording = { path: 'x', durationMs: 1, sampleRateHz: 16_000, channels: 2, startMs: 0 };
  const { turns } = callRecord();
  t.true(canBeTranscribedAgain({ turns, recording }));
  t.false(canBeTranscribedAgain({ turns }));
  t.false(canBeTranscribedAgain({ turns, recording: { ...recording, startMs: undefined } }));
  t.false(canBeTranscribedAgain({ turns: [{ speaker: 'caller', text: '0199', startMs: 5, endMs: 5 }], recording }));
});
