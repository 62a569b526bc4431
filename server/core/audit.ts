import type { Knex } from 'knex';
import type { AccountSubject } from './security-events.ts';

/** Who acted: a signed-in user, another part of this machine, somebody at its command line, the service by itself, or nobody who is known. */
export interface AuditActor {
  kind: 'user' | 'service' | 'command' | 'system' | 'stranger';
  /** Of a user, his id; of a service or command, its name; null for the others. */
  id: string | null;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/** Who did what to what. The audit log adds when, and its place in the chain. */
export interface AuditAct {
  actor: AuditActor;
  /** "user.suspended": what it was done to, a dot, what was done. */
  action: string;
  target?: { kind: string; id: string } | undefined;
  /** Such as `{ before, after }`. Kept for good and readable by every administrator: neither secrets nor personal data. */
  details?: { readonly [key: string]: Json | undefined };
  /** Personal data of the user who is the target, such as a reason in words: sealed with his key, and unreadable once he is erased. */
  personal?: { readonly [key: string]: string | undefined };
  /** Where from. Sealed with the key of the user who acts; of anybody else only the network is kept (/24 of IPv4, /48 of IPv6). */
  address?: string | undefined;
}

/** Each call is an entry; `known` takes the place of what was prepared, where only the transaction knows it. */
export type AuditWriter = (transaction: Knex.Transaction, known?: Partial<Pick<AuditAct, 'action' | 'target' | 'details'>>) => Promise<void>;

/**
 * LogAuditSysteme: append-only, each entry chained to the one before. A change that must not be there without its entry takes `prepare`, outside of
 * the transaction, and calls what it resolves with inside of it. Both reject with 'storage-failed'.
 */
export interface AuditLog {
  record(act: AuditAct): Promise<void>;
  /** Fetches the keys that seal what is personal, and resolves with what writes the entry in the transaction of the change. */
  prepare(act: AuditAct): Promise<AuditWriter>;
}

export const actorOf = (subject: AccountSubject | null): AuditActor =>
  subject ? { kind: 'user', id: subject.userId } : { kind: 'stranger', id: null };
