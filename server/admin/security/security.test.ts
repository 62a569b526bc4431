import test from 'ava';
import type { AuditAct } from '../../core/audit.ts';
import { EventBus } from '../../core/events.ts';
import { silentLogger } from '../../core/logger.ts';
import type { SecurityAlert } from '../../core/security-alerts.ts';
import type { SecurityEvents } from '../../core/security-events.ts';
import { FakeClock } from '../../telephony/fake/fake-clock.ts';
import { SecurityRecorder } from './recorder.ts';
import { SecurityWatch } from './watch.ts';

const minuteMs = 60_000;

function scene() {
  const security = new EventBus<SecurityEvents>();
  const clock = new FakeClock();
  const acts: AuditAct[] = [];
  const alerts: SecurityAlert[] = [];
  const audit = { record: async (act: AuditAct) => void acts.push(act), prepare: async () => async () => {} };
  const recorder = new SecurityRecorder({ security, audit, clock, logger: silentLogger });
  new SecurityWatch({ clock, tell: (alert) => alerts.push(alert) }).observe(security);
  const fail = (times: number, address = (_: number) => '203.0.113.5', userId: (index: number) => string | null = () => null) => {
    for (let index = 0; index < times; index++)
      security.emit('sign-in-failed', { userId: userId(index), address: address(index), reason: 'password' });
  };
  return { security, clock, acts, alerts, recorder, fail };
}

test('events become entries that say who, what and where from, in their order', async (t) => {
  const { security, acts, recorder } = scene();
  await recorder.start();
  await recorder.start();
  security.emit('signed-in', { userId: 'julie', address: '198.51.100.7', method: 'totp', sessionId: 's1' });
  security.emit('refresh-token-reused', { userId: 'julie', address: '203.0.113.9', familyId: 'f1' });
  security.emit('webhook-forged', { provider: 'stripe', reason: 'signature', address: '203.0.113.9' });
  security.emit('status-changed', { userId: 'julie', status: 'suspended' });
  await recorder.stop();
  security.emit('signed-out', { userId: 'julie', address: '198.51.100.7', sessionId: 's1' });
  t.deepEqual(acts, [
    {
      actor: { kind: 'user', id: 'julie' },
      target: { kind: 'user', id: 'julie' },
      address: '198.51.100.7',
      action: 'sign-in.succeeded',
      details: { method: 'totp', sessionId: 's1' },
    },
    {
      actor: { kind: 'stranger', id: null },
      target: { kind: 'user', id: 'julie' },
      address: '203.0.113.9',
      action: 'session.refresh-token-reused',
      details: { familyId: 'f1' },
    },
    {
      actor: { kind: 'stranger', id: null },
      target: { kind: 'provider', id: 'stripe' },
      address: '203.0.113.9',
      action: 'webhook.forged',
      details: { reason: 'signature' },
    },
  ]);
});

test('an attack does not fill the disk: 60 entries a minute of a kind, and how many were left out', async (t) => {
  const { clock, acts, recorder, fail } = scene();
  await recorder.start();
  fail(100_000);
  clock.advance(minuteMs);
  fail(1);
  await recorder.stop();
  t.is(acts.filter(({ action }) => action === 'sign-in.failed').length, 61);
  t.deepEqual(
    acts.filter(({ action }) => action === 'audit.left-out').map(({ details }) => details),
    [{ event: 'sign-in-failed', count: 99_940 }],
  );
});

test('many failed sign-ins from one network are told once an hour', async (t) => {
  const { clock, alerts, fail } = scene();
  const neighbours = (index: number) => `203.0.113.${index % 250}`;
  fail(19, neighbours, String);
  t.is(alerts.length, 0);
  fail(100, neighbours, String);
  t.like(alerts, [{ pattern: 'many-failed-sign-ins', count: 20, minutes: 15 }]);
  clock.advance(30 * minuteMs);
  fail(100, neighbours, String);
  t.is(alerts.length, 1);
  clock.advance(31 * minuteMs);
  fail(20, neighbours, String);
  t.is(alerts.length, 2);
});

test('failures that are few in a quarter of an hour are none of a pattern', async (t) => {
  const { clock, alerts, fail } = scene();
  for (let hour = 0; hour < 10; hour++) {
    fail(19);
    clock.advance(16 * minuteMs);
  }
  t.is(alerts.length, 0);
});

test('failures at one account from everywhere are a pattern, and so are those at every account from everywhere', (t) => {
  const one = scene();
  one.fail(
    20,
    (index) => `198.51.${index}.1`,
    () => 'julie',
  );
  t.is(one.alerts.length, 1);
  const none = scene();
  none.fail(150, (index) => `198.51.${index}.1`);
  t.is(none.alerts.length, 0, 'addresses without an account are no account');
  const all = scene();
  all.fail(
    199,
    (index) => `198.51.${index}.1`,
    (index) => `user ${index}`,
  );
  t.is(all.alerts.length, 0);
  all.fail(
    1,
    () => '192.0.2.1',
    () => 'another',
  );
  t.like(all.alerts, [{ pattern: 'many-failed-sign-ins', count: 200 }]);
});

test('a stolen session, forged webhooks and refused dialling are patterns of their own', (t) => {
  const { security, alerts } = scene();
  security.emit('refresh-token-reused', { userId: 'julie', address: '203.0.113.9', familyId: 'f1' });
  for (let index = 0; index < 3; index++) security.emit('webhook-forged', { provider: 'stripe', reason: 'signature', address: '203.0.113.9' });
  for (let index = 0; index < 5; index++) security.emit('dialling-refused', { userId: 'julie', reason: 'premium-number' });
  t.deepEqual(
    alerts.map(({ pattern }) => pattern),
    ['refresh-token-reused', 'forged-webhooks', 'refused-dialling'],
  );
});
