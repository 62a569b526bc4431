/** WebRTC's voice detector in WebAssembly: the C functions of libfvad (fvad.h) on emscripten's heap. */
declare module '@echogarden/fvad-wasm' {
  export interface Fvad {
    HEAP16: Int16Array;
    _malloc(bytes: number): number;
    _free(pointer: number): void;
    _fvad_new(): number;
    _fvad_free(instance: number): void;
    _fvad_reset(instance: number): void;
    _fvad_set_mode(instance: number, mode: number): number;
    _fvad_set_sample_rate(instance: number, sampleRateHz: number): number;
    _fvad_process(instance: number, samplesPointer: number, samples: number): number;
  }
  export default function load(): Promise<Fvad>;
}
