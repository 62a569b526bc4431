import loadFvad, { type Fvad } from '@echogarden/fvad-wasm';
import { type Pcm, sampleRateHz, samplesPerFrame } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';
import { rmsDbfs } from './level.ts';
import { lowestFloorDbfs, type NoiseFloor, nextNoiseFloor } from './noise-floor.ts';

export interface VoiceFrame {
  /** Someone speaks in these 20 ms. */
  voiced: boolean;
  levelDbfs: number;
}

/** Decides for one call, frame by frame. Needs about 5 µs a frame. */
export interface VoiceActivity {
  /** Exactly one frame (320 samples at 16 kHz), in order. Throws 'bad-input' for another length. */
  next(frame: Pcm): VoiceFrame;
  /** Frees its memory; a second call does nothing. */
  close(): void;
}

export interface VoiceActivityOptions {
  /** 0 lets most through, 3 is the strictest about what is a voice. Default 2: telephone noise. */
  strictness?: 0 | 1 | 2 | 3;
  /** How far a voice must stand above the line's noise. Default 9. */
  aboveNoiseDb?: number;
  /** Softer than this is never a voice: breath, echo's rest. Default -50. */
  quietestDbfs?: number;
}

/** Where voice detectors come from: WebRTC's algorithm (libfvad in WebAssembly), loaded once for all calls. */
export interface VoiceActivitySource {
  open(options?: VoiceActivityOptions): VoiceActivity;
}

export async function loadVoiceActivity(): Promise<VoiceActivitySource> {
  const fvad = await loadFvad();
  return { open: (options = {}) => new FvadVoiceActivity(fvad, options) };
}

class FvadVoiceActivity implements VoiceActivity {
  readonly #fvad: Fvad;
  readonly #aboveNoiseDb: number;
  readonly #quietestDbfs: number;
  readonly #instance: number;
  readonly #frame: number;
  #floor: NoiseFloor;
  #closed = false;

  constructor(fvad: Fvad, { strictness = 2, aboveNoiseDb = 9, quietestDbfs = -50 }: VoiceActivityOptions) {
    this.#fvad = fvad;
    this.#aboveNoiseDb = aboveNoiseDb;
    this.#quietestDbfs = quietestDbfs;
    this.#instance = fvad._fvad_new();
    this.#frame = fvad._malloc(samplesPerFrame * 2);
    if (!this.#instance || !this.#frame) throw new RepondeurError('unavailable', 'no memory is left for voice detection', { retryable: true });
    fvad._fvad_set_sample_rate(this.#instance, sampleRateHz);
    fvad._fvad_set_mode(this.#instance, strictness);
  }

  next(frame: Pcm): VoiceFrame {
    if (frame.length !== samplesPerFrame) {
      throw new RepondeurError('bad-input', `voice detection needs frames of ${samplesPerFrame} samples, not ${frame.length}`);
    }
    if (this.#closed) throw new RepondeurError('bad-input', 'this voice detector is closed');
    // HEAP16 is read afresh each time: emscripten replaces it when the memory grows.
    this.#fvad.HEAP16.set(frame, this.#frame >> 1);
    const heard = this.#fvad._fvad_process(this.#instance, this.#frame, samplesPerFrame) === 1;
    const levelDbfs = rmsDbfs(frame);
    this.#floor = nextNoiseFloor(this.#floor, levelDbfs, heard);
    const threshold = Math.max(this.#quietestDbfs, (this.#floor ?? lowestFloorDbfs) + this.#aboveNoiseDb);
    return { voiced: heard && levelDbfs >= threshold, levelDbfs };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#fvad._fvad_free(this.#instance);
    this.#fvad._free(this.#frame);
  }
}
