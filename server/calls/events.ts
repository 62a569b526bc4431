import type { Language } from '../core/language.ts';
import type { CallOutcome, Turn } from '../core/outcome.ts';
import type { CallRecord } from '../history/contract.ts';
import type { LineCounts } from '../telephony/line.ts';
import type { CallLimit } from './call-limits.ts';

/** What others may follow of the calls: the live transcript, the metrics, the panel. */
export type CallEvents = {
  'call-started': { callId: string; switchCallId: string; from: string | null; to: string; startedAt: Date };
  /** A caller who is to talk with the assistant, and whether anything can hear him. */
  'ear-wanted': { userId: string; language: Language; there: boolean };
  partial: { callId: string; text: string };
  turn: { callId: string; turn: Turn };
  /** Answer → first sample of the greeting. */
  greeted: { callId: string; milliseconds: number };
  /** End of the caller's speech → first sample of the reply. */
  latency: { callId: string; milliseconds: number };
  /** The sound of an answered call is over. */
  'line-closed': { callId: string; counts: LineCounts };
  /** A caller has asked for a human by a hot word. */
  'hot-word': { callId: string };
  /** The plan of the user allows no more: the caller gets the voicemail. */
  'limit-reached': { callId: string; userId: string; limit: CallLimit };
  'call-stored': { record: CallRecord };
  'call-ended': { callId: string; outcome: CallOutcome };
};
