import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { concatPcm, type Pcm } from '../core/audio-frame.ts';
import { CallEnded } from '../core/call-scope.ts';
import { amplitudeAt, msWith, timesWith, tone } from './contract.sound.ts';
import type { CallHandler, CallMedia, Telephony, TelephonyCall } from './contract.ts';

/** The far end of a call: whoever rings the telephony under test. */
export interface CallerSide {
  /** Rejects when the call ends unanswered. */
  answered: Promise<unknown>;
  send(pcm: Pcm): void;
  /** All that was heard since the answer. */
  received(): Pcm;
  key(digit: string): Promise<void>;
  hangUp(): Promise<void>;
  /** Resolves when the call is over, also one that was never answered. */
  ended: Promise<unknown>;
}

export interface TelephonyHarness {
  telephony: Telephony;
  /** Begins to ring; does not wait for the answer. */
  placeCall(numbers: { from: string | null; to: string }): CallerSide;
  /** Fails when the switch still holds anything of a call. */
  nothingIsLeft(): Promise<void>;
}

const from = '+33612345678';
const to = '+33123456789';

/** What every telephony adapter promises, as tests. `open` gives a stopped telephony; the suite starts and stops it. */
export function testTelephonyContract(name: string, open: () => Promise<TelephonyHarness>): void {
  const contract = (sentence: string, body: (t: ExecutionContext, harness: TelephonyHarness) => Promise<void>) =>
    test.serial(`${name}: ${sentence}`, async (t) => {
      const harness = await open();
      try {
        await body(t, harness);
      } finally {
        await harness.telephony.stop();
        await harness.nothingIsLeft();
      }
    });

  contract('offers a call with both numbers', async (t, { telephony, placeCall }) => {
    const offered = Promise.withResolvers<TelephonyCall>();
    await telephony.start(async (call) => offered.resolve(call));
    placeCall({ from, to });
    const call = await offered.promise;
    t.is(call.from, from);
    t.is(call.to, to);
    t.false(call.recovered);
    t.true(telephony.health().ready);
  });

  contract('gives null for a number that is withheld', async (t, { telephony, placeCall }) => {
    const offered = Promise.withResolvers<TelephonyCall>();
    await telephony.start(async (call) => offered.resolve(call));
    placeCall({ from: null, to });
    t.is((await offered.promise).from, null);
  });

  contract('carries sound both ways in frames of 320 samples', async (t, { telephony, placeCall }) => {
    const heard: Pcm[] = [];
    await telephony.start(async (call) => {
      const media = await call.answer();
      media.play(tone(600, 500));
      for await (const frame of media.frames) heard.push(frame);
    });
    const caller = placeCall({ from, to });
    await caller.answered;
    caller.send(tone(1500, 500));
    await until(() => msWith(600, caller.received()) >= 460 && msWith(1500, concatPcm(heard)) >= 460);
    t.true(heard.every((frame) => frame.length === 320));
    t.true(amplitudeAt(1500, caller.received()) < 200);
    await caller.hangUp();
  });

  contract('plays pieces of any length without a hole between them', async (t, { telephony, placeCall }) => {
    const marked = Promise.withResolvers<string>();
    await telephony.start(async (call) => {
      const media = await call.answer();
      const whole = tone(700, 1000);
      for (let at = 0; at < whole.length; at += 777) media.play(whole.subarray(at, at + 777));
      marked.resolve(await media.mark());
      await gone(call);
    });
    const caller = placeCall({ from, to });
    t.is(await marked.promise, 'played');
    await until(() => msWith(700, caller.received()) >= 960);
    const sound = caller.received();
    const start = sound.findIndex((sample) => Math.abs(sample) > 4000);
    t.true(amplitudeAt(700, sound.subarray(start, start + 15_000)) > 7000);
    await caller.hangUp();
  });

  contract(
    'plays all of each sound, whether it comes before, in or after the moment in which the one before it ends',
    async (t, { telephony, placeCall }) => {
      const { answered } = await startAnswering(telephony);
      const caller = placeCall({ from, to });
      const media = await answered;
      const sound = concatPcm([tone(700, 40), tone(1500, 20)]);
      for (let afterMs = 41; afterMs < 81; afterMs += 2) {
        media.play(sound);
        await sleep(afterMs);
      }
      t.is(await media.mark(), 'played');
      media.play(tone(2500, 300));
      await until(() => msWith(2500, caller.received()) >= 260);
      t.is(timesWith(1500, caller.received()), 20, 'the last frames of the sounds');
      await caller.hangUp();
    },
  );

  contract('resolves marks in order, each when the sound before it was played', async (t, { telephony, placeCall }) => {
    const order: string[] = [];
    await telephony.start(async (call) => {
      const media = await call.answer();
      const marks = ['first', 'second', 'third'].map((word) => {
        media.play(tone(600, 200));
        return media.mark().then((outcome) => order.push(`${word} ${outcome}`));
      });
      await Promise.all(marks);
    });
    const caller = placeCall({ from, to });
    await caller.ended;
    t.deepEqual(order, ['first played', 'second played', 'third played']);
    t.true(msWith(600, caller.received()) >= 560);
  });

  contract('silences the line on a flush and plays what comes after it', async (t, { telephony, placeCall }) => {
    const { answered } = await startAnswering(telephony);
    const caller = placeCall({ from, to });
    const media = await answered;
    media.play(tone(600, 5000));
    const dropped = media.mark();
    await until(() => msWith(600, caller.received()) >= 300);
    const before = msWith(600, caller.received());
    media.flush();
    media.play(tone(1500, 300));
    t.is(await dropped, 'flushed');
    t.is(await media.mark(), 'played');
    await until(() => msWith(1500, caller.received()) >= 260);
    t.true(msWith(600, caller.received()) < before + 500);
    await caller.hangUp();
  });

  contract('hands over each key once, and none after the listener is taken away', async (t, { telephony, placeCall }) => {
    const { answered } = await startAnswering(telephony);
    const caller = placeCall({ from, to });
    const media = await answered;
    const keys: string[] = [];
    const allKeys: string[] = [];
    const off = media.onKey((key) => keys.push(key));
    media.onKey((key) => allKeys.push(key));
    await caller.answered;
    for (const key of ['0', '9', '*', '#']) await caller.key(key);
    await until(() => keys.length === 4);
    off();
    await caller.key('5');
    await until(() => allKeys.length > 4);
    await caller.hangUp();
    t.deepEqual(keys, ['0', '9', '*', '#']);
    t.deepEqual(allKeys, ['0', '9', '*', '#', '5']);
  });

  contract('tells by the signal, the frames and the marks that the caller has hung up', async (t, { telephony, placeCall }) => {
    const over = Promise.withResolvers<unknown>();
    const up = Promise.withResolvers<void>();
    await telephony.start(async (call) => {
      const media = await call.answer();
      up.resolve();
      media.play(tone(600, 5000));
      const pending = media.mark();
      for await (const _ of media.frames);
      over.resolve([call.signal.reason, await pending, await media.mark()]);
    });
    const caller = placeCall({ from, to });
    await Promise.all([caller.answered, up.promise]);
    await caller.hangUp();
    const [reason, ...marks] = (await over.promise) as unknown[];
    t.is((reason as CallEnded).reason, 'caller-hung-up');
    t.deepEqual(marks, ['flushed', 'flushed']);
  });

  contract('rejects an answer that comes too late', async (t, { telephony, placeCall }) => {
    const late = Promise.withResolvers<unknown>();
    const ringing = Promise.withResolvers<void>();
    await telephony.start(async (call) => {
      ringing.resolve();
      await gone(call);
      late.resolve(await call.answer().catch((error) => error));
    });
    const offered = placeCall({ from, to });
    offered.answered.catch(() => {});
    await ringing.promise;
    await offered.hangUp();
    t.true((await late.promise) instanceof CallEnded);
  });

  contract('refuses a call before it is answered', async (t, { telephony, placeCall }) => {
    await telephony.start((call) => call.reject('busy'));
    const caller = placeCall({ from, to });
    await t.throwsAsync(caller.answered as Promise<never>);
    await caller.ended;
  });

  contract('hangs up when the handler is done', async (t, { telephony, placeCall }) => {
    await telephony.start(async (call) => void (await call.answer()));
    const caller = placeCall({ from, to });
    await caller.ended;
    t.pass();
  });

  contract('hangs up when the handler fails', async (t, { telephony, placeCall }) => {
    await telephony.start(async (call) => {
      await call.answer();
      throw new Error('a fault in the handler');
    });
    const caller = placeCall({ from, to });
    await caller.ended;
    t.pass();
  });

  contract('lets a call be hung up twice', async (t, { telephony, placeCall }) => {
    const done = Promise.withResolvers<TelephonyCall>();
    await telephony.start(async (call) => {
      await call.answer();
      await Promise.all([call.hangUp(), call.hangUp()]);
      await call.hangUp();
      done.resolve(call);
    });
    placeCall({ from, to });
    const call = await done.promise;
    t.is((call.signal.reason as CallEnded).reason, 'completed');
  });

  contract('ends calls when it stops, and can be started again', async (t, { telephony, placeCall }) => {
    const reasons: string[] = [];
    let up = Promise.withResolvers<void>();
    const handler: CallHandler = async (call) => {
      await call.answer();
      up.resolve();
      await gone(call);
      reasons.push((call.signal.reason as CallEnded).reason);
    };
    for (const _ of [1, 2]) {
      await telephony.start(handler);
      await telephony.start(handler);
      up = Promise.withResolvers();
      const caller = placeCall({ from, to });
      await Promise.all([caller.answered, up.promise]);
      await telephony.stop();
      await telephony.stop();
      await caller.ended;
      t.false(telephony.health().ready);
    }
    t.deepEqual(reasons, ['server-stopping', 'server-stopping']);
  });

  contract('offers no call while it drains, and lets those that are up go on', async (t, { telephony, placeCall }) => {
    let offered = 0;
    await telephony.start(async (call) => {
      offered++;
      const media = await call.answer();
      for await (const frame of media.frames) media.play(frame);
    });
    const caller = placeCall({ from, to });
    await caller.answered;
    telephony.drain();
    t.false(telephony.health().ready);
    const late = placeCall({ from: '+33600000002', to });
    late.answered.catch(() => {});
    caller.send(tone(900, 800));
    await until(() => msWith(900, caller.received()) >= 700);
    t.is(offered, 1);
    await late.hangUp();
    await caller.hangUp();
  });

  contract('keeps several calls apart', async (t, { telephony, placeCall }) => {
    const tones: Record<string, number> = { '+33600000001': 500, '+33600000002': 900, '+33600000003': 1700 };
    await telephony.start(async (call) => {
      const media = await call.answer();
      for await (const frame of media.frames) media.play(frame);
    });
    const calls = Object.entries(tones).map(([number, hz]) => ({ hz, caller: placeCall({ from: number, to }) }));
    await Promise.all(calls.map(({ caller }) => caller.answered));
    for (const { hz, caller } of calls) caller.send(tone(hz, 800));
    await until(() => calls.every(({ hz, caller }) => msWith(hz, caller.received()) >= 700));
    for (const { hz, caller } of calls) {
      const others = Object.values(tones).filter((other) => other !== hz);
      for (const other of others) t.true(amplitudeAt(other, caller.received()) < amplitudeAt(hz, caller.received()) / 10);
      await caller.hangUp();
    }
  });
}

/** Starts the telephony; calls are answered and kept until the caller hangs up. `answered` gives the sound of the first. */
async function startAnswering(telephony: Telephony): Promise<{ answered: Promise<CallMedia> }> {
  const media = Promise.withResolvers<CallMedia>();
  await telephony.start(async (call) => {
    media.resolve(await call.answer());
    await gone(call);
  });
  return { answered: media.promise };
}

function gone(call: TelephonyCall): Promise<void> {
  if (call.signal.aborted) return Promise.resolve();
  return new Promise((resolve) => call.signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Waits for a condition; a test that waits in vain ends at AVA's timeout with the name of the sentence. */
async function until(condition: () => boolean, deadlineMs = 20_000): Promise<void> {
  for (const endMs = performance.now() + deadlineMs; !condition(); await sleep(10)) {
    if (performance.now() > endMs) throw new Error(`not so within ${deadlineMs} ms: ${condition}`);
  }
}
