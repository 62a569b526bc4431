import test from 'ava';
import type { Language } from '../../core/language.ts';
import { correctedName } from './name-correction.ts';
import { heardName } from './names.ts';
import { languagePack } from './packs.ts';
import { tokenise } from './text.ts';

const nameIs = test.macro((t, language: Language, sentence: string, name: string | undefined, asked: boolean = false) => {
  t.is(heardName(sentence, tokenise(sentence), languagePack(language), asked)?.name, name);
});

test('je m’appelle', nameIs, 'fr', 'Je m’appelle Julie Martin', 'Julie Martin');
test('ici, lower case, a reason right after', nameIs, 'fr', "bonjour ici julie martin j'ai une fuite", 'Julie Martin');
test('mon nom c’est', nameIs, 'fr', "mon nom c'est dupont", 'Dupont');
test('à l’appareil', nameIs, 'fr', "Sandrine Morel à l'appareil", 'Sandrine Morel');
test('a title is kept', nameIs, 'fr', "c'est monsieur benoît lambert", 'Monsieur Benoît Lambert');
test('an abbreviated title is written out', nameIs, 'fr', 'ici Mme Lefebvre', 'Madame Lefebvre');
test('two titles', nameIs, 'fr', 'monsieur et madame Klein', 'Monsieur et Madame Klein');
test('a particle stays small', nameIs, 'fr', "je m'appelle charles de gaulle", 'Charles de Gaulle');
test('hyphens are kept', nameIs, 'fr', 'Je suis Jean-Marc Perrin', 'Jean-Marc Perrin');
test('capitals alone are brought down', nameIs, 'fr', "je m'appelle JULIE MARTIN", 'Julie Martin');
test('spelled after being said', nameIs, 'fr', "je m'appelle paul dupond d u p o n t", 'Paul Dupont');
test('spelled alone', nameIs, 'fr', 'd u p o n t', 'Dupont', true);
test('corrected by its last letter', nameIs, 'fr', 'non dupond avec un t', 'Dupont', true);
test('bare, when asked', nameIs, 'fr', 'lefebvre', 'Lefebvre', true);
test('bare, first and last', nameIs, 'fr', 'Julie Martin', 'Julie Martin');
test('a bare word is no name when none was asked', nameIs, 'fr', 'fuite', undefined);
test('who is greeted is not who calls', nameIs, 'fr', "Bonjour Monsieur Durand, c'est Paul Morel", 'Paul Morel');
test('a greeted title alone is nobody', nameIs, 'fr', "Bonjour Monsieur Durand, j'ai une fuite", undefined);
test('a name right after the greeting', nameIs, 'fr', "bonjour julie martin j'ai une fuite", 'Julie Martin');
test('who is greeted is not who calls, in English', nameIs, 'en', 'hi camille this is paul morgan', 'Paul Morgan');
test('what somebody is is not his name', nameIs, 'fr', 'je suis plombier', undefined);
test('a state is not a name', nameIs, 'fr', "c'est urgent", undefined);
test('my name is', nameIs, 'en', "hello my name's julie martin and i have a leak", 'Julie Martin');
test('this is', nameIs, 'en', 'hi this is peter wood', 'Peter Wood');
test('speaking', nameIs, 'en', 'Sandra Morel speaking', 'Sandra Morel');
test('Mac and Mc stay as written', nameIs, 'en', 'My name is Ewan McGregor', 'Ewan McGregor');
test('a family name that is a common word', nameIs, 'en', 'my name is Mark Small', 'Mark Small');
test('so it is in lower case, before what he says next', nameIs, 'en', 'this is mark small calling about a leak', 'Mark Small');
test('so it is before a new clause', nameIs, 'en', "it's anna long i have a leak", 'Anna Long');
test('a common word behind a name is none where the sentence goes on with it', nameIs, 'en', 'this is peter good morning', 'Peter');
test('nor behind what is no first name', nameIs, 'en', 'my name is smith small', 'Smith');
test('Petit is a name', nameIs, 'fr', "ici jean petit j'ai une fuite", 'Jean Petit');
test('Bon is a name at the end', nameIs, 'fr', 'je suis paul bon', 'Paul Bon');
test('bon is no name before what comes next', nameIs, 'fr', "c'est paul bon alors voilà", 'Paul');
test('an apostrophe in a name', nameIs, 'en', "My name is Pat O'Brien", "Pat O'Brien");
test('a title in English', nameIs, 'en', "it's missus nguyen", 'Mrs Nguyen');
test('spelled after being said, in English', nameIs, 'en', 'sarah conor c o n n o r', 'Sarah Connor', true);
test('a need is not a name', nameIs, 'en', "i'm looking for a plumber", undefined);
test('being late is not a name', nameIs, 'en', "i'm late", undefined);

test('a slip, put right', nameIs, 'en', "it's Jon, no, sorry, it's John Smyth", 'John Smyth');
test('a slip without an introduction, when asked', nameIs, 'en', 'Jon no sorry John Smyth', 'John Smyth', true);
test('a family name put right', nameIs, 'en', "it's Peter Wood, sorry, Woods", 'Peter Woods', true);
test('an apology after the name is no slip', nameIs, 'en', "it's Peter Wood, sorry to bother you", 'Peter Wood');
test('a slip in French', nameIs, 'fr', "c'est Jean, non pardon, c'est Jean Dupuis", 'Jean Dupuis');
test('a family name put right in French', nameIs, 'fr', "je m'appelle Julie Martin, pardon, Morin", 'Julie Morin');
test('a reason after the name is no slip', nameIs, 'fr', "c'est Julie Martin, enfin j'ai une fuite", 'Julie Martin');
test('the ending spelled', nameIs, 'fr', 'Sophie Lefebvre, avec b v r e', 'Sophie Lefebvre', true);
test('the ending spelled puts it right', nameIs, 'fr', 'Sophie Lefevre avec b v r e', 'Sophie Lefebvre', true);
test('the ending spelled in English', nameIs, 'en', 'Sarah Clark with a r k e', 'Sarah Clarke', true);
test('the ending spelled in English, as it was heard', nameIs, 'en', 'Sarah Clarke, ending in a r k e', 'Sarah Clarke', true);
test('a name spelled whole after "with"', nameIs, 'en', 'John Smith with s m y t h e', 'John Smythe', true);

const correctionIs = test.macro((t, language: Language, sentence: string, wrong: string | undefined, right: string | undefined) => {
  const heard = correctedName(tokenise(sentence), languagePack(language), true);
  t.deepEqual([heard?.wrong, heard?.name], [wrong, right]);
});

test('not Martin, Morton', correctionIs, 'en', 'not Martin, Morton', 'Martin', 'Morton');
test('Morton, not Martin', correctionIs, 'en', 'Morton not Martin', 'Martin', 'Morton');
test('no not martin morton', correctionIs, 'en', 'no not martin morton', 'Martin', 'Morton');
test('pas Martin, Morin', correctionIs, 'fr', 'non, pas Martin, Morin', 'Martin', 'Morin');
test('numbers are no names', correctionIs, 'en', 'not sixty seventy', undefined, undefined);
test('a plain refusal corrects no name', correctionIs, 'fr', 'pas du tout', undefined, undefined);

/** Processor time of this thread for the name in that many of these words one behind the other. */
function costMs(language: Language, words: string, times: number): number {
  const sentence = words.repeat(times);
  const tokens = tokenise(sentence);
  const before = process.threadCpuUsage();
  heardName(sentence, tokens, languagePack(language), false);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

const inProportion = test.macro<[Language, string]>({
  title: (_, language, words) => `"${words}" said eight times as often takes no more than in proportion (${language})`,
  exec(t, language, words) {
    costMs(language, words, 400);
    const least = (times: number) => Math.min(...Array.from({ length: 3 }, () => costMs(language, words, times)));
    // A square would be 64 times as much, a cube 512.
    const ratio = least(3200) / least(400);
    t.true(ratio < 32, `${ratio}`);
  },
});

test.serial(inProportion, 'en', 'the boiler in the kitchen leaks and ');
test.serial(inProportion, 'en', 'this is no sorry tell him that ');
test.serial(inProportion, 'fr', 'la chaudière ne marche plus et ');
test.serial(inProportion, 'fr', "c'est non pardon dites lui que ");
