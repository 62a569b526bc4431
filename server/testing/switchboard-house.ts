import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionContext } from 'ava';
import { KeywordDetector } from '../ai/hotword/providers/keywords/keywords.ts';
import { FakeSpeechToText } from '../ai/speech-to-text/fake.ts';
import { FakeTextToSpeech } from '../ai/text-to-speech/fake.ts';
import { createDialogue } from '../assistant/dialogue/dialogue.ts';
import { understand } from '../assistant/dialogue/understand.ts';
import { defaultTurnSettings } from '../assistant/turn-settings.ts';
import { loadVoiceActivity } from '../audio/voice-activity.ts';
import type { CallEvents } from '../calls/events.ts';
import { CallJournal } from '../calls/journal.ts';
import { Switchboard } from '../calls/switchboard.ts';
import { UnstoredCalls } from '../calls/unstored-calls.ts';
import { frameMs } from '../core/audio-frame.ts';
import { EventBus } from '../core/events.ts';
import { silentLogger } from '../core/logger.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import type { CallRecord } from '../history/contract.ts';
import { HistoryStore } from '../history/store.ts';
import { FakeTelephony } from '../telephony/fake/fake-telephony.ts';
import { temporaryDatabase } from './database.ts';
import { journalKeys } from './journal-keys.ts';
import { testRecordings } from './recordings.ts';
import { testUsers } from './users.ts';

/** A switchboard over the fake switch for one user, whose plan allows one talk at once; with an ear, unless `hasEar` is false. */
export async function switchboardHouse(t: ExecutionContext, { hasEar = true } = {}) {
  const { database, folder } = await temporaryDatabase(t);
  const keys = await openUserKeys(database, { file: join(folder, 'master.key'), logger: silentLogger });
  const telephony = new FakeTelephony({ msPerFrame: 'manual' });
  const { clock } = telephony;
  const [ear, voice] = [new FakeSpeechToText(), new FakeTextToSpeech({ msPerCharacter: 5, clock })];
  await Promise.all([ear.start(), voice.start()]);
  const events = new EventBus<CallEvents>();
  const [limited, greeted, stored] = [[] as string[], [] as string[], [] as CallRecord[]];
  events.on('limit-reached', ({ limit }) => limited.push(limit));
  events.on('greeted', ({ callId }) => greeted.push(callId));
  events.on('call-stored', ({ record }) => stored.push(record));
  const switchboard = new Switchboard({
    users: await testUsers({ language: 'en', country: 'GB' }),
    enginesFor: () => ({
      speechToText: hasEar ? ear : null,
      textToSpeech: voice,
      hotwords: new KeywordDetector({ words: { fr: [], en: [] } }),
      dialogue: createDialogue(),
      understand,
      languageModel: null,
    }),
    voiceActivity: await loadVoiceActivity(),
    turnSettings: defaultTurnSettings,
    entitlements: {
      limitsOf: () => Promise.reject(new Error('not asked')),
      callLimit: async (_, callsUp) => (callsUp >= 1 ? 'concurrent-calls' : null),
    },
    history: new HistoryStore({ database, dataDir: folder, clock }),
    recordings: testRecordings(database, keys),
    journal: new CallJournal(join(folder, 'journal'), journalKeys(keys), silentLogger),
    unstored: new UnstoredCalls(silentLogger),
    summarise: async () => null,
    transcribeAgainWithinMs: () => null,
    dataDir: folder,
    events,
    clock,
    logger: silentLogger,
  });
  await telephony.start(switchboard.take);
  /** Lets the time of the calls pass until something is true. Between such waits none passes: whoever waits for the machine is not asked in the meantime, and does not leave. */
  const pass = async (what: string, condition: () => boolean) => {
    for (let ms = 0; !condition(); ms += frameMs) {
      if (ms > 120_000) throw new Error(`not within two minutes of the calls: ${what}`);
      telephony.advance(frameMs);
      await sleep(1);
    }
  };
  t.teardown(async () => {
    await telephony.stop();
    await Promise.all([ear.stop(), voice.stop()]);
  });
  const call = () => telephony.placeCall({ from: '+447700900001', to: '+442079460123' });
  return { call, pass, folder, voice, limited, greeted, stored };
}
