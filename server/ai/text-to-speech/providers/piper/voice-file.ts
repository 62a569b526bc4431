import { open, readFile } from 'node:fs/promises';
import { z } from 'zod';
import { asError, RepondeurError } from '../../../../core/errors.ts';
import type { Language } from '../../../../core/language.ts';
import { begin, end, type PhonemeIdMap, pad } from './phoneme-ids.ts';

/** A voice as its two files describe it. */
export interface PiperVoice {
  /** The `.onnx` file. */
  path: string;
  sampleRateHz: number;
  /** The voice of espeak-ng whose phonemes it was trained on. */
  espeakVoice: string;
  phonemeIdMap: PhonemeIdMap;
  noiseScale: number;
  lengthScale: number;
  noiseW: number;
  speakerCount: number;
  speakerIds: Readonly<Record<string, number>>;
}

const scale = z.number().min(0).max(10);

/** The part of Piper's `.onnx.json` that speaking needs (piper_train/export_onnx, config.json). */
const voiceDescription = z.object({
  audio: z.object({ sample_rate: z.int().min(8000).max(48_000) }),
  espeak: z.object({ voice: z.string().regex(/^[a-zA-Z][\w+-]*$/) }),
  language: z.object({ code: z.string().optional(), family: z.string().optional() }).optional(),
  inference: z.object({ noise_scale: scale.default(0.667), length_scale: scale.default(1), noise_w: scale.default(0.8) }).prefault({}),
  phoneme_type: z.string().default('espeak'),
  phoneme_id_map: z.record(z.string(), z.array(z.int().min(0)).min(1)),
  num_symbols: z.int().min(1),
  num_speakers: z.int().min(1).default(1),
  speaker_id_map: z.record(z.string(), z.int().min(0)).default({}),
});

/** The smallest voice that speaks has some kB: what is shorter is a download that broke off, or a page that says "not found". */
const fewestBytes = 1000;
/** An ONNX file begins with its `ir_version`, field 1 of ModelProto as a varint (onnx.proto). */
const firstByte = 0x08;

/** Reads and checks a voice. Rejects with 'bad-settings' that names the file, what is wrong with it, and the way out. */
export async function readVoice(path: string, language: Language): Promise<PiperVoice> {
  await checkModel(path);
  const description = await readDescription(`${path}.json`);
  if (description.phoneme_type !== 'espeak') {
    throw notAVoice(`${path}.json`, `its phonemes are of the kind "${description.phoneme_type}": only voices with espeak phonemes can be used`);
  }
  checkLanguage(path, description, language);
  checkPhonemes(`${path}.json`, description);
  const { inference } = description;
  return {
    path,
    sampleRateHz: description.audio.sample_rate,
    espeakVoice: description.espeak.voice,
    phonemeIdMap: description.phoneme_id_map,
    noiseScale: inference.noise_scale,
    lengthScale: inference.length_scale,
    noiseW: inference.noise_w,
    speakerCount: description.num_speakers,
    speakerIds: description.speaker_id_map,
  };
}

/** The number of a speaker given by name or number; undefined for a voice with one speaker. */
export function speakerId({ path, speakerCount, speakerIds }: PiperVoice, wanted: string | undefined): number | undefined {
  if (speakerCount === 1) return undefined;
  if (wanted === undefined) return 0;
  const id = Object.hasOwn(speakerIds, wanted) ? speakerIds[wanted]! : /^\d+$/.test(wanted) ? Number(wanted) : Number.NaN;
  if (id < speakerCount) return id;
  const known = Object.keys(speakerIds).slice(0, 10).join(', ') || `0 to ${speakerCount - 1}`;
  throw new RepondeurError('bad-settings', `the voice ${path} has no speaker "${wanted}": choose one of ${known}`);
}

async function checkModel(path: string): Promise<void> {
  const head = Buffer.alloc(1);
  let bytes: number;
  try {
    await using file = await open(path);
    bytes = (await file.stat()).size;
    await file.read(head, 0, 1, 0);
  } catch (cause) {
    throw notAVoice(path, asError(cause).message, cause);
  }
  if (bytes < fewestBytes) throw notAVoice(path, `it has ${bytes} bytes, no voice is so small`);
  if (head[0] !== firstByte) throw notAVoice(path, 'it is no ONNX file');
}

async function readDescription(path: string): Promise<z.infer<typeof voiceDescription>> {
  let json: unknown;
  try {
    json = JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    const words = (cause as NodeJS.ErrnoException).code === 'ENOENT' ? 'it is missing: each .onnx file needs its .onnx.json' : asError(cause).message;
    throw notAVoice(path, words, cause);
  }
  const parsed = voiceDescription.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw notAVoice(path, `${issue?.path.join('.')}: ${issue?.message}`, parsed.error);
}

function checkLanguage(path: string, { espeak, language }: z.infer<typeof voiceDescription>, wanted: Language): void {
  const own = (language?.family ?? language?.code ?? espeak.voice).toLowerCase().split(/[-_]/)[0];
  if (own === wanted) return;
  throw new RepondeurError(
    'bad-settings',
    `the voice file ${path} speaks "${own}", not "${wanted}": choose a voice whose name begins with "${wanted}_"`,
  );
}

function checkPhonemes(path: string, { phoneme_id_map: map, num_symbols: count }: z.infer<typeof voiceDescription>): void {
  for (const mark of [begin, end, pad]) if (!map[mark]) throw notAVoice(path, `phoneme_id_map lacks "${mark}"`);
  for (const [phoneme, ids] of Object.entries(map)) {
    if (ids.some((id) => id >= count)) throw notAVoice(path, `phoneme_id_map gives "${phoneme}" a number beyond num_symbols (${count})`);
  }
}

/** `why` names one fault; the way out is the same for all of them. */
export function notAVoice(path: string, why: string, cause?: unknown): RepondeurError {
  return new RepondeurError('bad-settings', `the voice file ${path} cannot be used: ${why}. Download both files of the voice again`, { cause });
}
