import test from 'ava';
import type { Language } from '../../core/language.ts';
import { heardWhen } from './dates.ts';
import { languagePack } from './packs.ts';
import { tokenise } from './text.ts';

/** A Sunday, 12:30 in Paris. */
const now = new Date('2026-11-22T11:30:00Z');

const whenIs = test.macro((t, language: Language, sentence: string, when: string | undefined) => {
  t.is(heardWhen(tokenise(sentence), languagePack(language), now, 'Europe/Paris'), when);
});

test('demain', whenIs, 'fr', 'je passe demain', '2026-11-23');
test('demain with an hour in words', whenIs, 'fr', 'demain à quatorze heures trente', '2026-11-23T14:30');
test('après-demain', whenIs, 'fr', 'plutôt après-demain', '2026-11-24');
test('après-demain with an hour', whenIs, 'fr', 'après-demain à neuf heures', '2026-11-24T09:00');
test('midi', whenIs, 'fr', 'demain à midi', '2026-11-23T12:00');
test('et demie', whenIs, 'fr', 'mardi à huit heures et demie', '2026-11-24T08:30');
test('moins le quart', whenIs, 'fr', 'mardi à dix heures moins le quart', '2026-11-24T09:45');
test('du soir', whenIs, 'fr', 'demain à huit heures du soir', '2026-11-23T20:00');
test('16h', whenIs, 'fr', 'vendredi vers 16h', '2026-11-27T16:00');
test('a day and month in words', whenIs, 'fr', 'le douze décembre', '2026-12-12');
test('a day of this month', whenIs, 'fr', 'le vingt-six', '2026-11-26');
test('a day that has passed is in the next month', whenIs, 'fr', 'le douze', '2026-12-12');
test('lundi prochain', whenIs, 'fr', 'lundi prochain', '2026-11-23');
test('an article is no date', whenIs, 'fr', 'un message', undefined);
test('tomorrow', whenIs, 'en', 'tomorrow please', '2026-11-23');
test('the day after tomorrow', whenIs, 'en', 'the day after tomorrow', '2026-11-24');
test('half past', whenIs, 'en', 'tomorrow at half past two', '2026-11-23T14:30');
test('a quarter to', whenIs, 'en', 'tuesday at quarter to three', '2026-11-24T14:45');
test('noon', whenIs, 'en', 'at noon tomorrow', '2026-11-23T12:00');
test('bare hours are those of the day', whenIs, 'en', 'thursday at three', '2026-11-26T15:00');
test('pm in words', whenIs, 'en', 'friday at eight pm', '2026-11-27T20:00');
test('o’clock', whenIs, 'en', "thursday at ten o'clock", '2026-11-26T10:00');
test('an ordinal in words', whenIs, 'en', 'on the twelfth', '2026-12-12');
test('an ordinal with its month', whenIs, 'en', 'the twelfth of december', '2026-12-12');
test('nothing named', whenIs, 'en', 'i have a leak', undefined);
