import loadFvad, { type Fvad } from '@echogarden/fvad-wasm';
import { type Pcm, sampleRateHz, samplesPerFrame } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';
import { rmsDbfs } from './level.ts';
import { lowestFloorDbfs, type NoiseFloor, nextNoiseFloor } from './noise-floor.ts';
import { nextVoiceLevel, typicalVoiceDbfs } from './voice-level.ts';

export interface VoiceFrame {
  /** Someone speaks in these 20 ms. */
  voiced: boolean;
  /** Sound above the line's noise that is too soft, or too little like a voice, to be one by itself: it may be the beginning or the end of a word. */
  faint: boolean;
  levelDbfs: number;
  /** How far the caller's loudest sounds stand above the line's noise. */
  aboveNoiseDb: number;
}

/** Decides for one call, frame by frame. Needs about 5 µs a frame. */
export interface VoiceActivity {
  /** Exactly one frame (320 samples at 16 kHz), in order. Throws 'bad-input' for another length. */
  next(frame: Pcm): VoiceFrame;
  /** Frees its memory; a second call does nothing. */
  close(): void;
}

export interface VoiceActivityOptions {
  /** 0 lets most through, 3 is the strictest about what is a voice. Default 3: of two people who talk behind the caller it lets half as much through as 2, and no less of the caller. */
  strictness?: 0 | 1 | 2 | 3;
  /** How far a voice must stand above the line's noise. Default 9. */
  aboveNoiseDb?: number;
  /** Softer than this is never a voice: breath, echo's rest. Default -50. */
  quietestDbfs?: number;
}

/**
 * What is so far below the caller's own voice is somebody else's, as long as it is also near the noise: at most so far above the line's floor,
 * which lies at the softest of what others say. On a quiet line a soft word counts.
 */
const belowVoiceDb = 12;
const nearNoiseDb = 15;

/** Words end 35 dB below their mean, soft callers speak at -30 dBFS; below -60 nobody hears anything. The noise of a line itself rises by up to 4 dB for a frame. */
const faintestDbfs = -60;
const faintAboveNoiseDb = 5;

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
  #voiceDbfs = typicalVoiceDbfs;
  #closed = false;

  constructor(fvad: Fvad, { strictness = 3, aboveNoiseDb = 9, quietestDbfs = -50 }: VoiceActivityOptions) {
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
    const floorDbfs = this.#floor ?? lowestFloorDbfs;
    const aboveNoise = heard && levelDbfs >= Math.max(this.#quietestDbfs, floorDbfs + this.#aboveNoiseDb);
    this.#voiceDbfs = nextVoiceLevel(this.#voiceDbfs, levelDbfs, aboveNoise);
    const voiced = aboveNoise && !isBehindCaller(levelDbfs, floorDbfs, this.#voiceDbfs);
    const faint = !voiced && levelDbfs >= Math.max(faintestDbfs, floorDbfs + faintAboveNoiseDb);
    return { voiced, faint, levelDbfs, aboveNoiseDb: this.#voiceDbfs - floorDbfs };
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#fvad._fvad_free(this.#instance);
    this.#fvad._free(this.#frame);
  }
}

function isBehindCaller(levelDbfs: number, floorDbfs: number, voiceDbfs: number): boolean {
  return levelDbfs < Math.min(floorDbfs + nearNoiseDb, voiceDbfs - belowVoiceDb);
}
