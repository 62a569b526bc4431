import { clipSample } from '../../audio/sound.ts';
import { type Pcm, sampleRateHz, samplesOfMs } from '../../core/audio-frame.ts';

/** How long one word sounds. */
export const wordMs = 300;
/** No sound of the world begins a word like this. */
const mark = [0x7a1b, -0x7a1b, 0x1b7a] as const;
const wordSamples = samplesOfMs(wordMs);

/**
 * Sound that carries its own words, for tests with the fake recogniser: each word is 300 ms of a buzzing vowel, in front of which its letters
 * are written as samples. It passes unharmed through everything that keeps samples as they are, and a cut in it cuts words, as in life.
 */
export function soundOfText(text: string): Pcm {
  const words = text.split(/\s+/).filter((word) => word !== '');
  const pcm = new Int16Array(words.length * wordSamples);
  for (const [n, word] of words.entries()) {
    const at = n * wordSamples;
    pcm.set(vowel(), at);
    pcm.set([...mark, word.length, ...[...word].map((_, letter) => word.charCodeAt(letter))], at);
  }
  return pcm;
}

/** Reads the words of a stream of sound that is cut into chunks anywhere. */
export class TextInSound {
  #held: Pcm = new Int16Array(0);

  /** The words that are complete with this chunk. */
  push(pcm: Pcm): string[] {
    const sound = new Int16Array(this.#held.length + pcm.length);
    sound.set(this.#held);
    sound.set(pcm, this.#held.length);
    const words: string[] = [];
    let at = 0;
    for (; at + wordSamples <= sound.length; at++) {
      if (!mark.every((sample, n) => sound[at + n] === sample)) continue;
      const length = sound[at + mark.length]!;
      const letters = sound.subarray(at + mark.length + 1, at + mark.length + 1 + length);
      words.push(String.fromCharCode(...letters));
      at += wordSamples - 1;
    }
    this.#held = sound.slice(at);
    return words;
  }

  /** Forgets a word that has begun. */
  reset(): void {
    this.#held = new Int16Array(0);
  }
}

/** A pulse train at 120 Hz through one resonance at 700 Hz: a voice detector takes it for a voice. */
function vowel(): Pcm {
  const period = Math.round(sampleRateHz / 120);
  const pcm = Int16Array.from({ length: wordSamples }, (_, n) => {
    const sincePulse = (n % period) / sampleRateHz;
    return clipSample(12_000 * Math.exp(-400 * sincePulse) * Math.sin(2 * Math.PI * 700 * sincePulse));
  });
  return pcm;
}
