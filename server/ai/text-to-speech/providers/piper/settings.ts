import { z } from 'zod';

const language = z.enum(['fr', 'en']);

/** Settings of the Piper voices. */
export const piperSettings = z.strictObject({
  /** The voice's `.onnx` file of each language; its `.onnx.json` lies beside it. Goes before what is found in `voicesDir`. */
  voices: z.partialRecord(language, z.string().min(1)).default({}),
  /** Where voices are looked for, by the language at the head of their names ("fr_FR-siwis-medium.onnx"). */
  voicesDir: z.string().min(1).optional(),
  /** Name or number of the speaker, in voices that have several. Default the first. */
  speakers: z.partialRecord(language, z.string().min(1)).default({}),
  /** 1 is as the voice was made. */
  speed: z.number().min(0.5).max(2).default(1),
  /** Added to the level of about -3 dBFS that voices are brought to. */
  volumeDb: z.number().min(-30).max(6).default(0),
  /** Variation of sound and of rhythm; default as the voice's own file says. */
  noiseScale: z.number().min(0).max(2).optional(),
  noiseW: z.number().min(0).max(2).optional(),
  /** Between two sentences, after what silence the voice itself makes. */
  sentencePauseMs: z.int().min(0).max(2000).default(150),
  /** For one clause, waiting included. Then the caller hears the other voice: longer silence would make him hang up. */
  clauseDeadlineMs: z.int().min(100).default(4000),
  /** Processor threads of one clause. More makes one clause faster and leaves less to the ear. */
  threads: z.int().min(1).max(32).default(1),
  /** Below the ear: sound that comes in cannot wait, a clause that is made ahead can. */
  niceLevel: z.int().min(0).max(19).default(5),
  /** Reading a voice from a slow disk. */
  startDeadlineMs: z.int().min(1000).default(60_000),
  /** Turns words into phonemes. */
  phonemeProgram: z.string().min(1).default('espeak-ng'),
});

export type PiperSettings = z.infer<typeof piperSettings>;
