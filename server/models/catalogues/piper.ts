import { basename } from 'node:path';
import { z } from 'zod';
import { languageOf } from '../../core/language.ts';
import type { Offer, OfferedFile } from '../contract.ts';
import { inForm, isPlainName, webAddress, wrongForm } from './form.ts';

const form = "a list of voices in Piper's form";

const voice = z.object({
  key: z.string().refine(isPlainName, 'expected a name of letters, digits, "_" and "-"'),
  language: z.object({ code: z.string(), family: z.string().optional() }),
  quality: z.string(),
  num_speakers: z.int().positive().default(1),
  files: z.record(
    z.string(),
    z.object({ size_bytes: z.int().nonnegative(), md5_digest: z.string().regex(/^[0-9a-f]{32}$/i, 'expected an MD5 of 32 hexadecimal digits') }),
  ),
});

const anyVoice = z.object({ language: z.object({ code: z.string() }) });
const cardName = 'MODEL_CARD';

/** The French and English voices of Piper's voices.json: key → {key, language, quality, files: {path: {size_bytes, md5_digest}}}; paths start at the list's own folder. */
export function piperOffers(document: unknown, address: string): Offer[] {
  const all = inForm(z.record(z.string(), anyVoice), document, address, form);
  return Object.keys(all).flatMap((key) => {
    const language = languageOf(all[key]!.language.code);
    if (!language) return [];
    const stated = inForm(voice, (document as Record<string, unknown>)[key], address, form);
    const files = Object.entries(stated.files).map(([path, file]) => offered(path, file, address));
    for (const needed of [`${stated.key}.onnx`, `${stated.key}.onnx.json`]) {
      if (!files.some(({ name }) => name === needed)) throw wrongForm(address, form, `the voice ${stated.key} has no ${needed}`);
    }
    const hasCard = files.some(({ name }) => name === cardName);
    return [
      {
        kind: 'voice',
        name: stated.key,
        languages: [language],
        quality: stated.quality,
        source: address,
        files,
        archive: false,
        ...(hasCard && { cardName }),
        obsolete: false,
      },
    ];
  });
}

function offered(path: string, { size_bytes, md5_digest }: { size_bytes: number; md5_digest: string }, address: string): OfferedFile {
  const name = basename(path);
  const url = webAddress(path, address);
  if (!isPlainName(name) || path.split('/').includes('..') || !url) throw wrongForm(address, form, `the file ${JSON.stringify(path)}`);
  return { name, url, bytes: size_bytes, digest: { algorithm: 'md5', hex: md5_digest.toLowerCase() } };
}
