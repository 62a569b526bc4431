import { fork } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import test from 'ava';
import { concatPcm, type Pcm } from '../../core/audio-frame.ts';
import type { CallEnded } from '../../core/call-scope.ts';
import { isCode } from '../../core/errors.ts';
import { type AsteriskHarness, asteriskHarness } from '../../rehearsal/telephony-harness.ts';
import { startTestAsterisk, type TestAsterisk } from '../../testing/asterisk.ts';
import { msWith, tone } from '../contract.sound.ts';
import type { CallMedia, TelephonyCall } from '../contract.ts';

const numbers = { from: '+33612345678', to: '+33123456789' };
let asterisk: TestAsterisk;
let harness: AsteriskHarness;
test.before(async () => {
  asterisk = await startTestAsterisk();
});
test.beforeEach(() => {
  harness = asteriskHarness(asterisk.configuration);
});
test.afterEach.always(async () => {
  await harness.telephony.stop();
  await harness.nothingIsLeft();
});
test.after.always(() => asterisk?.stop());

interface Answered {
  call: TelephonyCall;
  media: CallMedia;
  heard: Pcm[];
}

/** Answers every call and keeps it until it is over; gives them one by one. */
async function answerAll(): Promise<() => Promise<Answered>> {
  const waiting: ((answered: Answered) => void)[] = [];
  const ready: Answered[] = [];
  await harness.telephony.start(async (call) => {
    const media = await call.answer();
    const answered = { call, media, heard: [] as Pcm[] };
    const next = waiting.shift();
    if (next) next(answered);
    else ready.push(answered);
    for await (const frame of media.frames) answered.heard.push(frame);
  });
  return async () => ready.shift() ?? new Promise((resolve) => waiting.push(resolve));
}

function ended(call: TelephonyCall): Promise<string> {
  return new Promise((resolve) => {
    const tell = () => resolve((call.signal.reason as CallEnded).reason);
    call.signal.addEventListener('abort', tell, { once: true });
    if (call.signal.aborted) tell();
  });
}

async function dialplanContexts(): Promise<string[]> {
  const { ariUrl, ariUsername, ariPassword } = asterisk.configuration;
  const headers = { authorization: `Basic ${Buffer.from(`${ariUsername}:${ariPassword}`).toString('base64')}` };
  const channels = (await (await fetch(`${ariUrl}/ari/channels`, { headers })).json()) as { dialplan: { context: string } }[];
  return channels.map(({ dialplan }) => dialplan.context);
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const endMs = performance.now() + 20_000; !(await condition()); await sleep(10)) {
    if (performance.now() > endMs) throw new Error(`not so within 20 s: ${condition}`);
  }
}

test.serial('a call that was up when the process was killed is offered to the next one, with its numbers and its sound', async (t) => {
  const { ariUrl, ariUsername: username, ariPassword: password, application: app } = asterisk.configuration;
  const child = fork(fileURLToPath(new URL('adapter.child.ts', import.meta.url)), [JSON.stringify({ ariUrl, username, password, app })]);
  await once(child, 'message');
  const caller = harness.placeCall(numbers);
  await Promise.all([caller.answered, once(child, 'message')]);
  await until(() => msWith(600, caller.received()) > 100);
  child.kill('SIGKILL');
  await once(child, 'exit');

  const next = await answerAll();
  const { call, media, heard } = await next();
  t.true(call.recovered);
  t.is(call.from, numbers.from);
  t.is(call.to, numbers.to);
  media.play(tone(1500, 400));
  caller.send(tone(1000, 400));
  t.is(await media.mark(), 'played');
  await until(() => msWith(1500, caller.received()) >= 340 && msWith(1000, concatPcm(heard)) >= 340);
  await caller.hangUp();
  t.is(await ended(call), 'caller-hung-up');
});

test.serial('a call goes on while the connection for control is away, and obeys when it is back', async (t) => {
  const next = await answerAll();
  const caller = harness.placeCall(numbers);
  const { call, media, heard } = await next();
  await caller.answered;
  harness.telephony.dropConnection();
  await until(() => !harness.telephony.health().ready);
  media.play(tone(1500, 600));
  caller.send(tone(1000, 600));
  await until(() => msWith(1500, caller.received()) >= 500 && msWith(1000, concatPcm(heard)) >= 500);
  await until(() => harness.telephony.health().ready);
  const keys: string[] = [];
  media.onKey((key) => keys.push(key));
  await caller.key('7');
  await until(() => keys.length === 1);
  t.false(call.signal.aborted);
  await call.hangUp();
  await caller.ended;
});

test.serial('a caller who hangs up while the connection is away is noticed when it is back', async (t) => {
  const next = await answerAll();
  const caller = harness.placeCall(numbers);
  const { call } = await next();
  await caller.answered;
  harness.telephony.dropConnection();
  await caller.hangUp();
  t.is(await ended(call), 'caller-hung-up');
});

test.serial('a call whose sound is lost is picked up again, and let go when that happens for ever', async (t) => {
  const next = await answerAll();
  const caller = harness.placeCall(numbers);
  let answered = await next();
  await caller.answered;
  for (let losses = 1; losses <= 3; losses++) {
    await loseMedia();
    t.is(await ended(answered.call), 'switch-lost');
    answered = await next();
    t.true(answered.call.recovered);
  }
  answered.media.play(tone(1500, 300));
  await until(() => msWith(1500, caller.received()) >= 240);
  await loseMedia();
  await caller.ended;
});

/** Ends the media channel behind the back of the adapter. */
async function loseMedia(): Promise<void> {
  const { ariUrl, ariUsername, ariPassword } = asterisk.configuration;
  const authorization = `Basic ${Buffer.from(`${ariUsername}:${ariPassword}`).toString('base64')}`;
  const ids = (await harness.held()).filter((id) => /^repondeur-leg-.*-media$/.test(id));
  for (const id of ids) await fetch(`${ariUrl}/ari/channels/${id}`, { method: 'DELETE', headers: { authorization } });
}

test.serial('callers who hang up at any moment before and during the answer leave nothing behind', async (t) => {
  await harness.telephony.start(async (call) => {
    await call.answer().catch(() => {});
  });
  for (const afterMs of [0, 20, 40, 50, 60, 70, 80, 90, 100, 110, 120, 130, 140, 150, 170, 200, 250]) {
    const caller = harness.placeCall(numbers);
    caller.answered.catch(() => {});
    await sleep(afterMs);
    await caller.hangUp();
  }
  await harness.nothingIsLeft();
  t.pass();
});

test.serial('calls end when Asterisk dies, and come again when it is back', async (t) => {
  const next = await answerAll();
  const lost = harness.placeCall(numbers);
  const { call, media } = await next();
  media.play(tone(600, 10_000));
  const mark = media.mark();
  process.kill(asterisk.process.pid!, 'SIGKILL');
  t.is(await ended(call), 'switch-lost');
  t.is(await mark, 'flushed');
  await lost.hangUp();
  await until(() => asterisk.process.health().ready && harness.telephony.health().ready);
  const caller = harness.placeCall(numbers);
  const again = await next();
  t.false(again.call.recovered);
  again.media.play(tone(1500, 300));
  await until(() => msWith(1500, caller.received()) >= 240);
  await caller.hangUp();
});

test.serial('starting waits for an Asterisk that is not there, until it is told not to', async (t) => {
  const nowhere = asteriskHarness({ ...asterisk.configuration, ariUrl: 'http://127.0.0.1:9' });
  const impatient = new AbortController();
  const starting = nowhere.telephony.start(async () => {}, impatient.signal);
  await sleep(300);
  t.false(nowhere.telephony.health().ready);
  impatient.abort(new Error('no patience'));
  await t.throwsAsync(starting, { message: 'no patience' });
});

test.serial('a wrong password is told by the health, not by the end of the process', async (t) => {
  const stranger = asteriskHarness({ ...asterisk.configuration, ariPassword: 'wrong' });
  const impatient = new AbortController();
  const starting = stranger.telephony.start(async () => {}, impatient.signal);
  await until(() => stranger.telephony.health().reason?.includes('401') === true);
  impatient.abort(new Error('no patience'));
  await t.throwsAsync(starting, { message: 'no patience' });
});

test.serial('a caller who comes while the telephony stops is not offered, and leaves a message with the dialplan', async (t) => {
  const { telephony } = harness;
  const offered: TelephonyCall[] = [];
  const written = Promise.withResolvers<void>();
  const up = Promise.withResolvers<void>();
  await telephony.start(async (call) => {
    offered.push(call);
    await call.answer();
    up.resolve();
    await ended(call);
    await written.promise;
  });
  const first = harness.placeCall(numbers);
  await Promise.all([first.answered, up.promise]);
  const stopping = telephony.stop();
  const second = harness.placeCall(numbers);
  await second.answered;
  await until(async () => (await dialplanContexts()).includes('away'));
  written.resolve();
  await stopping;
  t.is(offered.length, 1);
  await second.hangUp();
});

test.serial('a caller whose media socket cannot be opened is left to the dialplan', async (t) => {
  const gate = await withoutMedia(asterisk.configuration.ariUrl);
  const deaf = asteriskHarness({ ...asterisk.configuration, ariUrl: gate.url });
  const failed = Promise.withResolvers<unknown>();
  await deaf.telephony.start(async (call) => failed.resolve(await call.answer().catch((error) => error)));
  const caller = harness.placeCall(numbers);
  t.true(isCode(await failed.promise, 'switch-failed'));
  await caller.answered;
  await until(async () => (await dialplanContexts()).includes('away'));
  t.pass();
  await caller.hangUp();
  await deaf.telephony.stop();
  gate.close();
});

/** The way to Asterisk's HTTP server, with its media websockets closed. */
async function withoutMedia(ariUrl: string): Promise<{ url: string; close(): void }> {
  const port = Number(new URL(ariUrl).port);
  const sockets = new Set<{ destroy(): void }>();
  const server = createServer((socket) => {
    const target = connect(port, '127.0.0.1');
    for (const end of [socket, target]) sockets.add(end.on('error', () => end.destroy()));
    socket.on('data', (chunk) => {
      if (chunk.subarray(0, 11).toString() === 'GET /media/') socket.destroy();
      else target.write(chunk);
    });
    socket.on('close', () => target.destroy());
    target.pipe(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port: own } = server.address() as { port: number };
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { url: `http://127.0.0.1:${own}`, close };
}
