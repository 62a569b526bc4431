import { newId } from '../core/ids.ts';
import type { CallRecord } from '../history/contract.ts';

/** A call in which Julie Martin left an urgent message; every test changes what it is about. */
export function callRecord(changes: Partial<CallRecord> = {}): CallRecord {
  const id = newId();
  return {
    id,
    userId: 'user-1',
    switchCallId: `switch-${id}`,
    from: '+33199001234',
    fromName: 'Martin',
    to: '+33199005678',
    startedAt: new Date('2026-11-24T08:30:00.000Z'),
    endedAt: new Date('2026-11-24T08:31:05.000Z'),
    durationMs: 65_000,
    outcome: 'message-taken',
    endReason: 'completed',
    language: 'fr',
    turns: [
      { speaker: 'assistant', text: 'Bonjour, je suis un assistant automatique.', startMs: 0, endMs: 2500 },
      { speaker: 'caller', text: 'bonjour julie martin à l’appareil', startMs: 2900, endMs: 5000, confidence: 0.93 },
    ],
    message: { name: 'Julie Martin', phone: '+33199001234', reason: 'une fuite d’eau', urgent: true },
    summary: 'Julie Martin appelle pour une fuite d’eau. C’est urgent.',
    untranscribed: null,
    ...changes,
  };
}
