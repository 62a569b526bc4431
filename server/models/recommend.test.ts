import test from 'ava';
import type { ModelKind, Offer } from './contract.ts';
import { recommend } from './recommend.ts';

const gb = 1e9;

function offer(kind: ModelKind, name: string, bytes: number, more: Partial<Offer> = {}): Offer {
  const file = { name, url: 'https://publisher.example/x', bytes, digest: { algorithm: 'md5', hex: '' } } as const;
  return { kind, name, languages: ['fr'], quality: 'small', source: '', files: [file], archive: kind === 'speech', obsolete: false, ...more };
}

const offers = [
  offer('speech', 'vosk-model-small-fr-0.22', 42e6),
  offer('speech', 'vosk-model-fr-0.22', 1.5 * gb, { quality: 'big' }),
  offer('speech', 'vosk-model-small-fr-pguyot-0.3', 39e6, { licence: 'CC-BY-NC-SA-4.0' }),
  offer('speech', 'vosk-model-small-en-us-0.15', 41e6, { languages: ['en'] }),
  offer('voice', 'fr_FR-siwis-low', 28e6, { quality: 'low' }),
  offer('voice', 'fr_FR-siwis-medium', 63e6, { quality: 'medium' }),
  offer('voice', 'fr_FR-tom-medium', 63e6, { quality: 'medium' }),
  offer('voice', 'en_US-lessac-high', 114e6, { quality: 'high', languages: ['en'] }),
  offer('voice', 'en_GB-alba-medium', 63e6, { quality: 'medium', languages: ['en'] }),
  offer('language-model', 'half-q4_0', 0.43 * gb, { languages: [], quality: 'q4_0' }),
  offer('language-model', 'half-q2_k', 0.42 * gb, { languages: [], quality: 'q2_k' }),
  offer('language-model', 'two-q4_0', 1.1 * gb, { languages: [], quality: 'q4_0' }),
];

const names = (cores: number, memoryBytes: number) => [...recommend(offers, { cores, memoryBytes }).recommended].sort();

test('a machine of two cores and 8 GB gets small ears, a natural voice and a small mind, in both languages alike', (t) => {
  t.deepEqual(names(2, 8 * gb), ['en_GB-alba-medium', 'fr_FR-siwis-medium', 'half-q4_0', 'vosk-model-small-en-us-0.15', 'vosk-model-small-fr-0.22']);
});

test('a large machine gets a larger mind', (t) => {
  t.true(names(16, 64 * gb).includes('two-q4_0'));
});

test('a very small machine gets no mind, and is told why', (t) => {
  const { recommended, reasons } = recommend(offers, { cores: 1, memoryBytes: 2 * gb });
  t.false([...recommended].some((name) => name.includes('half')));
  t.regex(reasons.join(), /no language model answers in time on this machine \(1 core, 2\.0 GB/);
});

test('what is for old users, or closed to a business, is not proposed', (t) => {
  const { recommended } = recommend(
    [offer('speech', 'old', 4e6, { obsolete: true }), offer('speech', 'closed', 4e6, { licence: 'CC-BY-NC-SA-4.0' })],
    {
      cores: 8,
      memoryBytes: 8 * gb,
    },
  );
  t.deepEqual([...recommended], []);
});
