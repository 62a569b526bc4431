import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { md5, sha256, voskEntry } from '../../testing/catalogues.ts';
import { huggingFaceOffers, treeAddress } from './hugging-face.ts';
import { piperOffers } from './piper.ts';
import { voskOffers } from './vosk.ts';

const address = 'https://publisher.example/models/list.json';
const archive = Buffer.from('archive');
const entry = (name: string, more: object = {}) => voskEntry(name, archive, `https://publisher.example/models/${name}.zip`, more);

test("Vosk's list: French and English models with size, MD5 and licence; keys that nobody knows are ignored", (t) => {
  const list = [entry('vosk-model-small-fr-0.22', { news: 1 }), entry('vosk-model-en-us-0.22', { lang: 'en-us', type: 'big', obsolete: 'true' })];
  const [french, english] = voskOffers([...list, { lang: 'ru', name: 'a name / that nobody reads' }], address);
  t.like(french, {
    kind: 'speech',
    name: 'vosk-model-small-fr-0.22',
    languages: ['fr'],
    quality: 'small',
    licence: 'Apache-2.0',
    obsolete: false,
    archive: true,
  });
  t.deepEqual(french?.files[0]?.digest, { algorithm: 'md5', hex: md5(archive) });
  t.is(french?.files[0]?.bytes, archive.length);
  t.like(english, { languages: ['en'], quality: 'big', obsolete: true });
});

for (const [what, list, said] of [
  ['an object', {}, /at the top/],
  ['no size', [entry('m', { size: undefined })], /size/],
  ['a digest of another kind', [entry('m', { md5: 'abc' })], /MD5 of 32/],
  ['a name that leads out of the folder', [entry('../../etc')], /name of letters/],
  ['an address that is no web page', [entry('m', { url: 'file:///etc/passwd' })], /web address/],
] as const) {
  test(`Vosk's list with ${what} is refused with the place and the way out`, (t) => {
    const error = t.throws(() => voskOffers(list, address));
    t.true(isCode(error, 'bad-input'));
    t.regex(error!.message, said);
    t.regex(error!.message, /publisher\.example.*--catalogue/);
  });
}

const tree = 'https://hub.example/api/models/someone/Small-GGUF/tree/main';
const lfs = { oid: sha256('weights'), size: 7, pointerSize: 134 };

test("Hugging Face's list: each GGUF file that is whole, with its SHA-256 and the card", (t) => {
  const offers = huggingFaceOffers(
    [
      { type: 'file', path: 'README.md', size: 3, oid: 'a'.repeat(40) },
      { type: 'file', path: 'small-q4_0.gguf', size: 7, oid: 'b', lfs },
      { type: 'file', path: 'small-00001-of-00002.gguf', size: 7, oid: 'b', lfs },
      { type: 'file', path: 'sub/other.gguf', size: 7, oid: 'b', lfs },
      { type: 'directory', path: 'sub', oid: 'c' },
    ],
    tree,
  );
  t.deepEqual(
    offers.map(({ name, quality }) => [name, quality]),
    [['small-q4_0', 'q4_0']],
  );
  t.deepEqual(
    offers[0]?.files.map(({ url, digest }) => [url, digest.algorithm]),
    [
      ['https://hub.example/someone/Small-GGUF/resolve/main/README.md', 'git-sha1'],
      ['https://hub.example/someone/Small-GGUF/resolve/main/small-q4_0.gguf', 'sha256'],
    ],
  );
});

test('a page of Hugging Face stands for the list of its files; other addresses stay', (t) => {
  t.is(
    treeAddress('https://huggingface.co/Qwen/Qwen2.5-0.5B-Instruct-GGUF'),
    'https://huggingface.co/api/models/Qwen/Qwen2.5-0.5B-Instruct-GGUF/tree/main',
  );
  t.is(treeAddress(tree), tree);
});

test("Hugging Face's list in another form, or under another address, is refused", (t) => {
  t.true(
    isCode(
      t.throws(() => huggingFaceOffers([{ path: 'x' }], tree)),
      'bad-input',
    ),
  );
  t.regex(t.throws(() => huggingFaceOffers([], 'https://hub.example/list.json'))!.message, /api\/models/);
});

const voice = (more: object = {}) => ({
  key: 'en_GB-alba-medium',
  language: { code: 'en_GB' },
  quality: 'medium',
  files: {
    'en/en_GB/alba/medium/en_GB-alba-medium.onnx': { size_bytes: 5, md5_digest: md5('a') },
    'en/en_GB/alba/medium/en_GB-alba-medium.onnx.json': { size_bytes: 6, md5_digest: md5('b') },
    'en/en_GB/alba/medium/MODEL_CARD': { size_bytes: 7, md5_digest: md5('c') },
  },
  ...more,
});

test("Piper's list: the files of a voice, beside the list, and its card", (t) => {
  const [offer, ...others] = piperOffers(
    { 'en_GB-alba-medium': voice(), 'de_DE-x-low': { language: { code: 'de_DE' } } },
    'https://hub.example/piper/voices.json',
  );
  t.deepEqual(others, []);
  t.like(offer, { kind: 'voice', languages: ['en'], quality: 'medium', cardName: 'MODEL_CARD' });
  t.is(offer?.files[0]?.url, 'https://hub.example/piper/en/en_GB/alba/medium/en_GB-alba-medium.onnx');
});

for (const [what, more, said] of [
  ['no configuration', { files: { 'a/en_GB-alba-medium.onnx': { size_bytes: 5, md5_digest: md5('a') } } }, /has no en_GB-alba-medium\.onnx\.json/],
  ['a file that leads elsewhere', { files: { '../../x.onnx': { size_bytes: 5, md5_digest: md5('a') } } }, /the file "\.\.\/\.\.\/x\.onnx"/],
  ['a file without a size', { files: { 'x.onnx': { md5_digest: md5('a') } } }, /size_bytes/],
] as const) {
  test(`Piper's list with a voice of ${what} is refused`, (t) => {
    const error = t.throws(() => piperOffers({ v: voice(more) }, address));
    t.true(isCode(error, 'bad-input'));
    t.regex(error!.message, said);
  });
}
