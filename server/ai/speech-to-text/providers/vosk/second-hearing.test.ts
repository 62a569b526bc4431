import test from 'ava';
import { corrects } from './second-hearing.ts';

const words = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((word) => ({ word }));
for (const [expected, heard, better] of [
  ["c'est bon", "c'est non", true],
  ["oui c'est ça", "oui c'est sa", true],
  ['je suis julie martin', 'je suis julie marchand', true],
  ['oui', 'huit', false],
  ['oui', 'non', false],
  ["oui c'est bon", "oui j'ai une fuite d'eau", false],
  ['oui', 'oui', false],
  ['oui', '', false],
] as const) {
  test(`"${expected}" ${better ? 'corrects' : 'does not take the place of'} "${heard}"`, (t) => {
    t.is(corrects(words(expected), words(heard)), better);
  });
}
