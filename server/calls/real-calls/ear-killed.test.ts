import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import type { HealthState } from '../../core/health.ts';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { childProcesses } from '../../testing/child-processes.ts';
import { assistantTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';
import { until } from '../../testing/until.ts';

// A server of its own, so that its recognisers can be told from those of other tests.
const line = new RealLine({ supervised: true });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

const callers = {
  fr: {
    from: '+33639980081',
    voice: 'fr+m3',
    says: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine.",
    yes: 'Oui.',
    done: 'Non merci.',
    endOfGreeting: /pour vous \?/,
    asksAgain: /je n'ai pas entendu la fin|mal entendu/,
    message: { name: 'Julie Martin', reason: "fuite d'eau dans ma cuisine", urgent: false },
  },
  en: {
    from: '+447700900081',
    voice: 'en-us+m3',
    says: 'Hello, this is James Wilson, I have a leak in my kitchen.',
    yes: 'Yes.',
    done: 'No thank you.',
    endOfGreeting: /help you\?/,
    asksAgain: /I didn't hear the end of that|I couldn't hear you/,
    message: { name: 'James Wilson', reason: 'leak in my kitchen', urgent: false },
  },
} as const;

const languages: Language[] = ['fr', 'en'];
/** Well inside of the first sentence, which lasts for more than 3 s. */
const intoTheSentenceMs = 1200;

async function killEars(): Promise<number[]> {
  const { pid = 0 } = line.stage.supervisor;
  const ears = await childProcesses(pid, 'vosk-child');
  for (const ear of ears) process.kill(ear, 'SIGKILL');
  return ears;
}

/** A busy machine takes seconds to load a model. */
async function earsAreBack(): Promise<void> {
  await until('the recognisers are back', async () => {
    const response = await fetch(`${line.stage.httpUrl}/health`);
    const { parts } = (await response.json()) as { parts: Record<string, { status: HealthState }> };
    return parts['speech-to-text']?.status === 'ok';
  });
}

test('when the recognisers die while callers speak, they are asked again and their messages are still taken', async (t) => {
  let speaking = 0;
  let killed: Promise<number[]> | undefined;
  // They begin together: when the recognisers die each of them is in his first sentence.
  const bothGreeted = async () => {
    for (const language of languages) await line.hasSaid(callers[language].from, callers[language].endOfGreeting);
  };
  const calls = languages.map((language) => {
    const { from, voice, says, yes, done } = callers[language];
    return line.call({
      from,
      to: hosts[language].number,
      voice,
      script: [{ waitFor: bothGreeted }, { say: says }, { waitFor: earsAreBack }, { say: says }, { say: yes }, { say: done }, { silent: true }],
      onEvent({ type }) {
        if (type === 'caller-speaks' && ++speaking === languages.length) killed = sleep(intoTheSentenceMs).then(killEars);
      },
    });
  });
  for (const [at, { record, told }] of (await Promise.all(calls)).entries()) {
    const { from, asksAgain, message } = callers[languages[at] as Language];
    t.regex(assistantTurns(record)[1] ?? '', asksAgain, told);
    t.like(record, { outcome: 'message-taken', endReason: 'completed' }, told);
    t.deepEqual(record.message, { ...message, phone: from }, told);
  }
  t.is((await killed)?.length, languages.length);
});
