import test from 'ava';
import { RepondeurError } from '../core/errors.ts';
import { Secret } from '../settings/secret.ts';
import { createLogger } from './logger.ts';

function logged(pii: boolean, level: 'debug' | 'info' = 'info') {
  const lines: string[] = [];
  const logger = createLogger({ level, pii, destination: { write: (line: string) => void lines.push(line) } });
  return { logger, lines, entries: () => lines.map((line) => JSON.parse(line)) };
}

test('fields whose key contains pii are dropped, at any depth, also from children', (t) => {
  const { logger, lines, entries } = logged(false);
  const child = logger.child({ callId: 'c1', fromPii: '+33199001234' });
  child.info({ pii: 'Julie', turns: [{ textPII: 'Julie', index: 0 }], inner: { caller_pii: { name: 'Julie' }, kept: 1 } }, 'a call came in');
  t.false(lines.join('').includes('Julie') || lines.join('').includes('+331'));
  t.like(entries()[0], { level: 'info', callId: 'c1', turns: [{ index: 0 }], inner: { kept: 1 }, msg: 'a call came in' });
});

test('they are written where the settings allow it', (t) => {
  const { logger, entries } = logged(true);
  logger.info({ inner: { caller_pii: 'Julie' } }, 'a call came in');
  t.like(entries()[0], { inner: { caller_pii: 'Julie' } });
});

test('an error is written with code, stack and causes, without what libraries attach to it', (t) => {
  const { logger, entries } = logged(false);
  const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', response: 'Julie' });
  logger.error({ error: new RepondeurError('delivery-failed', 'the mail server is away', { cause }) }, 'it failed');
  const { error } = entries()[0];
  t.like(error, { code: 'delivery-failed', message: 'the mail server is away', cause: { code: 'ECONNREFUSED', message: 'refused' } });
  t.true(error.stack.includes('logger.test.ts'));
  t.false(JSON.stringify(error).includes('Julie'));
});

test('the words of an error that is not safe to show are withheld, in its stack too', (t) => {
  const { logger, lines } = logged(false);
  logger.error({ error: new RepondeurError('bad-input', 'Julie said so', { safeToShow: false }) }, 'it failed');
  t.false(lines.join('').includes('Julie'));
  t.true(lines.join('').includes('[withheld]'));
});

test('secrets, circles and bytes do no harm', (t) => {
  const { logger, entries } = logged(false);
  const circle: Record<string, unknown> = { password: new Secret('hunter2'), frame: new Int16Array(320), at: new Date(0), big: 1n };
  circle.self = circle;
  logger.info({ circle }, 'odd fields');
  t.like(entries()[0], { circle: { password: '[secret]', frame: '[640 bytes]', at: '1970-01-01T00:00:00.000Z', self: '[circular]', big: '1' } });
});

test('messages below the level are not written', (t) => {
  const { logger, lines } = logged(false);
  logger.debug({}, 'detail');
  t.is(lines.length, 0);
});
