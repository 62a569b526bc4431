import test from 'ava';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns, callerTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';

// The voice at its own speed: there must be time to speak into it.
const line = new RealLine({ settings: { text_to_speech: { rate: 160 } } });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

const interruptions = {
  fr: {
    from: '+33639980011',
    voice: 'fr+m3',
    says: "J'ai une fuite d'eau dans ma cuisine.",
    words: /fuite/,
    endOfGreeting: 'pour vous',
    adds: 'Ici Julie Martin.',
    message: { name: 'Julie Martin', reason: "fuite d'eau dans ma cuisine" },
  },
  en: {
    from: '+447700900011',
    voice: 'en-us+m3',
    says: 'I have a leak in my kitchen.',
    words: /leak/,
    endOfGreeting: 'help you',
    adds: 'This is James Wilson.',
    message: { name: 'James Wilson', reason: 'leak in my kitchen' },
  },
} as const;

const bargesIn = test.macro<[Language]>({
  title: (_, language) => `a caller who interrupts silences the voice, is understood, and what he did not hear is not in the history (${language})`,
  async exec(t, language) {
    const { from, voice, says, words, endOfGreeting, adds, message } = interruptions[language];
    const { heard, record, told } = await line.call({
      from,
      to: hosts[language].number,
      voice,
      script: [{ sayWhileAssistantSpeaks: says, afterMs: 1500 }, { say: adds }, { hangUp: true }],
    });
    t.not(heard.bargeInMs, undefined, `the voice went on${told}`);
    t.true((heard.bargeInMs ?? 0) > 0, `the voice was not speaking any more${told}`);
    const [greeting = '', ...laterTurns] = assistantTurns(record);
    t.true(greeting.length > 0 && !greeting.includes(endOfGreeting), `the greeting is "${greeting}"${told}`);
    t.true(laterTurns.length > 0, told);
    t.regex(callerTurns(record)[0] ?? '', words, told);
    t.like(record, { outcome: 'caller-hung-up', message }, told);
  },
});

test(bargesIn, 'fr');
test(bargesIn, 'en');

const listeners = {
  fr: {
    from: '+33639980012',
    voice: 'fr+f3',
    murmurs: ['Oui.', 'Ok.', 'Mm.'],
    endOfGreeting: 'pour vous ?',
    says: 'Quels sont vos horaires d’ouverture ?',
    words: /horaires/,
  },
  en: {
    from: '+447700900012',
    voice: 'en-us+m3',
    murmurs: ['Yes.', 'Okay.', 'Mm.'],
    endOfGreeting: 'help you?',
    says: 'What are your opening hours?',
    words: /opening hours/,
  },
} as const;

const murmurs = test.macro<[Language]>({
  title: (_, language) => `"yes", "okay" and "mm" while the greeting speaks do not stop it and are no answer (${language})`,
  async exec(t, language) {
    const { from, voice, murmurs: said, endOfGreeting, says, words } = listeners[language];
    const { heard, record, told } = await line.call({
      from,
      to: hosts[language].number,
      voice,
      // Early, so that all of them are in the greeting.
      script: [...said.map((text) => ({ sayWhileAssistantSpeaks: text, afterMs: 900 })), { say: says }, { hangUp: true }],
    });
    for (const { endedAtMs, kind, sentText } of heard.turns.filter((turn) => turn.kind === 'interrupt')) {
      const wentOn = heard.assistantVoice.some(({ startMs, endMs }) => endMs > endedAtMs + 300 && startMs < endedAtMs + 2_000);
      t.true(wentOn, `the voice stopped at "${sentText}" (${kind})${told}`);
    }
    t.true(assistantTurns(record)[0]?.endsWith(endOfGreeting), told);
    t.deepEqual(
      record.turns.slice(0, 2).map(({ speaker }) => speaker),
      ['assistant', 'caller'],
      told,
    );
    t.regex(callerTurns(record)[0] ?? '', words, told);
    t.is(callerTurns(record).length, 1, told);
  },
});

test(murmurs, 'fr');
test(murmurs, 'en');
