import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test from 'ava';
import { makeRehearsalVoice } from '../../ai/text-to-speech/providers/piper/rehearsal-voice/make-voice.ts';
import type { HealthState } from '../../core/health.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { childProcesses } from '../../testing/child-processes.ts';
import { assistantTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';
import { recordingSides } from '../../testing/recording-sides.ts';
import { until } from '../../testing/until.ts';

const directory = mkdtempSync(join(tmpdir(), 'repondeur-real-voices-'));
const voices = { fr: join(directory, 'fr_FR-rehearsal.onnx'), en: join(directory, 'en_GB-rehearsal.onnx') };
// A server of its own, so that its voices can be told from those of other tests. Faster than people speak: calls are short.
const line = new RealLine({ voices, supervised: true, settings: { text_to_speech: { speed: 1.3 } } });

test.before(async () => {
  await makeRehearsalVoice(voices.fr, { language: 'fr' });
  await makeRehearsalVoice(voices.en, { language: 'en' });
  await line.open();
});
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(async () => {
  await line.close();
  rmSync(directory, { recursive: true, force: true });
});

const says = "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine.";
const message = { name: 'Julie Martin', reason: "fuite d'eau dans ma cuisine", urgent: false };

async function voicesReady(): Promise<boolean> {
  const response = await fetch(`${line.stage.httpUrl}/health`);
  const { parts } = (await response.json()) as { parts: Record<string, { status: HealthState }> };
  return parts['text-to-speech']?.status === 'ok';
}

test.serial('a message is taken by the assistant with a Piper voice', async (t) => {
  t.true(await voicesReady());
  const from = '+33639980085';
  const { record, told } = await line.call({
    from,
    to: hosts.fr.number,
    voice: 'fr+m3',
    script: [{ say: says }, { say: 'Oui.' }, { say: 'Non merci.' }],
  });
  t.like(record, { outcome: 'message-taken', endReason: 'completed' }, told);
  t.deepEqual(record.message, { ...message, phone: from }, told);
  const sides = recordingSides(await line.sound(record), record.turns);
  t.true(sides.assistant.ownDbfs > -30, `${sides.assistant.ownDbfs} dBFS`);
});

test.serial('when the voices are killed again and again, another says the rest, and they are back afterwards', async (t) => {
  const from = '+33639980086';
  const end = new AbortController();
  let killing: Promise<number> | undefined;
  try {
    const { record, told } = await line.call({
      from,
      to: hosts.fr.number,
      voice: 'fr+m3',
      script: [{ say: says }, { say: 'Oui.' }, { say: 'Non merci.' }],
      onEvent: ({ type }) => {
        if (type === 'caller-speaks') killing ??= killVoices(end.signal);
      },
    });
    t.like(record, { outcome: 'message-taken', endReason: 'completed' }, told);
    t.deepEqual(record.message, { ...message, phone: from }, told);
    t.regex(assistantTurns(record).at(-1) ?? '', /Au revoir/, told);
    const sides = recordingSides(await line.sound(record), record.turns);
    t.true(sides.assistant.ownDbfs > -30, `${sides.assistant.ownDbfs} dBFS`);
  } finally {
    end.abort();
  }
  t.true((await killing)! >= 2);
  t.true(await until('the voices are back', voicesReady, 60_000));
});

/** How many it has killed, once the signal aborts. */
async function killVoices(signal: AbortSignal): Promise<number> {
  let killed = 0;
  while (!signal.aborted) {
    for (const pid of await childProcesses(line.stage.supervisor.pid ?? 0, 'piper-child')) {
      process.kill(pid, 'SIGKILL');
      killed++;
    }
    await sleep(50);
  }
  return killed;
}
