import test from 'ava';
import { languagePack } from '../languages/packs.ts';
import { Clauses, maySay } from './wording.ts';

test('clauses come as soon as they are whole', (t) => {
  const clauses = new Clauses();
  t.deepEqual(clauses.add('Merci Mad'), []);
  t.deepEqual(clauses.add('ame, c'), ['Merci Madame,']);
  t.deepEqual(clauses.add("'est noté. "), ["c'est noté."]);
  t.deepEqual(clauses.add('Bien'), []);
  t.deepEqual([clauses.end(), clauses.end()], [['Bien'], []]);
});

const said = 'le plafond de la cuisine fuit';
for (const [clause, allowed] of [
  ['Très bien,', true],
  ["c'est noté pour le plafond de la cuisine.", true],
  ['Je vois, la cuisine fuit.', true],
  ['Un plombier passera dans une heure.', false],
  ['On vous rappelle au 0612345678.', false],
  ["Ce n'est pas noté.", false],
  ['Quel est votre nom ?', false],
  ['Au revoir.', false],
  ['Je vous passe le directeur.', false],
  [`${'merci '.repeat(30)}`, false],
] as const) {
  test(`"${clause.slice(0, 40)}" ${allowed ? 'may be said' : 'is not said'}`, (t) => {
    t.is(maySay(clause, said, "C'est noté.", 'fr', languagePack('fr')), allowed);
  });
}
