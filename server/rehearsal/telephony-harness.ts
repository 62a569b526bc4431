import { setTimeout as sleep } from 'node:timers/promises';
import { concatPcm, type Pcm } from '../core/audio-frame.ts';
import { type Logger, silentLogger } from '../core/logger.ts';
import { type AsteriskTelephony, createAsteriskTelephony } from '../telephony/asterisk/adapter.ts';
import type { WrittenConfiguration } from '../telephony/asterisk/configuration-options.ts';
import type { CallerSide, TelephonyHarness } from '../telephony/contract.suite.ts';
import { placeRehearsalCall } from './rehearsal-call.ts';

export interface AsteriskHarness extends TelephonyHarness {
  telephony: AsteriskTelephony;
  /** Ids of all channels and bridges that the switch holds. */
  held(): Promise<string[]>;
}

/** The adapter on a real Asterisk, rung by rehearsal callers over SIP and RTP. */
export function asteriskHarness(configuration: WrittenConfiguration, logger: Logger = silentLogger): AsteriskHarness {
  const { ariUrl, ariUsername: username, ariPassword: password, application: app } = configuration;
  const telephony = createAsteriskTelephony({ ariUrl, username, password, app, logger });
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  const list = async (what: string): Promise<string[]> => {
    const response = await fetch(`${ariUrl}/ari/${what}`, { headers: { authorization } });
    return ((await response.json()) as { id: string }[]).map(({ id }) => id);
  };
  const held = async () => [...(await list('channels')), ...(await list('bridges'))];
  return {
    telephony,
    held,
    placeCall: (numbers) => callerSide({ ariUrl, username, password, ...numbers, logger }),
    async nothingIsLeft() {
      // A SIP channel lives on for a moment after it was told to go.
      for (let attempt = 0; ; attempt++) {
        const left = await held();
        if (left.length === 0) return;
        if (attempt === 40) throw new Error(`still on the switch: ${left}`);
        await sleep(50);
      }
    },
  };
}

type Numbers = Parameters<typeof placeRehearsalCall>[0];

function callerSide(options: Numbers): CallerSide {
  const ending = new AbortController();
  const heard: Pcm[] = [];
  const answered = placeRehearsalCall({ ...options, signal: ending.signal });
  const listened = answered.then(async (call) => {
    for await (const frame of call.frames) heard.push(frame.pcm);
    await call.hangUp();
  });
  const ended = listened.catch(() => {});
  return {
    answered,
    ended,
    received: () => concatPcm(heard),
    send: (pcm) => void answered.then((call) => call.send(pcm)),
    key: async (digit) => (await answered).key(digit),
    async hangUp() {
      ending.abort(new Error('the caller hangs up'));
      await ended;
    },
  };
}
