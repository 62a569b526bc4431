import type { OnProgress, Progress } from '../../models/contract.ts';
import { bytesInWords } from '../../models/words.ts';

const words: Record<Progress['phase'], string> = { download: 'downloading', verify: 'checking', unpack: 'unpacking', install: 'installing' };
const barWidth = 24;
/** Redrawn often enough to look alive, seldom enough to cost nothing. */
const redrawMs = 100;

/** Shows progress: a bar that redraws itself on a terminal, else a line at every tenth of a download and at both ends of the rest. `end` leaves the terminal on a fresh line. */
export function progressShown(output: NodeJS.WritableStream & { isTTY?: boolean }): { onProgress: OnProgress; end: () => void } {
  return output.isTTY ? bar(output) : plainLines(output);
}

function bar(output: NodeJS.WritableStream): { onProgress: OnProgress; end: () => void } {
  let drawnAtMs = Number.NEGATIVE_INFINITY;
  let phase = '';
  return {
    onProgress(progress) {
      const now = performance.now();
      if (progress.phase === phase && now - drawnAtMs < redrawMs && progress.bytesDone < progress.bytesTotal) return;
      const newLine = phase !== '' && progress.phase !== phase ? '\n' : '';
      drawnAtMs = now;
      phase = progress.phase;
      const filled = Math.round(shareOf(progress) * barWidth);
      output.write(
        `${newLine}\r\x1b[K${words[progress.phase].padEnd(12)}[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${amounts(progress)}`,
      );
    },
    end() {
      if (phase !== '') output.write('\n');
      phase = '';
    },
  };
}

function plainLines(output: NodeJS.WritableStream): { onProgress: OnProgress; end: () => void } {
  let last = '';
  return {
    onProgress(progress) {
      const tenth = Math.floor(shareOf(progress) * (progress.phase === 'download' ? 10 : 1));
      const step = `${progress.phase} ${tenth}`;
      if (step === last) return;
      last = step;
      output.write(`${words[progress.phase]} ${amounts(progress)}\n`);
    },
    end() {},
  };
}

function shareOf({ bytesDone, bytesTotal }: Progress): number {
  return bytesTotal === 0 ? 1 : Math.min(1, bytesDone / bytesTotal);
}

function amounts(progress: Progress): string {
  return `${String(Math.floor(shareOf(progress) * 100)).padStart(3)} % of ${bytesInWords(progress.bytesTotal)}`;
}
