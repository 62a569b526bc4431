import { z } from 'zod';
import { languageOf } from '../../core/language.ts';
import type { Offer } from '../contract.ts';
import { voskLicences, voskModelsPage } from '../publishers.ts';
import { inForm, isPlainName, webAddress } from './form.ts';

const form = "a list of models in Vosk's form";

const entry = z.object({
  lang: z.string(),
  name: z.string().refine(isPlainName, 'expected a name of letters, digits, "." and "-"'),
  url: z.string(),
  md5: z.string().regex(/^[0-9a-f]{32}$/i, 'expected an MD5 of 32 hexadecimal digits'),
  size: z.int().positive(),
  type: z.string().default('big'),
  /** A text in the publisher's list. */
  obsolete: z.union([z.boolean(), z.enum(['true', 'false'])]).default(false),
});

/** Only what is looked at in entries of other languages, so that one of them cannot spoil the list. */
const anyEntry = z.object({ lang: z.string() });

/** The French and English models of Vosk's model-list.json: an array of {lang, name, url, md5, size, size_text, type, version, obsolete}; sizes in bytes, zip archives. */
export function voskOffers(document: unknown, address: string): Offer[] {
  const all = inForm(z.array(anyEntry), document, address, form);
  return all.flatMap((raw) => {
    const language = languageOf(raw.lang);
    if (!language) return [];
    const { name, url, md5, size, type, obsolete } = inForm(entry, (document as unknown[])[all.indexOf(raw)], address, form);
    const archiveUrl = inForm(z.string({ error: 'expected a web address' }), webAddress(url, address), address, form);
    const file = { name: `${name}.zip`, url: archiveUrl, bytes: size, digest: { algorithm: 'md5', hex: md5.toLowerCase() } as const };
    const licence = voskLicences[name];
    return [
      {
        kind: 'speech',
        name,
        languages: [language],
        quality: type,
        source: address,
        files: [file],
        archive: true,
        cardUrl: voskModelsPage,
        ...(licence && { licence }),
        obsolete: obsolete === true || obsolete === 'true',
      },
    ];
  });
}
