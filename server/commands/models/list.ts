import { type Language, languages } from '../../core/language.ts';
import { type InstalledModel, notStated, type Offer } from '../../models/contract.ts';
import { type Costs, costsOf } from '../../models/costs.ts';
import { type Installed, installedModels } from '../../models/install/record.ts';
import { listAvailable } from '../../models/list.ts';
import { machineInWords, recommend, thisMachine } from '../../models/recommend.ts';
import { bytesInWords } from '../../models/words.ts';
import type { CommandContext } from '../context.ts';
import { openShelf, type ShelfName } from './shelf.ts';
import { table } from './table.ts';

export interface ListCommandOptions {
  language?: Language;
  catalogue?: string[];
  dir?: string;
  /** Also what the publisher keeps for old users only. */
  all?: boolean;
  /** Only what is on this machine; nothing is asked of the network. */
  installed?: boolean;
  json?: boolean;
}

/** What there is and what it costs; what is installed. Status 1 when a catalogue could not be read (what is installed is shown all the same). */
export async function list(shelfName: ShelfName, options: ListCommandOptions, context: CommandContext): Promise<number> {
  const { stdout, stderr, signal } = context;
  const { kinds, directory, command } = await openShelf(shelfName, context, options.dir);
  const installed = await installedModels(directory);
  const { offers, faults } = options.installed ? { offers: [], faults: [] } : await listAvailable({ kinds, catalogues: options.catalogue, signal });
  const shown = offers.filter(
    (offer) => (options.all || !offer.obsolete) && (!options.language || offer.languages.length === 0 || offer.languages.includes(options.language)),
  );
  const machine = thisMachine();
  const { recommended, reasons } = recommend(shown, machine);
  const allFaults = [...faults, ...installed.faults.map(({ error }) => error)];
  for (const { message } of allFaults) stderr.write(`${message}\n`);
  const status = allFaults.length > 0 ? 1 : 0;

  if (options.json) {
    const available = shown.map((offer) => ({
      ...offer,
      costs: costsOf(offer),
      recommended: recommended.has(offer.name),
      installed: isInstalled(offer, installed),
    }));
    const here = installed.models.map(({ path, bytes, record: { files: _, ...record } }) => ({ path, bytes, ...record }));
    const faultTexts = allFaults.map(({ message }) => message);
    stdout.write(
      `${JSON.stringify({ directory, machine, available, installed: here, byHand: installed.byHand, reasons, faults: faultTexts }, null, 2)}\n`,
    );
    return status;
  }
  stdout.write(`On this machine (${directory}):\n${onThisMachine(installed)}`);
  if (shown.length === 0) return status;
  const rows = shown.map((offer) => row(offer, recommended.has(offer.name), isInstalled(offer, installed)));
  stdout.write(`\nTo be had, for this machine of ${machineInWords(machine)} (* recommended; memory and processor are estimates):\n`);
  stdout.write(table(['', 'NAME', 'LANGUAGE', 'KIND', 'SIZE', 'DOWNLOAD', 'DISK', 'MEMORY', 'PROCESSOR', 'LICENCE'], rows));
  for (const reason of reasons) stdout.write(`${reason}\n`);
  stdout.write(
    `\nbin/repondeur ${command} add NAME fetches one${command === 'models' ? '; add --language fr, the recommended ear of a language' : ''}.\n`,
  );
  return status;
}

function row(offer: Offer, isRecommended: boolean, installed: boolean): string[] {
  const costs = costsOf(offer);
  return [
    isRecommended ? '*' : '',
    offer.name + (installed ? ' (installed)' : ''),
    offer.languages.join(' ') || languages.join(' '),
    offer.kind,
    offer.quality,
    bytesInWords(costs.downloadBytes),
    bytesInWords(costs.diskBytes),
    bytesInWords(costs.memoryBytes),
    processor(costs),
    offer.licence ?? (offer.cardName ? 'in its card' : notStated),
  ];
}

function processor({ coreShare, coreSecondsPerReply }: Costs): string {
  if (coreSecondsPerReply !== undefined) return `${coreSecondsPerReply.toFixed(1)} core s a reply`;
  return `${Math.round((coreShare ?? 0) * 100)} % of a core a call`;
}

function onThisMachine({ models, byHand }: Installed): string {
  if (models.length + byHand.length === 0) return '  nothing yet\n';
  const rows = models.map(({ bytes, record }: InstalledModel) => [
    `  ${record.name}`,
    record.languages.join(' ') || languages.join(' '),
    record.kind,
    bytesInWords(bytes),
    record.installedAt.slice(0, 10),
    record.licence,
  ]);
  const unknown = byHand.map((name) => [`  ${name}`, '', '', '', '', 'put there by hand']);
  return table(['  NAME', 'LANGUAGE', 'KIND', 'DISK', 'SINCE', 'LICENCE'], [...rows, ...unknown]);
}

function isInstalled({ name }: Offer, { models }: Installed): boolean {
  return models.some(({ record }) => record.name === name);
}
