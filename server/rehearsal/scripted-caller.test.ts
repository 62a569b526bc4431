import test from 'ava';
import { rmsDbfs } from '../audio/level.ts';
import { frameMs, type Pcm } from '../core/audio-frame.ts';
import { isCode, RepondeurError } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import { type AsteriskTelephony, createAsteriskTelephony } from '../telephony/asterisk/adapter.ts';
import { msWith, tone } from '../telephony/contract.sound.ts';
import type { CallHandler, CallMedia } from '../telephony/contract.ts';
import { startTestAsterisk, type TestAsterisk } from '../testing/asterisk.ts';
import { callerVoice } from './caller-voice.ts';
import { callByScript, type ScriptStep } from './scripted-caller.ts';

let asterisk: TestAsterisk;
let telephony: AsteriskTelephony;
test.before(async () => {
  asterisk = await startTestAsterisk();
  const { ariUrl, ariUsername: username, ariPassword: password, application: app } = asterisk.configuration;
  telephony = createAsteriskTelephony({ ariUrl, username, password, app, logger: silentLogger });
});
test.afterEach.always(() => telephony.stop());
test.after.always(() => asterisk?.stop());

async function call(script: ScriptStep[], handler: CallHandler) {
  await telephony.start(handler);
  const { ariUrl, ariUsername: username, ariPassword: password } = asterisk.configuration;
  return callByScript({ ariUrl, username, password, from: '+33612345678', to: '+33123456789', logger: silentLogger }, script, {
    speak: callerVoice,
    voice: 'fr+m3',
    stepDeadlineMs: 8_000,
  });
}

/** Greets, and beeps when the caller has been quiet for `delayMs` of sound. */
function answerer(delayMs: number): CallHandler {
  return async (offered) => {
    const media = await offered.answer();
    media.play(tone(800, 700));
    await afterEachSentence(media, delayMs, () => media.play(tone(1200, 400)));
  };
}

async function afterEachSentence(media: CallMedia, delayMs: number, then: () => void): Promise<void> {
  let quietMs = Number.POSITIVE_INFINITY;
  for await (const frame of media.frames) {
    const before = quietMs;
    quietMs = isVoice(frame) ? 0 : quietMs + frameMs;
    if (before < delayMs && quietMs >= delayMs) then();
  }
}

function isVoice(frame: Pcm): boolean {
  return rmsDbfs(frame) > -50;
}

for (const delayMs of [500, 1200]) {
  test.serial(`a reply that comes ${delayMs} ms after the caller's last sound is measured as that, and the way there and back`, async (t) => {
    const script = [{ say: 'Bonjour, je voudrais un rendez-vous.' }, { say: 'Demain matin, si possible.' }, { hangUp: true as const }];
    const result = await call(script, answerer(delayMs));
    t.is(result.turns.length, 2);
    for (const turn of result.turns) {
      t.true(turn.startedAtMs < turn.endedAtMs);
      // Less is impossible but for the soft end of a word, which is no voice to the answerer; more is the line, and the load of the machine.
      t.true(turn.latencyMs! > delayMs - 100, `${turn.latencyMs} ms`);
      t.true(turn.latencyMs! < delayMs + 400, `${turn.latencyMs} ms`);
    }
    t.true(result.answerToGreetingMs! > 0);
    t.true(msWith(800, result.receivedPcm) >= 600);
    t.is(result.events.at(-1)?.type, 'hung-up-by-caller');
  });
}

test.serial('an interruption is measured from its first sound to the last of the assistant', async (t) => {
  const speakOverMs = 240;
  const result = await call(
    [{ sayWhileAssistantSpeaks: 'Attendez, je voudrais parler à quelqu’un.', afterMs: 500 }, { hangUp: true }],
    async (offered) => {
      const media = await offered.answer();
      media.play(tone(800, 15_000));
      let voicedMs = 0;
      await afterEachSentenceOrVoice(media, (frame) => {
        if (!isVoice(frame)) return;
        voicedMs += frameMs;
        if (voicedMs === speakOverMs) media.flush();
      });
    },
  );
  t.is(result.turns[0]?.kind, 'interrupt');
  t.true(result.bargeInMs! >= speakOverMs, `${result.bargeInMs} ms`);
  t.true(result.bargeInMs! < speakOverMs + 1_000, `${result.bargeInMs} ms`);
});

async function afterEachSentenceOrVoice(media: CallMedia, onFrame: (frame: Pcm) => void): Promise<void> {
  let saidIt = false;
  let quietMs = 0;
  for await (const frame of media.frames) {
    onFrame(frame);
    saidIt ||= isVoice(frame);
    quietMs = isVoice(frame) ? 0 : quietMs + frameMs;
    if (saidIt && quietMs === 600) media.play(tone(1200, 300));
  }
}

test.serial('an "mm" that the assistant ignores is no interruption', async (t) => {
  const result = await call([{ sayWhileAssistantSpeaks: 'mm', afterMs: 300 }, { hangUp: true }], async (offered) => {
    const media = await offered.answer();
    media.play(tone(800, 4_000));
    for await (const _ of media.frames);
  });
  t.is(result.bargeInMs, undefined);
});

test.serial('keys reach the other side in their order', async (t) => {
  const keys: string[] = [];
  const result = await call([{ press: '0612345678#' }, { hangUp: true }], async (offered) => {
    const media = await offered.answer();
    media.onKey((key) => {
      keys.push(key);
      if (key === '#') media.play(tone(1200, 300));
    });
    media.play(tone(800, 300));
    for await (const _ of media.frames);
  });
  t.is(keys.join(''), '0612345678#');
  t.true(result.turns[0]!.latencyMs! > 0);
});

test.serial('a silent caller stays until the other side hangs up', async (t) => {
  const result = await call([{ silent: true }], async (offered) => {
    const media = await offered.answer();
    media.play(tone(800, 500));
    await media.mark();
  });
  t.deepEqual(result.turns, []);
  t.is(result.events.at(-1)?.type, 'hung-up-by-assistant');
});

test.serial('a script that cannot go on names its step', async (t) => {
  const dumb = call([{ waitMs: 10 }, { say: 'Bonjour.' }], async (offered) => {
    const media = await offered.answer();
    for await (const _ of media.frames);
  });
  const error = await t.throwsAsync(dumb, { instanceOf: RepondeurError });
  t.true(isCode(error, 'timeout'));
  t.regex(error.message, /step 2 of 2 \(say\)/);
});

test.serial('a call that is refused is told from one that is silent', async (t) => {
  const error = await t.throwsAsync(
    call([{ say: 'Bonjour.' }], (offered) => offered.reject('busy')),
    { instanceOf: RepondeurError },
  );
  t.true(isCode(error, 'unavailable'));
});

test.serial('a script with a fault is refused before anything is dialled', async (t) => {
  const error = await t.throwsAsync(call([{ press: '12E' }], answerer(500)), { instanceOf: RepondeurError });
  t.regex(error.message, /step 1 of 1 \(press\)/);
});
