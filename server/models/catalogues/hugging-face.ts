import { z } from 'zod';
import type { Offer, OfferedFile } from '../contract.ts';
import { inForm, isPlainName, wrongForm } from './form.ts';

const form = "a list of files in Hugging Face's form";

const entry = z.object({
  type: z.string(),
  path: z.string(),
  size: z.int().nonnegative().default(0),
  /** git's id of a small file. */
  oid: z.string().default(''),
  /** Where a large file is kept: its SHA-256 and size. */
  lfs: z
    .object({ oid: z.string().regex(/^(sha256:)?[0-9a-f]{64}$/i, 'expected a SHA-256 of 64 hexadecimal digits'), size: z.int().positive() })
    .optional(),
});

const cardName = 'README.md';
/** A model in several files cannot be taken as one. */
const partOfSeveral = /-\d{5}-of-\d{5}\.gguf$/i;

/** The GGUF files of one repository: its tree (GET /api/models/<owner>/<repository>/tree/<revision>), an array of {type, path, size, oid, lfs: {oid, size}}. */
export function huggingFaceOffers(document: unknown, address: string): Offer[] {
  const place = /^(https?:\/\/[^/]+.*?)\/api\/models\/([^/?]+\/[^/?]+)\/tree\/([^/?]+)/.exec(address);
  const entries = inForm(z.array(entry), document, address, form);
  if (!place) throw wrongForm(address, form, 'its address has no /api/models/<owner>/<repository>/tree/<revision>');
  const [, site, repository, revision] = place;
  const files = entries.filter(({ type, path }) => type === 'file' && isPlainName(path));
  const urlOf = (path: string) => `${site}/${repository}/resolve/${revision}/${encodeURIComponent(path)}`;
  const cardEntry = files.find(({ path, oid }) => path === cardName && /^[0-9a-f]{40}$/.test(oid));
  const card: OfferedFile[] = cardEntry
    ? [{ name: cardName, url: urlOf(cardName), bytes: cardEntry.size, digest: { algorithm: 'git-sha1', hex: cardEntry.oid } }]
    : [];
  return files.flatMap(({ path, lfs }) => {
    if (!/\.gguf$/i.test(path) || partOfSeveral.test(path) || !lfs) return [];
    const digest = { algorithm: 'sha256', hex: lfs.oid.replace('sha256:', '').toLowerCase() } as const;
    return [
      {
        kind: 'language-model',
        name: path.replace(/\.gguf$/i, ''),
        languages: [],
        quality: /[-._](i?q\d\w*|f16|bf16|f32|fp16)\.gguf$/i.exec(path)?.[1]?.toLowerCase() ?? 'one size',
        source: address,
        files: [...card, { name: path, url: urlOf(path), bytes: lfs.size, digest }],
        archive: false,
        ...(cardEntry && { cardName }),
        cardUrl: `${site}/${repository}`,
        obsolete: false,
      },
    ];
  });
}

/** A repository's page stands for its tree: what people copy from the browser. */
export function treeAddress(address: string): string {
  const repository = /^(https:\/\/huggingface\.co)\/([^/?#]+\/[^/?#]+)\/?$/.exec(address);
  return repository ? `${repository[1]}/api/models/${repository[2]}/tree/main` : address;
}
