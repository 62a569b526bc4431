import test, { type ExecutionContext } from 'ava';
import { systemClock } from '../core/clock.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { testUsers } from '../testing/users.ts';
import { noEarWords } from './email/fault-words.ts';
import { type FaultNotice, FaultNotices } from './fault-notices.ts';

async function scene(t: ExecutionContext) {
  const { database } = await temporaryDatabase(t);
  const userId = (await testUsers()).all()[0]?.id ?? '';
  const notice: FaultNotice = { userId, fault: 'no-ear', language: 'fr', cause: 'missing' };
  let queued = 0;
  const notices = () => new FaultNotices({ database, clock: systemClock, onQueued: () => queued++ });
  const rows = async () => await database('outbox').select<{ kind: string; payload: string }[]>('kind', 'payload');
  return { notice, notices, rows, queued: () => queued };
}

test('a fault is told once, however often it occurs and the service is started', async (t) => {
  const { notice, notices, rows, queued } = await scene(t);
  const first = notices();
  await Promise.all([first.occurred(notice), first.occurred(notice), first.occurred({ ...notice, cause: 'broken' })]);
  await notices().occurred(notice);
  t.is((await rows()).length, 1);
  t.is(queued(), 1);
});

test('a fault that comes back after it was mended is told again', async (t) => {
  const { notice, notices, rows } = await scene(t);
  await notices().occurred(notice);
  await notices().mended(notice);
  await notices().occurred(notice);
  await notices().occurred(notice);
  t.is((await rows()).length, 2);
});

test('the faults of other users and languages are told apart', async (t) => {
  const { notice, notices, rows } = await scene(t);
  const told = notices();
  await told.occurred(notice);
  await told.occurred({ ...notice, language: 'en' });
  await told.occurred({ ...notice, userId: 'another' });
  await told.mended({ ...notice, language: 'en' });
  await told.occurred(notice);
  t.is((await rows()).length, 3);
});

test('the e-mail names the command that mends it, and what the engine says when the model is broken', (t) => {
  const notice: FaultNotice = { userId: 'u', fault: 'no-ear', language: 'en', cause: 'missing' };
  for (const language of ['fr', 'en'] as const) {
    t.deepEqual(noEarWords[language](notice).commands, ['bin/repondeur models add --language en']);
    const broken = noEarWords[language]({ ...notice, cause: 'broken', detail: '/models/en: am/final.mdl is missing' });
    t.regex(broken.why, /am\/final\.mdl is missing/);
    t.true(broken.commands.includes('bin/repondeur models check'));
  }
});
