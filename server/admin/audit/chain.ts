import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

/** An entry as it is stored. `seq` counts from 1 without a gap. */
export type AuditRow = {
  seq: number;
  id: string;
  /** ISO, UTC. */
  at: string;
  actor_kind: string;
  actor_id: string | null;
  action: string;
  target_kind: string | null;
  target_id: string | null;
  /** Canonical JSON. */
  details: string | null;
  /** Canonical JSON, sealed with the key of the user who is the target. */
  personal: string | null;
  /** Sealed with the key of the user who acts. */
  address: string | null;
  /** Where nobody's key can seal an address. */
  network: string | null;
  previous_hash: string;
  hash: string;
};

/** What the first entry is chained to. */
export const beginning = '0'.repeat(64);

/** SHA-256, in hexadecimal, over the canonical JSON of the entry, the hash of the one before included. What is sealed counts as sealed: erasing a key breaks nothing. */
export function hashOf({ hash: _, ...entry }: Omit<AuditRow, 'hash'> & { hash?: string }): string {
  return createHash('sha256').update(canonicalJson(entry)).digest('hex');
}
