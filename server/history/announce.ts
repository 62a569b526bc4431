import type { CallOutcome } from '../core/outcome.ts';

/** The outbox's word for the e-mail about a call; its payload is `{ callId }`. */
export const callEmailKind = 'email.call';

/** The outbox's word for a call that is to be transcribed again; its payload is `{ callId }`. */
export const transcribeAgainKind = 'transcribe.call';

export function callEmailKey(callId: string): string {
  return `${callEmailKind}:${callId}`;
}

/** Calls that the owner has nothing to do about: he has spoken to the caller, or nobody was meant to. */
const silent: ReadonlySet<CallOutcome> = new Set(['transferred', 'wrong-number', 'rejected']);

export function isAnnounced(outcome: CallOutcome): boolean {
  return !silent.has(outcome);
}
