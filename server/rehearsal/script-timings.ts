import type { Voice } from './heard-speech.ts';

/** What the caller did in one turn, and how the assistant took it. All times are milliseconds since the answer. */
export interface ScriptTurn {
  kind: 'say' | 'interrupt' | 'press';
  sentText: string;
  /** First voiced sample as it left the caller's side; of keys, when the first was pressed. */
  startedAtMs: number;
  /** Last voiced sample as it left the caller's side; of keys, when the last was pressed. */
  endedAtMs: number;
  /** First voiced sample of the reply as it arrived; absent when no reply came before the caller's next turn. */
  replyStartedAtMs?: number;
  /** `replyStartedAtMs - endedAtMs`; negative when the assistant spoke into the caller's sentence. */
  latencyMs?: number;
  /** Of an interruption: from its first voiced sample to the last voiced sample of the assistant; absent when the assistant went on speaking. */
  bargeInMs?: number;
}

/** A pause of the assistant that is more than a breath between two clauses. */
const silencedMs = 400;
/** An assistant that speaks this long into an interruption has taken it for none. */
const longestBargeInMs = 2_000;

/** A reply begins after the caller began, and after a silence: what goes on from before is none. */
export function replyTo(turn: { startedAtMs: number; untilMs: number }, heard: readonly Voice[]): number | undefined {
  const reply = heard.find(({ startMs }, at) => {
    const before = heard[at - 1];
    return startMs >= turn.startedAtMs && startMs < turn.untilMs && (!before || startMs - before.endMs >= silencedMs);
  });
  return reply?.startMs;
}

/**
 * How long the assistant went on speaking into an interruption. 0 when it was just making a pause; undefined when it did not stop.
 */
export function bargeInMs(startedAtMs: number, heard: readonly Voice[]): number | undefined {
  const lastBefore = heard.findLast(({ startMs }) => startMs < startedAtMs);
  if (!lastBefore) return undefined;
  let endMs = lastBefore.endMs;
  for (const { startMs, endMs: nextEndMs } of heard) {
    if (startMs > endMs && startMs - endMs < silencedMs) endMs = nextEndMs;
  }
  const wentOnMs = endMs - startedAtMs;
  return wentOnMs > longestBargeInMs ? undefined : Math.max(0, wentOnMs);
}

/** A turn with what the assistant made of it; `untilMs` is when the next turn begins. */
export function measured(turn: ScriptTurn, untilMs: number, heard: readonly Voice[]): ScriptTurn {
  const replyStartedAtMs = replyTo({ startedAtMs: turn.startedAtMs, untilMs }, heard);
  return {
    ...turn,
    ...(replyStartedAtMs !== undefined && { replyStartedAtMs, latencyMs: replyStartedAtMs - turn.endedAtMs }),
    ...(turn.kind === 'interrupt' && { bargeInMs: bargeInMs(turn.startedAtMs, heard) }),
  };
}
