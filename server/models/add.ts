import { link, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isCode, RepondeurError } from '../core/errors.ts';
import { makeFolder } from '../core/make-folder.ts';
import { type InstalledModel, type LicenceNotice, notStated, type Offer, type OfferedFile, type OnProgress } from './contract.ts';
import { costsOf } from './costs.ts';
import { digestOf } from './digest.ts';
import { type FreeBytes, freeBytesOnDisk, needSpace, storageFault } from './disk-space.ts';
import { type DownloadOptions, download } from './download/download.ts';
import { PartFile } from './download/part-file.ts';
import { type Inspect, inspectFormat, modelRoot } from './formats/inspect.ts';
import { finish } from './install/finish.ts';
import { withLock } from './install/lock.ts';
import { type ModelPlaces, placesFor } from './install/places.ts';
import { clearWork, makeEmpty, recover } from './install/replace.ts';
import { maxEntries, maxGrowth, measureZip, unzip } from './install/unzip.ts';
import { licenceIn } from './licence.ts';
import { downloadBytesOf } from './list.ts';

export interface AddOptions {
  /** models_dir or the folder of the voices; made when it is not there. */
  directory: string;
  onProgress?: OnProgress;
  /** Is called once, before the large files come; a rejection ends it all. */
  onLicence?: (notice: LicenceNotice) => void | Promise<void>;
  signal?: AbortSignal;
  inspect?: Inspect;
  freeBytes?: FreeBytes;
  download?: Pick<DownloadOptions, 'retryPauseMs' | 'maxAttempts' | 'stallMs'>;
}

/**
 * Fetches a model, checks it and puts it in its place; one that is there is replaced at the very end. Interrupted or failed, it leaves nothing that is used: what was downloaded
 * is gone on with next time. Rejects with 'unavailable' (the server, or another command on the same model), 'not-found', 'bad-input' (size, digest or content are wrong) or
 * 'storage-failed'; every message names the file and the way out.
 */
export async function addModel(offer: Offer, options: AddOptions): Promise<InstalledModel> {
  const { directory } = options;
  await makeFolder(directory, 0o755);
  return await withLock(directory, offer.name, async () => {
    const places = placesFor(directory, offer.name);
    try {
      await recover(places);
      return await addInto(places, offer, options);
    } catch (error) {
      // What cannot be used would be the same next time; any other download stays, and the next attempt goes on with it.
      if (isCode(error, 'bad-input') || isCode(error, 'bad-settings')) await clearWork(places);
      else await rm(places.unpacked, { recursive: true, force: true });
      throw options.signal?.aborted ? options.signal.reason : storageFault(error, directory);
    }
  });
}

async function addInto(places: ModelPlaces, offer: Offer, options: AddOptions): Promise<InstalledModel> {
  const { onProgress = () => {}, signal } = options;
  await mkdir(places.downloads, { recursive: true });
  const { downloadBytes, diskBytes } = costsOf(offer);
  const freeBytes = options.freeBytes ?? freeBytesOnDisk;
  const rest = downloadBytes - (await bytesHere(places, offer));
  await needSpace(places.work, rest + (offer.archive ? diskBytes : 0), offer.name, freeBytes);

  const notice = await readNotice(places, offer, options);
  await options.onLicence?.(notice);
  await fetchAll(offer.files, places, offer, options);
  const folder = await layOut(places, offer, { onProgress, signal, freeBytes });
  const languages = await inspectFormat(offer.kind, folder, offer.languages);
  await options.inspect?.(offer.kind, folder);
  const about = {
    kind: offer.kind,
    name: offer.name,
    languages: [...languages],
    quality: offer.quality,
    source: offer.source,
    licence: notice.licence,
    card: offer.cardName ?? null,
    fetched: offer.files.map(({ url, bytes, digest }) => ({ url, bytes, digest })),
  };
  return await finish(folder, about, places, { onProgress, signal });
}

/** What of an interrupted attempt is on the disk and will be gone on with. */
async function bytesHere(places: ModelPlaces, { files }: Offer): Promise<number> {
  const kept = files.map(async (file) => {
    const { bytes, validator } = await new PartFile(partPath(places, file), file).state();
    return bytes === file.bytes || validator !== null ? bytes : 0;
  });
  return (await Promise.all(kept)).reduce((sum, bytes) => sum + bytes, 0);
}

/** The card comes first: people read it while the rest is fetched, and may end it. */
async function readNotice(places: ModelPlaces, offer: Offer, options: AddOptions): Promise<LicenceNotice> {
  const { name, files, cardName, cardUrl } = offer;
  const card = files.find((file) => file.name === cardName);
  if (!card) return { name, licence: offer.licence ?? notStated, cardUrl };
  await fetchAll([card], places, offer, { ...options, onProgress: undefined });
  const text = await readFile(partPath(places, card), 'utf8');
  return { name, licence: offer.licence ?? licenceIn(text) ?? notStated, card: text, cardUrl };
}

async function fetchAll(files: readonly OfferedFile[], places: ModelPlaces, offer: Offer, options: AddOptions): Promise<void> {
  const { onProgress = () => {}, signal } = options;
  const bytesTotal = downloadBytesOf(offer);
  let before = 0;
  for (const file of files) {
    const onBytes = (bytes: number) => onProgress({ phase: 'download', bytesDone: before + bytes, bytesTotal });
    await download(file, partPath(places, file), { ...options.download, signal, onBytes });
    before += file.bytes;
  }
  let checked = 0;
  for (const file of files) {
    const onBytes = (bytes: number) => onProgress({ phase: 'verify', bytesDone: (checked += bytes), bytesTotal });
    await needDigest(file, partPath(places, file), { signal, onBytes });
  }
}

async function needDigest(file: OfferedFile, path: string, options: { signal?: AbortSignal; onBytes: (bytes: number) => void }): Promise<void> {
  const { algorithm, hex } = file.digest;
  const found = await digestOf(path, algorithm, file.bytes, options);
  if (found === hex) return;
  for (const gone of [path, `${path}.json`]) await rm(gone, { force: true });
  const wayOut = 'it was thrown away: repeat the command; if it happens again, the list and the file at the publisher do not belong together';
  throw new RepondeurError('bad-input', `${file.url} is damaged: its ${algorithm} is ${found} instead of ${hex}; ${wayOut}`);
}

interface LayOutOptions {
  onProgress: OnProgress;
  signal?: AbortSignal;
  freeBytes: FreeBytes;
}

/** The model's folder as it will be, beside its place. */
async function layOut(places: ModelPlaces, offer: Offer, { onProgress, signal, freeBytes }: LayOutOptions): Promise<string> {
  await makeEmpty(places.unpacked);
  if (!offer.archive) {
    for (const file of offer.files) await linkOrMove(partPath(places, file), join(places.unpacked, file.name));
    return places.unpacked;
  }
  const archive = offer.files[0]!;
  const path = partPath(places, archive);
  const bytesTotal = await measureZip(path, { maxBytes: archive.bytes * maxGrowth, maxEntries });
  await needSpace(places.work, bytesTotal, `${offer.name} unpacked`, freeBytes);
  await unzip(path, places.unpacked, (bytesDone) => onProgress({ phase: 'unpack', bytesDone, bytesTotal }), signal);
  return (await modelRoot(places.unpacked, [offer.kind], archive.name)).root;
}

/** A link keeps the download until all is done, at no cost; where the file system has none, it is moved. */
async function linkOrMove(from: string, to: string): Promise<void> {
  await link(from, to).catch(async (error: NodeJS.ErrnoException) => {
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(error.code ?? '')) throw error;
    await rename(from, to);
  });
}

function partPath({ downloads }: ModelPlaces, { name }: OfferedFile): string {
  return join(downloads, `${name}.part`);
}
