import test from 'ava';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns, callerTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';

const line = new RealLine();
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

const numbers = {
  fr: {
    from: '+33639980021',
    voice: 'fr+m3',
    says: 'Julie Martin à l’appareil, ma chaudière ne marche plus.',
    no: 'Non.',
    keys: '0639981278',
    right: "Oui c'est ça.",
    done: 'Non merci.',
    readBack: /06, 39, 98, 12, 78/,
    phone: '+33639981278',
  },
  en: {
    from: '+447700900021',
    voice: 'en-us+m3',
    says: 'James Wilson speaking, my boiler is broken.',
    no: 'No.',
    keys: '07700900178',
    right: "Yes that's right.",
    done: 'No thank you.',
    readBack: /0 7 7 0 0, 9 0 0, 1 7 8/,
    phone: '+447700900178',
  },
} as const;

const keysTheNumber = test.macro<[Language, string]>({
  title: (_, language, end) => `a caller keys his number${end ? ` and ${end}` : ''} instead of saying it, and hears it read back (${language})`,
  async exec(t, language, end) {
    const { voice, from, says, no, keys, right, done, readBack, phone } = numbers[language];
    const { record, told } = await line.call({
      from,
      to: hosts[language].number,
      voice,
      script: [{ say: says }, { say: no }, { press: keys + end }, { say: right }, { say: done }, { silent: true }],
    });
    t.like(record, { outcome: 'message-taken', message: { phone, urgent: false } }, told);
    t.true(
      assistantTurns(record).some((text) => readBack.test(text)),
      told,
    );
    t.true(callerTurns(record).includes(keys), told);
  },
});

test(keysTheNumber, 'fr', '#');
test(keysTheNumber, 'en', '');

const humans = {
  fr: {
    from: '+33639980022',
    voice: 'fr+f3',
    refusal: /Personne ne peut prendre votre appel/,
    says: "Ici Camille Durand, j'ai une fuite d'eau dans ma cuisine.",
    yes: 'Oui.',
    done: 'Non merci.',
    name: 'Camille Durand',
  },
  en: {
    from: '+447700900022',
    voice: 'en-gb+f3',
    refusal: /Nobody can take your call/,
    says: 'This is Emily Carter, I have a leak in my kitchen.',
    yes: 'Yes.',
    done: 'No thank you.',
    name: 'Emily Carter',
  },
} as const;

const asksForAHuman = test.macro<[Language]>({
  title: (_, language) => `key 0 in the middle of the greeting stops it and asks for a human (${language})`,
  async exec(t, language) {
    const { from, voice, refusal, says, yes, done, name } = humans[language];
    const { record, told } = await line.call({
      from,
      to: hosts[language].number,
      voice,
      script: [
        { pressWhileAssistantSpeaks: '0', afterMs: 1000 },
        { waitFor: () => line.hasSaid(from, refusal) },
        { say: says, afterAssistantSpoke: false },
        { say: yes },
        { say: done },
        { silent: true },
      ],
    });
    const [greeting = '', reply = ''] = assistantTurns(record);
    t.notRegex(greeting, /\?/, told);
    t.regex(reply, refusal, told);
    t.like(record, { outcome: 'message-taken', message: { name, phone: from } }, told);
  },
});

test(asksForAHuman, 'fr');
test(asksForAHuman, 'en');
