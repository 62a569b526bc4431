import { asError } from '../core/errors.ts';
import { fetchDocument } from './catalogues/fetch-document.ts';
import { huggingFaceOffers, treeAddress } from './catalogues/hugging-face.ts';
import { piperOffers } from './catalogues/piper.ts';
import { voskOffers } from './catalogues/vosk.ts';
import type { ModelKind, Offer } from './contract.ts';
import { publicCatalogues } from './publishers.ts';

export interface ListOptions {
  kinds: readonly ModelKind[];
  /** Instead of the publishers' own addresses. */
  catalogues?: readonly string[];
  signal?: AbortSignal;
}

export interface Available {
  offers: Offer[];
  /** One for each catalogue that could not be used; the others are listed all the same. */
  faults: Error[];
}

/** What the publishers offer in French and English, of the wanted kinds, by kind, language and size. Rejects only when the signal aborts. */
export async function listAvailable({ kinds, catalogues, signal }: ListOptions): Promise<Available> {
  const addresses = catalogues ?? kinds.flatMap((kind) => publicCatalogues[kind]);
  const faults: Error[] = [];
  const lists = await Promise.all(
    addresses.map(treeAddress).map(async (address) => {
      try {
        return offersIn(await fetchDocument(address, signal), address, kinds);
      } catch (thrown) {
        faults.push(asError(thrown));
        return [];
      }
    }),
  );
  signal?.throwIfAborted();
  const offers = lists.flat().filter(({ kind }) => kinds.includes(kind));
  return { offers: offers.sort(byKindLanguageAndSize(kinds)), faults };
}

/** The form tells the publisher: an object is Piper's, an array of files Hugging Face's, any other array Vosk's. A form of no wanted kind is read as the first wanted one, whose message says what is expected. */
function offersIn(document: unknown, address: string, kinds: readonly ModelKind[]): Offer[] {
  const form = formOf(document);
  return read[form && kinds.includes(form) ? form : kinds[0]!](document, address);
}

const read: Record<ModelKind, (document: unknown, address: string) => Offer[]> = {
  speech: voskOffers,
  'language-model': huggingFaceOffers,
  voice: piperOffers,
};

function formOf(document: unknown): ModelKind | undefined {
  if (!Array.isArray(document)) return typeof document === 'object' && document !== null ? 'voice' : undefined;
  const first: unknown = document[0];
  return typeof first === 'object' && first !== null && 'path' in first ? 'language-model' : 'speech';
}

export function downloadBytesOf({ files }: Pick<Offer, 'files'>): number {
  return files.reduce((sum, { bytes }) => sum + bytes, 0);
}

function byKindLanguageAndSize(kinds: readonly ModelKind[]): (a: Offer, b: Offer) => number {
  const order = (offer: Offer) => [kinds.indexOf(offer.kind), offer.languages[0] === 'en' ? 1 : 0, downloadBytesOf(offer)] as const;
  return (a, b) => {
    const [left, right] = [order(a), order(b)];
    return left[0] - right[0] || left[1] - right[1] || left[2] - right[2] || a.name.localeCompare(b.name);
  };
}
