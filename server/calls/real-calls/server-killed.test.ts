import test from 'ava';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns, callerTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';
import { recordingSides } from '../../testing/recording-sides.ts';
import { until } from '../../testing/until.ts';

const line = new RealLine({ supervised: true });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

const victims = {
  fr: {
    from: '+33639980071',
    voice: 'fr+m3',
    says: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine.",
    yes: 'Oui.',
    done: 'Non merci.',
    apology: /nous avons été interrompus/,
    message: { name: 'Julie Martin', reason: "fuite d'eau dans ma cuisine", urgent: false },
    firstWords: /fuite/,
  },
  en: {
    from: '+447700900071',
    voice: 'en-us+m3',
    says: 'Hello, this is James Wilson, I have a leak in my kitchen.',
    yes: 'Yes.',
    done: 'No thank you.',
    apology: /we were cut off for a moment/,
    message: { name: 'James Wilson', reason: 'leak in my kitchen', urgent: false },
    firstWords: /leak/,
  },
} as const;

const languages: Language[] = ['fr', 'en'];

test('a server killed in the middle of two calls comes back, apologises, goes on, and loses nothing that was said', async (t) => {
  const { supervisor } = line.stage;
  const killed = supervisor.pid;
  let understood = 0;
  const calls = languages.map((language) => {
    const { from, voice, says, yes, done, firstWords, apology } = victims[language];
    const serverDies = async () => {
      await until('what was said is in the journal', () => line.journalHolds(from, firstWords));
      if (++understood === languages.length && killed !== undefined) process.kill(killed, 'SIGKILL');
      await until('the apology has been said', () => line.journalHolds(from, apology));
    };
    return line.call({
      from,
      to: hosts[language].number,
      voice,
      script: [{ say: says }, { waitFor: serverDies }, { say: yes }, { say: done }, { silent: true }],
    });
  });
  for (const [at, { record, told }] of (await Promise.all(calls)).entries()) {
    const language = languages[at] as Language;
    const { from, apology, message, firstWords } = victims[language];
    t.like(record, { outcome: 'message-taken', endReason: 'completed', from }, told);
    t.deepEqual(record.message, { ...message, phone: from }, told);
    t.true(
      assistantTurns(record).some((text) => apology.test(text)),
      told,
    );
    t.regex(callerTurns(record)[0] ?? '', firstWords, told);
    t.is((await line.records(from)).length, 1, told);
    const starts = record.turns.map(({ startMs }) => startMs);
    t.deepEqual(
      starts,
      [...starts].sort((a, b) => a - b),
      told,
    );
    if (!record.recording) return t.fail(`not recorded${told}`);
    const { caller, assistant } = recordingSides(await line.sound(record), record.turns);
    t.true(caller.ownDbfs > -45 && assistant.ownDbfs > -45, told);
    await line.email(record);
    t.is(line.emails(record).length, 1, told);
  }
  t.not(supervisor.pid, killed);
});
