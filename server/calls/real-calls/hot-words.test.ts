import test from 'ava';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns, callerTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';

// The voice at its own speed: there must be time to speak into it.
const line = new RealLine({ settings: { text_to_speech: { rate: 160 } } });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after('who listens for the words is told by health and metrics, and how often they were heard', async (t) => {
  const { app } = line.stage;
  t.deepEqual(app.health().hotword, { ready: true, reason: 'keywords listens' });
  const metrics = await app.metrics.text();
  t.regex(metrics, /repondeur_hotword_detector\{detector="keywords"\} 1/);
  t.regex(metrics, /repondeur_hotwords_total\{detector="keywords"\} [2-9]/);
});
test.after.always(() => line.close());

const callers = {
  fr: {
    from: '+33639980091',
    voice: 'fr+m3',
    says: 'Julie Martin à l’appareil, ma chaudière ne marche plus.',
    no: 'Non.',
    keys: '0639981278',
    asks: "Un conseiller s'il vous plaît.",
    word: /conseiller/,
    endOfReadBack: "C'est bien ça ?",
    refusal: /Personne ne peut prendre votre appel/,
  },
  en: {
    from: '+447700900091',
    voice: 'en-us+m3',
    says: 'James Wilson speaking, my boiler is broken.',
    no: 'No.',
    keys: '07700900178',
    asks: 'The operator please.',
    word: /operator/,
    endOfReadBack: 'Is that right?',
    refusal: /Nobody can take your call/,
  },
} as const;

const asksForAHuman = test.macro<[Language]>({
  title: (_, language) => `a word that asks for a human stops even a read-back, and does what key 0 does (${language})`,
  async exec(t, language) {
    const { from, voice, says, no, keys, asks, word, endOfReadBack, refusal } = callers[language];
    const { record, told } = await line.call({
      from,
      to: hosts[language].number,
      voice,
      script: [
        { say: says },
        { say: no },
        { press: `${keys}#` },
        { sayWhileAssistantSpeaks: asks, afterMs: 300 },
        { waitFor: () => line.hasSaid(from, refusal) },
        { hangUp: true },
      ],
    });
    t.true(
      callerTurns(record).some((text) => word.test(text)),
      told,
    );
    const refused = assistantTurns(record).findIndex((text) => refusal.test(text));
    t.true(refused > 0, told);
    t.false(assistantTurns(record)[refused - 1]?.endsWith(endOfReadBack), `the read-back was said to its end${told}`);
  },
});

test(asksForAHuman, 'fr');
test(asksForAHuman, 'en');
