import { createHash } from 'node:crypto';
import type { Publisher } from './publisher.ts';

export const md5 = (bytes: Buffer | string) => createHash('md5').update(bytes).digest('hex');
export const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');
export const gitSha1 = (bytes: Buffer) => createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');

/** An entry of Vosk's model-list.json, in all its keys. */
export function voskEntry(name: string, archive: Buffer, url: string, more: object = {}): object {
  const keys = {
    lang: 'fr',
    lang_text: 'French',
    md5: md5(archive),
    name,
    obsolete: 'false',
    size: archive.length,
    size_text: '1.0MiB',
    type: 'small',
  };
  return { ...keys, url, version: '0.22', ...more };
}

/** Publishes a model archive and a list with it alone; gives the list's address. */
export function publishVosk(publisher: Publisher, name: string, archive: Buffer, more: object = {}): string {
  publisher.publish(`/vosk/models/${name}.zip`, archive);
  publisher.publish('/vosk/models/model-list.json', JSON.stringify([voskEntry(name, archive, `${publisher.url}/vosk/models/${name}.zip`, more)]));
  return `${publisher.url}/vosk/models/model-list.json`;
}

export const qwenCard = '---\nlicense: apache-2.0\nlanguage:\n- en\n---\n\n# A small model\n\nIt talks.\n';

/** Publishes a repository with one GGUF file and its card; gives its tree's address. */
export function publishGguf(publisher: Publisher, name: string, gguf: Buffer, card = qwenCard): string {
  const repository = '/someone/Small-GGUF';
  const entries = [
    { type: 'directory', oid: 'aa', size: 0, path: 'onnx' },
    { type: 'file', oid: gitSha1(Buffer.from(card)), size: Buffer.byteLength(card), path: 'README.md' },
    { type: 'file', oid: 'bb', size: gguf.length, lfs: { oid: sha256(gguf), size: gguf.length, pointerSize: 134 }, path: name, xetHash: 'cc' },
  ];
  publisher.publish(`/api/models${repository}/tree/main`, JSON.stringify(entries));
  publisher.publish(`${repository}/resolve/main/README.md`, card);
  publisher.publish(`${repository}/resolve/main/${name}`, gguf);
  return `${publisher.url}/api/models${repository}/tree/main`;
}

/** The smallest header that passes for a GGUF file, and some weights. */
export function ggufBytes(size = 4096): Buffer {
  const bytes = Buffer.alloc(size, 7);
  bytes.write('GGUF', 0, 'latin1');
  bytes.writeUInt32LE(3, 4);
  bytes.writeBigUInt64LE(2n, 8);
  bytes.writeBigUInt64LE(0n, 16);
  return bytes;
}

export const voiceCard =
  '# Model card for siwis (medium)\n\n* Language: fr_FR (French, France)\n\n## Dataset\n\n* URL: https://example.org\n* License: CC BY 4.0\n';

export function voiceConfig(code = 'fr_FR', espeak = 'fr'): string {
  return JSON.stringify({
    audio: { sample_rate: 22_050, quality: 'medium' },
    espeak: { voice: espeak },
    language: { code },
    num_speakers: 1,
    phoneme_id_map: { _: [0], '^': [1], $: [2], a: [14] },
    piper_version: '1.0.0',
  });
}

/** Publishes a voice and a voices.json with it alone; gives the list's address. */
export function publishVoice(publisher: Publisher, key = 'fr_FR-siwis-medium', onnx = Buffer.from('onnx weights'), config = voiceConfig()): string {
  const [code = 'fr_FR', name = 'siwis', quality = 'medium'] = key.split('-');
  const folder = `${code.split('_')[0]}/${code}/${name}/${quality}`;
  const contents: Record<string, Buffer> = { [`${key}.onnx`]: onnx, [`${key}.onnx.json`]: Buffer.from(config), MODEL_CARD: Buffer.from(voiceCard) };
  const files = Object.fromEntries(
    Object.entries(contents).map(([file, body]) => [`${folder}/${file}`, { size_bytes: body.length, md5_digest: md5(body) }]),
  );
  for (const [file, body] of Object.entries(contents)) publisher.publish(`/piper/${folder}/${file}`, body);
  const language = { code, family: code.split('_')[0], region: 'FR', name_native: 'Français', name_english: 'French', country_english: 'France' };
  const voice = { key, name, language, quality, num_speakers: 1, speaker_id_map: {}, files, aliases: [] };
  const other = { ...voice, key: 'de_DE-thorsten-medium', language: { ...language, code: 'de_DE' }, files: 'of no interest' };
  publisher.publish('/piper/voices.json', JSON.stringify({ [key]: voice, 'de_DE-thorsten-medium': other }));
  return `${publisher.url}/piper/voices.json`;
}
