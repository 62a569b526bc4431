import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { EventBus } from '../../core/events.ts';
import type { AriEvent } from './ari-types.ts';
import { untilEvent } from './ari-wait.ts';

const names = ['A:1', 'B:1'];

function listeners(events: EventBus<Record<string, AriEvent>>): number {
  return names.reduce((sum, name) => sum + events.listenerCount(name), 0);
}

test('the first of the events ends the wait', async (t) => {
  const events = new EventBus<Record<string, AriEvent>>();
  const waiting = untilEvent(events, names, 5_000);
  events.emit('B:1', { type: 'B' });
  t.is((await waiting).type, 'B');
  t.is(listeners(events), 0);
});

test('the end of the call ends the wait', async (t) => {
  const events = new EventBus<Record<string, AriEvent>>();
  const call = new AbortController();
  const waiting = untilEvent(events, names, 5_000, call.signal);
  call.abort(new Error('the call is over'));
  await t.throwsAsync(waiting, { message: 'the call is over' });
  t.is(listeners(events), 0);
});

test('a wait after the end of the call does not begin', async (t) => {
  const events = new EventBus<Record<string, AriEvent>>();
  await t.throwsAsync(untilEvent(events, names, 5_000, AbortSignal.abort(new Error('over'))), { message: 'over' });
  t.is(listeners(events), 0);
});

test('a wait in vain ends, and names what did not come', async (t) => {
  const events = new EventBus<Record<string, AriEvent>>();
  const error = await t.throwsAsync(untilEvent(events, names, 10));
  t.true(isCode(error, 'timeout'));
  t.regex(error.message, /A:1 or B:1/);
  t.is(listeners(events), 0);
});
