import { setTimeout as sleep } from 'node:timers/promises';
import { withDeadline } from '../../core/abortable.ts';
import { asError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { HeardSpeech } from '../../rehearsal/heard-speech.ts';
import { placeRehearsalCall, type RehearsalCall } from '../../rehearsal/rehearsal-call.ts';
import { hosts, type Stage, setStage } from '../../rehearsal/stage.ts';
import { type Finding, fail, failed, ok } from './finding.ts';

const caller = '+33639980042';
/** Of the greeting: a click or a tone is shorter than that. */
const enoughVoiceMs = 1500;
const listenForMs = 15_000;
const storedWithinMs = 20_000;
const wayOut = 'bin/repondeur demo shows the call step by step; the checks above say which part is missing';

/**
 * The whole product on free ports of its own: a call over real SIP and RTP is answered, its greeting is listened to, and it is in the history
 * after the caller has hung up. What runs on this machine is not touched.
 */
export async function checkCall(cacheDirectory: string, env: NodeJS.ProcessEnv, logger: Logger, signal: AbortSignal): Promise<Finding[]> {
  let stage: Stage | undefined;
  try {
    stage = await setStage({ cacheDirectory, env, logger, signal });
    return await listenTo(stage, logger, signal);
  } catch (error) {
    signal.throwIfAborted();
    return [failed('the call of this machine to itself', error, wayOut)];
  } finally {
    await stage?.stop();
  }
}

async function listenTo(stage: Stage, logger: Logger, signal: AbortSignal): Promise<Finding[]> {
  const { ariUrl, ariUsername, ariPassword } = stage.switchHouse.connection;
  const stored = callStored(stage, signal);
  const call = await placeRehearsalCall({ ariUrl, username: ariUsername, password: ariPassword, from: caller, to: hosts.fr.number, logger, signal });
  const heard = await listen(call, signal);
  await call.hangUp();
  if (heard.voiceMs < enoughVoiceMs) return [fail(`a call to this machine was answered, but only ${heard.voiceMs} ms of voice were heard`, wayOut)];
  const greeted = ok(`a call to this machine was answered; its greeting began ${heard.firstMs} ms later and was heard`);
  try {
    await withDeadline(stored, storedWithinMs, 'the history', signal);
    return [greeted, ok('and the call is in the history')];
  } catch (error) {
    signal.throwIfAborted();
    return [greeted, fail(`but the call is not in the history: ${asError(error).message}`, wayOut)];
  }
}

function callStored(stage: Stage, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    stage.app.events.on('call-stored', ({ record }) => record.from === caller && resolve(), signal);
  });
}

/** Until there was voice enough; the frames end with the call. */
async function listen(call: RehearsalCall, signal: AbortSignal): Promise<{ voiceMs: number; firstMs: number }> {
  const speech = new HeardSpeech();
  const voiceMs = () => Math.round(speech.stretches.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0));
  const enough = (async () => {
    for await (const { pcm, atMs } of call.frames) {
      speech.hear(pcm, atMs - call.answeredAtMs);
      if (voiceMs() >= enoughVoiceMs) return;
    }
  })();
  const stop = new AbortController();
  await Promise.race([enough, sleep(listenForMs, undefined, { signal: AbortSignal.any([signal, stop.signal]) })]);
  stop.abort();
  return { voiceMs: voiceMs(), firstMs: Math.round(speech.stretches[0]?.startMs ?? 0) };
}
