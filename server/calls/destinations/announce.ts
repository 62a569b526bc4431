import { Speaker } from '../../assistant/speaker.ts';
import { announcements } from '../../telephony/announcements.ts';
import type { DestinationContext } from './contract.ts';

/** Callers on a bad line hear it again. */
const times = 2;
const pauseMs = 800;

/** Says the neutral announcement, twice. Nothing is recorded or heard; a caller who hangs up ends it. Rejects when no voice can be made. */
export async function announce({
  line,
  user,
  engines,
  clock,
  signal,
  closing,
}: Pick<DestinationContext, 'line' | 'user' | 'engines' | 'clock' | 'signal' | 'closing'>): Promise<void> {
  const { language } = user;
  const speaker = new Speaker({ line, textToSpeech: engines.textToSpeech, language, clock });
  const ends = AbortSignal.any([signal, closing]);
  for (let time = 0; time < times && !ends.aborted; time++) {
    if (time > 0) await pause(line);
    await line.during(speaker.say([{ text: announcements[language], interruptible: false }], signal, () => {}));
  }
}

async function pause(line: DestinationContext['line']): Promise<void> {
  const untilMs = line.nowMs + pauseMs;
  while (line.nowMs < untilMs) if (!(await line.nextFrame())) return;
}
