import test from 'ava';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';

const line = new RealLine();
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

/** By the language that the caller speaks, on the number of the other one. */
const callers = {
  en: {
    from: '+33639980095',
    to: hosts.fr.number,
    voice: 'en-us+m3',
    first: 'I would like to leave a message for the doctor please.',
    says: 'My boiler is broken, can somebody call me back?',
    offer: /Would you like to continue in English\?/,
    yes: 'Yes please.',
    changed: /let's continue in English/,
    name: 'James Wilson.',
    done: 'No thank you.',
    reason: /boiler/,
    subject: /^Message de James Wilson/,
  },
  fr: {
    from: '+447700900095',
    to: hosts.en.number,
    voice: 'fr+m3',
    first: "J'ai une fuite d'eau dans ma cuisine.",
    says: 'Ma chaudière ne marche plus.',
    offer: /Souhaitez-vous continuer en français \?/,
    yes: "Oui s'il vous plaît.",
    changed: /continuons en français/,
    name: 'Julie Martin.',
    done: 'Non merci.',
    reason: /chaudière/,
    subject: /^Message from Julie Martin/,
  },
} as const;

const changesLanguage = test.macro<[Language]>({
  title: (_, language) => `who speaks ${language} on a number of the other language is offered it, and leaves his message in it`,
  async exec(t, language) {
    const { from, to, voice, first, says, offer, yes, changed, name, done, reason, subject } = callers[language];
    const answered = language === 'fr' ? 'Oui.' : 'Yes.';
    const { record, told } = await line.call({
      from,
      to,
      voice,
      script: [{ say: first }, { say: says }, { say: yes }, { say: name }, { say: answered }, { say: done }, { silent: true }],
    });
    t.true(
      assistantTurns(record).some((text) => offer.test(text)),
      told,
    );
    t.true(
      assistantTurns(record).some((text) => changed.test(text)),
      told,
    );
    t.like(record, { outcome: 'message-taken', message: { phone: from } }, told);
    t.regex(record.message?.reason ?? '', reason, told);
    t.true(
      record.turns.some((turn) => turn.speaker === 'caller' && turn.language === language && reason.test(turn.text)),
      told,
    );
    // The owner reads his own language around the caller's words.
    t.regex((await line.email(record)).mail.subject ?? '', subject, told);
  },
});

test(changesLanguage, 'en');
test(changesLanguage, 'fr');
