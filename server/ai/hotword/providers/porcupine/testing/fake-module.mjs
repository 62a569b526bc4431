// Stands in for @picovoice/porcupine-node 4, which needs a key and its makers' network: the same class, on sound that carries its words (ai/speech-to-text/text-in-sound.ts).
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { TextInSound } from '../../../../speech-to-text/text-in-sound.ts';

class PorcupineInvalidArgumentError extends Error {}
class PorcupineInvalidStateError extends Error {}

export class Porcupine {
  frameLength = 512;
  sampleRate = 16_000;
  version = 'fake';
  #words;
  #sound = new TextInSound();
  #released = false;

  constructor(accessKey, keywords, sensitivities, options = {}) {
    if (accessKey !== 'good-key')
      throw new PorcupineInvalidArgumentError(
        `Porcupine failed to initialize: \n  [0] Picovoice Error.\n  [1] Failed to parse AccessKey \`${accessKey}\`.`,
      );
    if (!Array.isArray(keywords) || keywords.length === 0) throw new PorcupineInvalidArgumentError(`keywords are null/undefined/empty (${keywords})`);
    if (keywords.length !== sensitivities.length)
      throw new PorcupineInvalidArgumentError('Number of keywords does not match number of sensitivities');
    if (options.modelPath !== undefined && !existsSync(options.modelPath))
      throw new PorcupineInvalidArgumentError(`File not found at 'modelPath': ${options.modelPath}`);
    for (const keyword of keywords) if (!existsSync(keyword)) throw new PorcupineInvalidArgumentError(`File not found in 'keywords': ${keyword}`);
    this.#words = keywords.map((keyword) => basename(keyword).split('_')[0]);
  }

  process(frame) {
    if (this.#released) throw new PorcupineInvalidStateError('Porcupine is not initialized');
    if (frame.length !== this.frameLength)
      throw new PorcupineInvalidArgumentError(
        `Size of frame array provided to 'process' (${frame.length}) does not match the engine 'frameLength' (512)`,
      );
    const heard = this.#sound.push(frame).map((word) => word.toLowerCase());
    if (heard.includes('crash')) process.abort();
    return this.#words.findIndex((word) => heard.includes(word));
  }

  release() {
    this.#released = true;
  }
}
