import test from 'ava';
import { licenceIn, readableCard } from './licence.ts';
import { forbidsBusinessUse } from './publishers.ts';
import { bytesInWords } from './words.ts';

for (const [card, licence] of [
  ['---\nlicense: apache-2.0\n---\n# Model', 'apache-2.0'],
  ['---\nlicense: other\nlicense_name: qwen-research\n---', 'qwen-research'],
  ['## Dataset\n\n* URL: https://example.org\n* License: CC BY 4.0\n', 'CC BY 4.0'],
  ['* License: See URL', 'See URL'],
  ['* **Licence:** Public domain', 'Public domain'],
  ['# A card that says nothing', undefined],
] as const) {
  test(`the licence of the card ${JSON.stringify(card)} is ${licence ?? 'not stated'}`, (t) => t.is(licenceIn(card), licence));
}

test('a card is shown without its front matter and without what would drive the terminal', (t) => {
  t.is(readableCard('---\nlicense: mit\n---\n\n# Title\r\n\x1b[2Jtext'), '# Title\n[2Jtext');
  t.regex(readableCard('line\n'.repeat(100)), /… \(70 more lines\)$/);
});

test('licences that are closed to a business are told from those that are not', (t) => {
  for (const closed of ['CC-BY-NC-SA-4.0', 'cc by-nc 4.0', 'qwen-research', 'Non-commercial only']) t.true(forbidsBusinessUse(closed), closed);
  for (const open of ['Apache-2.0', 'CC BY 4.0', 'MIT', 'AGPL-3.0', 'public domain', 'not stated']) t.false(forbidsBusinessUse(open), open);
});

test('sizes are said as publishers say them', (t) => {
  t.deepEqual([0, 999, 1000, 41_205_931, 999_700_000, 1_500_000_000].map(bytesInWords), ['0 B', '999 B', '1 kB', '41 MB', '1 GB', '1.5 GB']);
});
