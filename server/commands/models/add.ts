import { isCode, RepondeurError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import { addModel } from '../../models/add.ts';
import type { InstalledModel, LicenceNotice, Offer } from '../../models/contract.ts';
import { importModel } from '../../models/import.ts';
import { readableCard } from '../../models/licence.ts';
import { listAvailable } from '../../models/list.ts';
import { forbidsBusinessUse } from '../../models/publishers.ts';
import { recommend, thisMachine } from '../../models/recommend.ts';
import { bytesInWords } from '../../models/words.ts';
import type { CommandContext } from '../context.ts';
import { progressShown } from './progress-line.ts';
import { inspectForPeople, openShelf, type Shelf, type ShelfName } from './shelf.ts';

export interface AddCommandOptions {
  language?: Language;
  /** The publisher's word: small, big, low, medium, q4_0, … */
  size?: string;
  file?: string;
  name?: string;
  licence?: string;
  catalogue?: string[];
  dir?: string;
  json?: boolean;
}

/** Fetches the named (or the recommended) model, or takes it from a file. */
export async function add(shelfName: ShelfName, name: string | undefined, options: AddCommandOptions, context: CommandContext): Promise<number> {
  const { stdout, stderr, signal } = context;
  const shelf = await openShelf(shelfName, context, options.dir);
  const progress = progressShown(stderr);
  const common = {
    directory: shelf.directory,
    signal,
    inspect: inspectForPeople,
    onProgress: progress.onProgress,
    onLicence: (notice: LicenceNotice) => {
      progress.end();
      stderr.write(noticeInWords(notice));
    },
  };
  let installed: InstalledModel;
  try {
    installed = options.file
      ? await importModel({
          ...common,
          file: options.file,
          kinds: shelf.kinds,
          language: options.language,
          name: options.name ?? name,
          licence: options.licence,
        })
      : await addModel(await chosen(shelf, name, options, signal), common);
  } catch (error) {
    progress.end();
    if (isCode(error, 'aborted') && !options.file) stderr.write('Interrupted. What was downloaded is kept: the same command goes on with it.\n');
    throw error;
  } finally {
    progress.end();
  }
  const { path, bytes, record } = installed;
  if (options.json) stdout.write(`${JSON.stringify({ path, bytes, ...record }, null, 2)}\n`);
  else stdout.write(`${record.name} is in ${path} (${bytesInWords(bytes)}). ${await shelf.howToUse(installed)}\n`);
  return 0;
}

async function chosen(shelf: Shelf, name: string | undefined, { language, size, catalogue }: AddCommandOptions, signal: AbortSignal): Promise<Offer> {
  if (name === undefined && language === undefined) {
    throw new RepondeurError(
      'bad-input',
      `say which: a name of bin/repondeur ${shelf.command} list, or --language fr (or en) for the recommended one`,
    );
  }
  const { offers, faults } = await listAvailable({ kinds: shelf.kinds, catalogues: catalogue, signal });
  const named = offers.find((offer) => offer.name === name);
  if (named) return named;
  if (offers.length === 0 && faults[0]) throw faults[0];
  if (name !== undefined) {
    const near = offers.filter((offer) => offer.name.toLowerCase().includes(name.toLowerCase())).map((offer) => offer.name);
    const hint = near.length > 0 ? `did you mean ${near.slice(0, 5).join(', ')}?` : `bin/repondeur ${shelf.command} list --all shows what there is`;
    throw new RepondeurError('not-found', [`${JSON.stringify(name)} is not offered: ${hint}`, ...faults.map(({ message }) => message)].join('\n'));
  }
  const spoken = offers.filter((offer) => offer.kind !== 'language-model' && offer.languages.includes(language!) && !offer.obsolete);
  const sized = size === undefined ? spoken : spoken.filter(({ quality }) => quality === size);
  const { recommended } = recommend(sized, thisMachine());
  const pick = sized.find((offer) => recommended.has(offer.name)) ?? (size === undefined ? undefined : sized[0]);
  if (pick) return pick;
  const sizes = [...new Set(spoken.map(({ quality }) => quality))].join(', ') || 'none';
  throw new RepondeurError(
    'not-found',
    [`nothing fits for ${language}${size ? ` in size ${size}` : ''}: sizes are ${sizes}`, ...faults.map(({ message }) => message)].join('\n'),
  );
}

function noticeInWords({ name, licence, card, cardUrl }: LicenceNotice): string {
  const lines = [`${name}: licence ${licence}${cardUrl ? ` (see ${cardUrl})` : ''}`];
  if (forbidsBusinessUse(licence)) lines.push('CAUTION: this licence does not let a business use it as it likes. Read it first.');
  if (card !== undefined)
    lines.push(
      ...readableCard(card)
        .split('\n')
        .map((line) => `  | ${line}`),
    );
  return `${lines.join('\n')}\n`;
}
