import test from 'ava';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns, callerTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';

const line = new RealLine({ settings: { text_to_speech: { rate: 160 } } });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

const callers = {
  fr: {
    from: ['+33639980071', '+33639980072'],
    voice: 'fr+m3',
    endOfGreeting: 'pour vous ?',
    asks: 'Quels sont vos horaires d’ouverture ?',
    asked: /horaires/,
    interrupts: "J'ai une fuite d'eau dans ma cuisine.",
    words: /fuite/,
  },
  en: {
    from: ['+447700900071', '+447700900072'],
    voice: 'en-us+m3',
    endOfGreeting: 'help you?',
    asks: 'What are your opening hours?',
    asked: /opening hours/,
    interrupts: 'I have a leak in my kitchen.',
    words: /leak/,
  },
} as const;

const isDeafToItself = test.macro<[Language, number, number]>({
  title: (_, language, gainDb, delayMs) =>
    `a caller whose loudspeaker sends the voice back (${gainDb} dB after ${delayMs} ms) hears it to its end, and only he is understood (${language})`,
  async exec(t, language, gainDb, delayMs) {
    const { from, voice, endOfGreeting, asks, asked } = callers[language];
    const script = [{ say: asks }, { hangUp: true } as const];
    const { record, told } = await line.call({ from: from[0], to: hosts[language].number, voice, echo: { gainDb, delayMs }, script });
    t.true(assistantTurns(record)[0]?.endsWith(endOfGreeting), told);
    t.is(callerTurns(record).length, 1, told);
    t.regex(callerTurns(record)[0] ?? '', asked, told);
  },
});

test(isDeafToItself, 'fr', -10, 150);
test(isDeafToItself, 'en', -20, 50);

const isInterrupted = test.macro<[Language, number, number]>({
  title: (_, language, gainDb, delayMs) =>
    `a caller who talks over the voice that comes back (${gainDb} dB after ${delayMs} ms) interrupts it (${language})`,
  async exec(t, language, gainDb, delayMs) {
    const { from, voice, endOfGreeting, interrupts, words } = callers[language];
    const { heard, record, told } = await line.call({
      from: from[1],
      to: hosts[language].number,
      voice,
      echo: { gainDb, delayMs },
      script: [{ sayWhileAssistantSpeaks: interrupts, afterMs: 1_800 }, { hangUp: true }],
    });
    t.true((heard.bargeInMs ?? 0) > 0, `the voice went on${told}`);
    t.false(assistantTurns(record)[0]?.includes(endOfGreeting), told);
    t.regex(callerTurns(record)[0] ?? '', words, told);
  },
});

test(isInterrupted, 'fr', -20, 250);
test(isInterrupted, 'en', -15, 100);
