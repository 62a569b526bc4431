import { withDeadline } from '../core/abortable.ts';
import type { Pcm } from '../core/audio-frame.ts';
import type { Logger } from '../core/logger.ts';
import type { CallRecord } from '../history/contract.ts';
import type { AriLink } from '../telephony/asterisk/ari-link.ts';
import { callerVoice } from './caller-voice.ts';
import type { Scene } from './scenes.ts';
import { callByScript, type ScriptEvent, type ScriptedCallResult } from './scripted-caller.ts';
import type { Stage } from './stage.ts';

export interface PlayOptions {
  /** Makes the caller's voice; default {@link callerVoice} for each call anew. */
  speak?: (text: string, voice: string) => Promise<Pcm>;
  /** Shared by many callers; default one for each. */
  link?: AriLink;
  logger: Logger;
  signal?: AbortSignal;
  onEvent?: (event: ScriptEvent) => void;
}

/** Calls the stage's number as the scene's caller. Resolves when the call is over, whatever came of it. */
export function callAsScene(
  { switchHouse }: Pick<Stage, 'switchHouse'>,
  scene: Pick<Scene, 'from' | 'to' | 'voice' | 'script'>,
  options: PlayOptions,
): Promise<ScriptedCallResult> {
  const { ariUrl, ariUsername, ariPassword } = switchHouse.connection;
  return callByScript(
    {
      ariUrl,
      username: ariUsername,
      password: ariPassword,
      from: scene.from,
      to: scene.to,
      link: options.link,
      logger: options.logger,
      signal: options.signal,
    },
    scene.script,
    { speak: options.speak ?? ((text, voice) => callerVoice(text, voice)), voice: scene.voice, onEvent: options.onEvent },
  );
}

/** A call and what the product stored of it. Only for a stage whose server runs in this process. */
export async function playScene(stage: Stage, scene: Scene, options: PlayOptions): Promise<{ call: ScriptedCallResult; record: CallRecord }> {
  const done = new AbortController();
  const stored = new Promise<CallRecord>((resolve) => {
    stage.app.events.on('call-stored', ({ record }) => record.from === scene.from && resolve(record), done.signal);
  });
  try {
    const call = await callAsScene(stage, scene, options);
    return { call, record: await withDeadline(stored, 10_000, 'storing the call', options.signal) };
  } finally {
    done.abort();
  }
}
