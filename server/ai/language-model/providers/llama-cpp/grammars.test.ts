import test from 'ava';
import type { JsonSchema } from '../../contract.ts';
import { Grammars } from './grammars.ts';

const schema: JsonSchema = { type: 'object', properties: { intent: { enum: ['a', 'b'] } } };

test('a grammar is made once, and one that could not be made is made again', async (t) => {
  let made = 0;
  const grammars = new Grammars(async () => {
    if (++made === 1) throw new Error('no memory just now');
    return made;
  });
  await t.throwsAsync(grammars.of(schema), { message: 'no memory just now' });
  t.deepEqual([await grammars.of(schema), await grammars.of(structuredClone(schema)), made], [2, 2, 2]);
});
