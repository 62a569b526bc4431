import type { SpeechToText } from '../ai/speech-to-text/contract.ts';
import type { TurnSettings } from '../assistant/turn-settings.ts';
import type { VoiceActivitySource } from '../audio/voice-activity.ts';
import { CallEnded } from '../core/call-scope.ts';
import type { Clock } from '../core/clock.ts';
import { type Entitlements, everythingAllowed } from '../core/entitlements.ts';
import { asError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Language } from '../core/language.ts';
import type { CallOutcome, EndReason, TranscriptEar } from '../core/outcome.ts';
import type { TelephonyCall } from '../telephony/contract.ts';
import { Line } from '../telephony/line.ts';
import type { User, Users } from '../users/contract.ts';
import { askInTime } from './ask-in-time.ts';
import { CallFile, type CallFileOptions, lastSeen, messageOfState } from './call-file.ts';
import { CallLimits } from './call-limits.ts';
import { CallRecorder } from './call-recorder.ts';
import { announce } from './destinations/announce.ts';
import type { DestinationContext, DestinationResult, Engines } from './destinations/contract.ts';
import { serveAtDestination } from './destinations/serve.ts';
import type { JournalEntry } from './journal.ts';
import { normalisedNumber } from './numbers.ts';

export interface SwitchboardOptions extends CallFileOptions {
  users: Users;
  /** Asked for each call: the recogniser is null for a language that nothing here can hear. */
  enginesFor(language: Language): Engines;
  voiceActivity: VoiceActivitySource;
  turnSettings: TurnSettings;
  /** What the plan of a user allows: beyond it a call goes to the voicemail. Default everything. */
  entitlements?: Entitlements;
  /** Whether the calls of a user are answered for him: not when his account is suspended or deleted. Everybody's are by default. */
  isServed?: (userId: string) => Promise<boolean>;
}

/** Asterisk is back within 5 s; a call that is not offered again by then is over. */
const returnWithinMs = 15_000;

/** S_Appels: takes each call from the offer to the stored record: called number → user → destination → answer → talk → one transaction. */
export class Switchboard {
  readonly #options: SwitchboardOptions;
  readonly #limits: CallLimits;
  /** By the switch's id. */
  readonly #active = new Map<string, Promise<void>>();
  /** What an earlier process left, by the switch's id, until that call is picked up again. */
  readonly #leftOver = new Map<string, JournalEntry>();
  readonly #closing = new AbortController();

  constructor(options: SwitchboardOptions) {
    this.#options = options;
    const { entitlements = everythingAllowed, logger } = options;
    this.#limits = new CallLimits({ entitlements, logger });
  }

  get activeCalls(): number {
    return this.#active.size;
  }

  /** Reads what an earlier process left behind; to be awaited before the first call is taken. */
  async remember(): Promise<void> {
    for (const entry of await this.#options.journal.leftOver()) this.#leftOver.set(entry.switchCallId, entry);
  }

  /** Stores the calls that an earlier process left and that nobody picked up: their callers are gone. */
  async storeAbandoned(): Promise<void> {
    await Promise.all([...this.#leftOver.keys()].map((switchCallId) => this.#storeAbandoned(switchCallId)));
  }

  /** Resolves when all calls that are up now have ended. */
  async idle(): Promise<void> {
    await Promise.all(this.#active.values());
  }

  /** Calls that are up come to their end now, with a goodbye. Those taken afterwards do so at once. */
  end(): void {
    this.#closing.abort();
  }

  /** The handler for Telephony.start: one call from its offer to its record. Never rejects. */
  readonly take = (call: TelephonyCall): Promise<void> => {
    const before = this.#active.get(call.id) ?? Promise.resolve();
    const work = before
      .then(() => this.#take(call))
      .catch((error) => this.#options.logger.error({ err: asError(error) }, 'a call could not be taken'))
      .finally(() => {
        if (this.#active.get(call.id) === work) this.#active.delete(call.id);
      });
    this.#active.set(call.id, work);
    return work;
  };

  async #storeAbandoned(switchCallId: string): Promise<void> {
    const entry = this.#leftOver.get(switchCallId);
    if (!entry) return;
    this.#leftOver.delete(switchCallId);
    await new CallFile(entry, this.#options).store({
      outcome: 'failed',
      endReason: 'failed',
      endedAt: lastSeen(entry),
      turns: entry.turns,
      message: messageOfState(entry.state),
      person: entry.state?.slots.person ?? null,
      recording: await this.#options.recordings.recover(entry.recordingPath, entry.userId),
      untranscribed: null,
    });
  }

  async #take(call: TelephonyCall): Promise<void> {
    const { users, events, logger } = this.#options;
    const user = users.byCalledNumber(call.to);
    if (!user) {
      logger.warn(
        { piiTo: call.to, wayOut: 'numbers of [[users]]; log.pii = true shows which was called' },
        'a call to a number that nobody here has was refused',
      );
      return call.reject('unallocated');
    }
    const resumed = this.#leftOver.get(call.id);
    if (!resumed && !(await this.#isServed(user))) return await this.#announce(call, user);
    this.#leftOver.delete(call.id);
    const file = new CallFile(resumed ?? identityOf(call, user), this.#options, resumed);
    const { callId, startedAt } = file.identity;
    events.emit('call-started', { callId, switchCallId: call.id, from: file.identity.from, to: call.to, startedAt });
    let outcome: CallOutcome = 'failed';
    try {
      outcome = await this.#serveAndStore(call, user, file, resumed);
    } finally {
      events.emit('call-ended', { callId, outcome });
    }
  }

  async #isServed({ id }: User): Promise<boolean> {
    const { isServed, logger } = this.#options;
    return isServed ? await askInTime(isServed(id), true, 'whether an account is active', logger) : true;
  }

  /** Nothing of it is kept: neither who called nor what was said. */
  async #announce(call: TelephonyCall, user: User): Promise<void> {
    const { events, clock, logger, enginesFor } = this.#options;
    const callId = newId();
    events.emit('call-started', { callId, switchCallId: call.id, from: null, to: call.to, startedAt: call.offeredAt });
    try {
      const line = new Line({ media: await call.answer(), clock, signal: call.signal });
      await announce({ line, user, engines: enginesFor(user.language), clock, signal: call.signal, closing: this.#closing.signal });
    } catch (error) {
      if (!call.signal.aborted) logger.error({ err: asError(error), callId }, 'an announcement could not be made');
    } finally {
      events.emit('call-ended', { callId, outcome: 'rejected' });
      await call.hangUp();
    }
  }

  async #serveAndStore(call: TelephonyCall, user: User, file: CallFile, resumed: JournalEntry | undefined): Promise<CallOutcome> {
    const { logger, enginesFor, clock, recordings } = this.#options;
    const { callId, userId, language } = file.identity;
    const engines = enginesFor(language);
    if (user.destination === 'assistant')
      this.#options.events.emit('ear-wanted', { userId: user.id, language, there: engines.speechToText !== null });
    const recorder = new CallRecorder({
      recordings,
      userId,
      path: file.recordingPath,
      earlierPath: resumed?.recordingPath,
      earlierUntilMs: elapsedMs(resumed, clock),
      logger,
    });
    const result = await this.#serve(call, user, file, engines, recorder, resumed).catch((error): Partial<DestinationResult> => {
      if (call.signal.aborted) return { outcome: 'caller-hung-up', ...knownOf(file) };
      logger.error({ err: asError(error), callId }, 'a call failed');
      return { outcome: 'failed', ...knownOf(file) };
    });
    const endReason = endReasonOf(call, result);
    await call.hangUp();
    const recording = await recorder.close().catch((error) => {
      logger.error({ err: asError(error), callId }, 'a recording is not complete');
      return recordings.recover(file.recordingPath, userId);
    });
    const outcome = result.outcome ?? 'failed';
    if (endReason === 'switch-lost') {
      this.#waitForReturn(file);
      return outcome;
    }
    await file.store({
      outcome,
      endReason,
      turns: result.turns ?? resumed?.turns ?? [],
      message: result.message ?? messageOfState(resumed?.state ?? null),
      person: result.person ?? null,
      // Who hangs up as he is picked up again has no second recording; the first one is his all the same.
      recording: recording ?? (await recordings.recover(resumed?.recordingPath ?? null, userId)),
      untranscribed: engines.speechToText ? null : 'no-ear',
      ear: earOf(engines.speechToText, language),
    });
    return outcome;
  }

  /** The switch may still hold the caller: it is offered again, and goes on where it was; otherwise it is stored as it is. */
  #waitForReturn(file: CallFile): void {
    const { switchCallId } = file.identity;
    this.#leftOver.set(switchCallId, file.entry());
    setTimeout(() => void this.#storeAbandoned(switchCallId), returnWithinMs).unref();
  }

  async #serve(
    call: TelephonyCall,
    user: User,
    file: CallFile,
    engines: Engines,
    recorder: CallRecorder,
    resumed?: JournalEntry,
  ): Promise<DestinationResult> {
    const { clock, logger, turnSettings, voiceActivity, events } = this.#options;
    const { callId } = file.identity;
    const media = await call.answer();
    file.keep();
    const detector = voiceActivity.open();
    const line = new Line({ media, clock, signal: call.signal, tap: recorder, startMs: elapsedMs(resumed, clock) });
    try {
      const context: DestinationContext = {
        line,
        user,
        callerNumber: file.identity.from,
        recorder,
        engines,
        voiceActivity: detector,
        turnSettings,
        observer: file.observer(),
        resumed: call.recovered ? { state: resumed?.state ?? null, turns: resumed?.turns ?? [] } : undefined,
        clock,
        logger: logger.child({ callId }),
        signal: call.signal,
        closing: this.#closing.signal,
      };
      return await serveAtDestination(context, {
        limits: this.#limits,
        onLimit: (limit) => events.emit('limit-reached', { callId, userId: user.id, limit }),
      });
    } finally {
      detector.close();
      events.emit('line-closed', { callId, counts: line.counts });
    }
  }
}

/** What the file holds of a talk that broke off. */
function knownOf(file: CallFile): Omit<DestinationResult, 'outcome'> {
  const { state, turns } = file.entry();
  return { turns, message: messageOfState(state), person: state?.slots.person ?? null };
}

/** How far a call has come that an earlier process answered, as it was offered. */
function elapsedMs(resumed: JournalEntry | undefined, clock: Clock): number {
  return resumed ? Math.max(0, clock.now().getTime() - resumed.startedAt.getTime()) : 0;
}

function identityOf(call: TelephonyCall, user: User): CallFile['identity'] {
  return {
    callId: newId(),
    switchCallId: call.id,
    userId: user.id,
    from: normalisedNumber(call.from, user.country),
    fromName: call.fromName,
    to: call.to,
    startedAt: call.offeredAt,
    language: user.language,
    country: user.country,
  };
}

function earOf(speechToText: SpeechToText | null, language: Language): TranscriptEar | undefined {
  const model = speechToText?.capabilities().languages[language]?.model;
  return model === undefined ? undefined : { model, pass: 'live' };
}

function endReasonOf(call: TelephonyCall, result: Partial<DestinationResult>): EndReason {
  if (!call.signal.aborted) return result.outcome === 'failed' ? 'failed' : 'completed';
  return call.signal.reason instanceof CallEnded ? call.signal.reason.reason : 'failed';
}
