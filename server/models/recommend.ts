import { availableParallelism, totalmem } from 'node:os';
import { type Language, languages } from '../core/language.ts';
import type { Offer } from './contract.ts';
import { type Costs, costsOf } from './costs.ts';
import { forbidsBusinessUse, proposedSpeakers, voskLicences } from './publishers.ts';

export interface Machine {
  cores: number;
  memoryBytes: number;
}

export function thisMachine(): Machine {
  return { cores: availableParallelism(), memoryBytes: totalmem() };
}

/** What fits: one model of each kind and language for the calls themselves. */
export interface Recommendation {
  /** Names. */
  recommended: Set<string>;
  /** Why there is none of a kind, as sentences. */
  reasons: string[];
}

/** Calls at the same time that a small business must stand. */
const callsAtOnce = 2;
/** A reply that takes longer to word is spoken from the templates. */
const longestReplySeconds = 1.2;
/** Of the machine's memory, for one model. */
const memoryShare = 0.25;

/**
 * The smallest ear (it answers fastest and honours grammars), the best voice, and the largest language model that this machine stands. A business must be allowed to use it.
 */
export function recommend(offers: readonly Offer[], machine: Machine): Recommendation {
  const usable = offers.filter(({ obsolete, licence }) => !obsolete && !forbidsBusinessUse(licence ?? ''));
  const recommended = new Set<string>();
  const reasons: string[] = [];
  for (const language of languages) {
    for (const kind of ['speech', 'voice'] as const) {
      const ofKind = usable.filter((offer) => offer.kind === kind && offer.languages.includes(language));
      const pick = kind === 'speech' ? ear(ofKind, machine) : voice(ofKind, language, machine);
      if (pick) recommended.add(pick.name);
      else if (ofKind.length > 0) reasons.push(`no ${kind === 'speech' ? 'ear' : 'voice'} (${language}) fits: ${machineInWords(machine)}`);
    }
  }
  const minds = preferred(usable.filter(({ kind }) => kind === 'language-model'));
  const mind = minds.filter((offer) => answersInTime(costsOf(offer), machine)).sort((a, b) => costsOf(b).memoryBytes - costsOf(a).memoryBytes)[0];
  if (mind) recommended.add(mind.name);
  else if (minds.length > 0)
    reasons.push(`no language model answers in time on this machine (${machineInWords(machine)}): the assistant words its replies from templates`);
  return { recommended, reasons };
}

/** Four bits a weight: smaller ones answer nonsense, larger ones slowly. */
function preferred(minds: readonly Offer[]): readonly Offer[] {
  const fourBits = minds.filter(({ quality }) => quality.startsWith('q4'));
  return fourBits.length > 0 ? fourBits : minds;
}

function ear(offers: readonly Offer[], machine: Machine): Offer | undefined {
  const known = offers.filter(({ name }) => name in voskLicences);
  return fitting(known.length > 0 ? known : offers, machine).sort((a, b) => costsOf(a).memoryBytes - costsOf(b).memoryBytes)[0];
}

function voice(offers: readonly Offer[], language: Language, machine: Machine): Offer | undefined {
  const quality = ['medium', 'low', 'x_low'];
  const speaker = ({ name }: Offer) => {
    const at = proposedSpeakers[language].findIndex((proposed) => name.startsWith(`${proposed}-`));
    return at === -1 ? proposedSpeakers[language].length : at;
  };
  const rank = (offer: Offer) => quality.indexOf(offer.quality);
  return fitting(offers, machine)
    .filter((offer) => rank(offer) !== -1)
    .sort((a, b) => speaker(a) - speaker(b) || rank(a) - rank(b) || a.name.localeCompare(b.name))[0];
}

/** All calls of a busy moment must fit into half of the cores, the other half carries the calls' sound. */
function fitting(offers: readonly Offer[], { cores, memoryBytes }: Machine): Offer[] {
  return offers.filter((offer) => {
    const costs = costsOf(offer);
    return costs.memoryBytes <= memoryBytes * memoryShare && (costs.coreShare ?? 0) * callsAtOnce <= cores / 2;
  });
}

function answersInTime({ memoryBytes, coreSecondsPerReply = 0 }: Costs, machine: Machine): boolean {
  return memoryBytes <= machine.memoryBytes * memoryShare && coreSecondsPerReply / machine.cores <= longestReplySeconds;
}

export function machineInWords({ cores, memoryBytes }: Machine): string {
  return `${cores} ${cores === 1 ? 'core' : 'cores'}, ${(memoryBytes / 1e9).toFixed(1)} GB of memory`;
}
