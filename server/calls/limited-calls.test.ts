import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { KeywordDetector } from '../ai/hotword/providers/keywords/keywords.ts';
import { FakeSpeechToText } from '../ai/speech-to-text/fake.ts';
import { soundOfText } from '../ai/speech-to-text/text-in-sound.ts';
import { FakeTextToSpeech } from '../ai/text-to-speech/fake.ts';
import { createDialogue } from '../assistant/dialogue/dialogue.ts';
import { understand } from '../assistant/dialogue/understand.ts';
import { defaultTurnSettings } from '../assistant/turn-settings.ts';
import { loadVoiceActivity } from '../audio/voice-activity.ts';
import { frameMs } from '../core/audio-frame.ts';
import { EventBus } from '../core/events.ts';
import { silentLogger } from '../core/logger.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import type { CallRecord } from '../history/contract.ts';
import { HistoryStore } from '../history/store.ts';
import { FakeTelephony } from '../telephony/fake/fake-telephony.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { journalKeys } from '../testing/journal-keys.ts';
import { testRecordings } from '../testing/recordings.ts';
import { until } from '../testing/until.ts';
import { testUsers } from '../testing/users.ts';
import type { CallEvents } from './events.ts';
import { CallJournal } from './journal.ts';
import { Switchboard } from './switchboard.ts';
import { UnstoredCalls } from './unstored-calls.ts';

/** A switchboard over the fake switch for one user, whose plan allows one talk at once. */
async function house(t: ExecutionContext) {
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
      speechToText: ear,
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
  return { call, pass, voice, limited, greeted, stored };
}

test('a caller beyond the calls that a plan allows at once leaves a voicemail, and when one has ended the next talks again', async (t) => {
  const { call, pass, voice, limited, greeted, stored } = await house(t);
  const first = call();
  await pass('the first greeting', () => greeted.length === 1);
  const second = call();
  await pass('the limit', () => limited.length === 1);
  await pass('the voicemail', () => voice.spoken.some(({ text }) => /message/i.test(text) && /tone|beep/i.test(text)));
  second.send(soundOfText('please call me back about the leaking roof of the kitchen'));
  await pass('the end of the message', () => second.signal.aborted);
  await until('the second record', () => stored.length === 1);
  t.is(stored[0]?.outcome, 'voicemail-left');
  t.truthy(stored[0]?.recording);
  t.false(first.signal.aborted, 'who talks is not disturbed');
  await first.hangUp();
  await until('the first record', () => stored.length === 2);
  const third = call();
  await pass('the third greeting', () => greeted.length === 2);
  t.is(limited.length, 1);
  await third.hangUp();
  await until('the third record', () => stored.length === 3);
});
