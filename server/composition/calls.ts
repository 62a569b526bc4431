import { join } from 'node:path';
import { loadVoiceActivity } from '../audio/voice-activity.ts';
import { AwayMessages } from '../calls/away-messages.ts';
import { CallJournal } from '../calls/journal.ts';
import { Switchboard, type SwitchboardOptions } from '../calls/switchboard.ts';
import { tellUnservedNumbers } from '../calls/unserved-numbers.ts';
import { UnstoredCalls } from '../calls/unstored-calls.ts';
import { Periodic } from '../core/periodic.ts';
import type { RememberedKeys } from '../database/secrets/remembered-keys.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import type { Part } from '../lifecycle.ts';
import type { Settings } from '../settings/schema.ts';
import { createAsteriskTelephony } from '../telephony/asterisk/adapter.ts';
import type { WrittenConfiguration } from '../telephony/asterisk/configuration-options.ts';
import type { Telephony } from '../telephony/contract.ts';
import { endOfCalls, switchboardPart } from './end-of-calls.ts';
import { turnSettingsOf } from './engine-settings.ts';
import type { EnginesInUse } from './engines.ts';

export interface CallsOptions
  extends Pick<
    Required<SwitchboardOptions>,
    'users' | 'entitlements' | 'isServed' | 'history' | 'recordings' | 'summarise' | 'transcribeAgainWithinMs' | 'events' | 'clock' | 'logger'
  > {
  settings: Settings;
  /** The running switch. */
  connection: WrittenConfiguration;
  keys: UserKeys;
  /** Those of people who are called: a call does not wait for them. */
  keysOfCalls: RememberedKeys;
  engines: Pick<EnginesInUse, 'for' | 'prompts'>;
  /** Aborts when no call is waited for any more. */
  stopping: AbortController;
  drainMs: number;
}

export interface CallsInUse {
  telephony: Telephony;
  switchboard: Switchboard;
  /** Calls that wait to be stored. */
  unstored: UnstoredCalls;
  /** In this order, behind everything that a call needs. */
  parts: Part[];
}

/** Somebody may be suspended over the API, at the command line or by another server. */
const tellUnservedEveryMs = 60_000;
/** Somebody may make room on the disk, or the database come back. */
const storeAgainEveryMs = 15_000;

/** The way of a call from the switch to the history, nothing of it started. */
export async function createCalls(options: CallsOptions): Promise<CallsInUse> {
  const { settings, connection, keys, keysOfCalls, engines, stopping, drainMs, ...shared } = options;
  const { users, isServed, clock, logger } = shared;
  const { dataDir } = settings;
  const telephony = createAsteriskTelephony({
    ariUrl: connection.ariUrl,
    username: connection.ariUsername,
    password: connection.ariPassword,
    app: connection.application,
    logger,
    clock,
  });
  const unstored = new UnstoredCalls(logger);
  const storeAgain = new Periodic({
    everyMs: storeAgainEveryMs,
    work: (signal) => unstored.tryAgain(signal),
    failure: 'calls that are over could not be stored yet',
    logger,
    clock,
  });
  const switchboard = new Switchboard({
    ...shared,
    unstored,
    enginesFor: engines.for,
    voiceActivity: await loadVoiceActivity(),
    turnSettings: turnSettingsOf(settings.assistant),
    journal: new CallJournal(
      join(dataDir, 'journal'),
      { toSeal: (userId) => keysOfCalls.cipherOf(userId), toOpen: (userId) => keys.existingCipherOf(userId) },
      logger,
    ),
    dataDir,
  });
  const awayMessages = new AwayMessages({ ...shared, spoolDirectory: connection.awaySpoolDirectory, dataDir });
  const tellUnserved = () => tellUnservedNumbers({ connection, users, isServed });
  const unserved = new Periodic({
    everyMs: tellUnservedEveryMs,
    work: tellUnserved,
    failure: 'the switch could not be told of numbers that are not served',
    logger,
    clock,
  });
  return {
    telephony,
    switchboard,
    unstored,
    parts: [
      {
        name: 'unstored calls',
        start: () => storeAgain.start(),
        stop: async () => {
          await storeAgain.stop();
          await unstored.tryAgain();
        },
      },
      switchboardPart(switchboard, stopping),
      { name: 'telephony', start: (signal) => telephony.start(switchboard.take, signal), stop: () => telephony.stop() },
      engines.prompts,
      endOfCalls(telephony, switchboard, drainMs),
      {
        name: 'unserved numbers',
        start: () => unserved.start(),
        stop: async () => {
          await unserved.stop();
          await tellUnserved();
        },
      },
      { name: 'away messages', start: () => awayMessages.start(), stop: () => awayMessages.stop() },
      { name: 'abandoned calls', start: () => switchboard.storeAbandoned() },
    ],
  };
}
