import test from 'ava';
import type { Language } from '../../core/language.ts';
import type { Expectation } from '../dialogue/contract.ts';
import { understand } from '../dialogue/understand.ts';
import { defaultTurnSettings as settings } from '../turn-settings.ts';
import { isBackChannel, withoutBackChannels } from './back-channel.ts';
import { judge } from './index.ts';

const goals = { open: 'purpose', 'yes-no': 'confirm-phone', name: 'name', phone: 'phone', sentence: 'anything-else' } as const;
const { shortPauseMs: short, sentencePauseMs: sentence, normalPauseMs: normal, longPauseMs: long } = settings;
const between = (normal + long) / 2;
const shortish = (short + sentence) / 2;

const endsAfter = test.macro({
  exec(t, language: Language, expects: Expectation, text: string, pauseMs: number) {
    const country = language === 'fr' ? 'FR' : 'GB';
    const understanding = understand(text, { language, goal: goals[expects], country, now: new Date(), timeZone: 'Europe/Paris' });
    t.is(judge({ text, understanding, language, expects, hasPaused: false, settings }).pauseMs, pauseMs);
  },
  title: (_, language, expects, text, pauseMs) => `${language}, asked for ${expects}: "${text}" ends after ${pauseMs} ms`,
});

for (const [expects, text, pauseMs] of [
  ['open', '', normal],
  ['open', "bonjour j'ai une fuite d'eau dans ma cuisine", sentence],
  ['open', "bonjour j'ai une fuite d'eau dans ma", long],
  ['open', 'quels sont vos horaires', short],
  ['open', 'est-ce que le docteur fabre est disponible', short],
  ['open', 'est-ce que vous pourriez', long],
  ['open', "pouvez-vous s'il vous plaît", long],
  ['sentence', 'ma chaudière ne marche plus', sentence],
  ['open', 'bonjour', between],
  ['open', 'bonjour je suis julie martin', normal],
  ['open', 'je voudrais euh', long],
  ['open', 'mon numéro est le', long],
  ['open', "je m'appelle", long],
  ['open', 'vous pouvez me joindre', long],
  ['open', 'attendez je cherche le numéro', 2 * long],
  ['open', 'merci au revoir', short],
  ['yes-no', 'oui', shortish],
  ['yes-no', 'oui vous avez le bon numéro', short],
  ['sentence', "une fuite d'eau", short],
  ['open', "une fuite d'eau", sentence],
  ['open', 'je voudrais parler à monsieur petit', sentence],
  ['open', "je voudrais parler à monsieur petit s'il vous plaît", short],
  ['yes-no', 'oui voilà', short],
  ['yes-no', "oui c'est ça", short],
  ['yes-no', 'non', between],
  ['sentence', 'non merci', sentence],
  ['yes-no', 'non pas du tout', short],
  ['yes-no', 'non soixante dix huit pas soixante huit', short],
  ['yes-no', 'mon numéro est le zéro six trente neuf', long],
  ['phone', 'zéro six douze', long],
  ['phone', 'zéro six douze trente quatre euh non pardon', long],
  ['phone', 'zéro six douze trente quatre cinquante six soixante dix huit', short],
  ['phone', 'zéro six douze trente quatre cinquante six quatre vingt dix', normal],
  ['phone', 'zéro deux soixante et un quatre vingt onze', long],
  ['phone', 'plus trente trois six trente neuf quatre vingt dix huit zéro un vingt trois', short],
  ['name', 'julie martin', short],
  ['name', 'dupont', between],
  ['name', 'd u p o', long],
  ['name', "ça s'écrit d", long],
  ['name', 'dupont d u p o n t', short],
] as const) {
  test(endsAfter, 'fr', expects, text, pauseMs);
}

for (const [expects, text, pauseMs] of [
  ['open', 'hello i have a leak in my kitchen', sentence],
  ['open', 'hello i have a leak in the', long],
  ['open', 'what are your opening hours', short],
  ['open', 'could you please', long],
  ['open', 'i would rather come on', long],
  ['open', 'please hold on', 2 * long],
  ['open', 'the problem is that', long],
  ['sentence', 'no thanks', sentence],
  ['name', 'harris', between],
  ['open', 'hello', between],
  ['open', 'my number is', long],
  ['open', "i'm available from", long],
  ['open', 'wait', 2 * long],
  ['open', 'thank you goodbye', short],
  ['yes-no', 'yes', shortish],
  ['yes-no', 'yes you have the right number', short],
  ['sentence', 'a water leak', short],
  ['open', "i'd like to speak to mister wilson", sentence],
  ['open', "i'd like to speak to mister wilson please", short],
  ['yes-no', 'yes it is', short],
  ['yes-no', "yes that's right", short],
  ['yes-no', 'no', between],
  ['yes-no', 'no seventy eight not sixty eight', short],
  ['phone', 'oh seven seven double zero', long],
  ['phone', 'oh seven seven double zero nine hundred um no sorry', long],
  ['phone', 'oh seven seven double zero nine zero zero one two three', short],
  ['name', 'james wilson', short],
  ['name', 'w i l', long],
  ['name', 'see oh oh', long],
  ['name', 'cooper c o o p e r', short],
] as const) {
  test(endsAfter, 'en', expects, text, pauseMs);
}

const listens = test.macro({
  exec(t, language: Language, text: string, expected: boolean) {
    t.is(isBackChannel(text, language), expected);
  },
  title: (_, language, text, expected) => `${language}: "${text}" is ${expected ? 'a' : 'no'} back-channel`,
});

for (const text of ['oui', 'mm', 'ok', "d'accord", 'oui oui', 'ah bon', 'très bien']) test(listens, 'fr', text, true);
for (const text of ['', 'non', 'attendez', 'oui mais', 'ok stop']) test(listens, 'fr', text, false);
for (const text of ['yes', 'mm', 'okay', 'uh huh', 'i see', 'right okay']) test(listens, 'en', text, true);
for (const text of ['', 'no', 'wait', 'yes but', 'okay stop']) test(listens, 'en', text, false);

test('words behind a back-channel are what is claimed', (t) => {
  t.is(withoutBackChannels('yes oh a', 'en'), 'a');
  t.is(withoutBackChannels('okay stop', 'en'), 'stop');
  t.is(withoutBackChannels('oui attends', 'fr'), 'attends');
  t.is(withoutBackChannels('bonjour', 'fr'), 'bonjour');
  t.is(withoutBackChannels('rightly so', 'en'), 'rightly so');
  t.is(withoutBackChannels('très bien oui', 'fr'), '');
});
