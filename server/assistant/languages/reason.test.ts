import test from 'ava';
import type { Language } from '../../core/language.ts';
import { understand } from '../dialogue/understand.ts';

const reasonIs = test.macro((t, language: Language, sentence: string, reason: string | undefined) => {
  const context = {
    language,
    goal: 'purpose',
    country: language === 'fr' ? 'FR' : 'GB',
    now: new Date('2026-11-22T11:30:00Z'),
    timeZone: 'Europe/Paris',
  } as const;
  t.is(understand(sentence, context).slots.reason, reason);
});

test(
  'greeting, name and article go',
  reasonIs,
  'fr',
  "bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine",
  "fuite d'eau dans ma cuisine",
);
test('whom the caller greets goes', reasonIs, 'fr', "Bonjour Monsieur Durand, j'ai une fuite sous l'évier", "fuite sous l'évier");
test('the same without marks', reasonIs, 'fr', "bonjour ici julie martin j'ai une fuite d'eau dans ma cuisine", "fuite d'eau dans ma cuisine");
test(
  'the number goes with its introduction',
  reasonIs,
  'fr',
  "j'ai une fuite vous pouvez me rappeler au zéro six douze trente-quatre cinquante-six soixante-dix-huit",
  'fuite',
);
test('"c’est urgent" goes', reasonIs, 'fr', "c'est urgent ma chaudière est en panne merci", 'ma chaudière est en panne');
test(
  '"je vous appelle au sujet de" goes',
  reasonIs,
  'fr',
  'Je vous appelle au sujet de ma facture du mois d’octobre.',
  'ma facture du mois d’octobre',
);
test('"je voudrais" goes', reasonIs, 'fr', 'je voudrais prendre rendez-vous mardi', 'prendre rendez-vous mardi');
test('whom the message is for goes', reasonIs, 'fr', 'dites à monsieur bernard que le colis est arrivé', 'colis est arrivé');
test('a bare wish to leave a message is no reason', reasonIs, 'fr', 'je voudrais laisser un message', undefined);
test('a bare wish to be called back is no reason', reasonIs, 'fr', 'pouvez-vous me rappeler s’il vous plaît', undefined);
test(
  'greeting, name and article go in English',
  reasonIs,
  'en',
  'hello this is julie martin i have a water leak in my kitchen',
  'water leak in my kitchen',
);
test('"I’m calling about" goes', reasonIs, 'en', "Hi, I'm calling about my October invoice, thanks.", 'my October invoice');
test(
  'the number goes with its introduction in English',
  reasonIs,
  'en',
  'my boiler is broken you can reach me on 07911 123456',
  'my boiler is broken',
);
test('"it’s urgent" goes', reasonIs, 'en', "it's urgent i have a burst pipe", 'burst pipe');
test('whom the message is for goes in English', reasonIs, 'en', 'tell mr bennett the parcel has arrived', 'parcel has arrived');
test('a bare wish to leave a message is no reason in English', reasonIs, 'en', "i'd like to leave a message please", undefined);
test(
  'where the caller is from stays, without the words that he calls',
  reasonIs,
  'fr',
  "bonjour c'est jan peeters de bruxelles je vous appelle pour la livraison de nonante chaises",
  'de bruxelles, la livraison de nonante chaises',
);
test(
  'where the caller is from stays in English',
  reasonIs,
  'en',
  "hi it's brad miller from chicago i'm calling about the delivery of ninety chairs",
  'from chicago, the delivery of ninety chairs',
);
test(
  'a sentence with "have" stays whole',
  reasonIs,
  'en',
  "i've been waiting two months for my refund",
  "i've been waiting two months for my refund",
);
test('"I wanted to tell you" goes', reasonIs, 'en', "i wanted to tell you i'll be away on friday", "i'll be away on friday");
test('"je voulais vous dire que" goes', reasonIs, 'fr', 'je voulais vous dire que je serai absent vendredi', 'je serai absent vendredi');
