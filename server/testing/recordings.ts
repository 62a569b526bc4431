import { decodeWav, type WavSound } from '../audio/wav-file.ts';
import { bytesOfPcm, type Pcm } from '../core/audio-frame.ts';
import { readAll } from '../core/byte-source.ts';
import { RepondeurError } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import type { Database } from '../database/open.ts';
import { newMasterKey } from '../database/secrets/master-keys.ts';
import { UserKeys } from '../database/secrets/user-keys.ts';
import type { CallRecord, RecordingFile } from '../history/contract.ts';
import { Recordings } from '../history/recordings/recordings.ts';

/** Recordings with keys of a master key of their own, unless the test has keys. */
export function testRecordings(database: Database, keys = new UserKeys(database, [newMasterKey()])): Recordings {
  return new Recordings({ keys, sealWith: keys, logger: silentLogger });
}

/** A sealed recording of this stereo sound, as a call leaves it. */
export async function storeRecording(recordings: Recordings, path: string, userId: string, sound: Pcm): Promise<RecordingFile> {
  const writer = await recordings.create(path, userId, { sampleRateHz: 16_000, channels: 2 });
  await writer.prepend(pieces(sound));
  const { durationMs } = await writer.close();
  return { path, durationMs: Math.round(durationMs), sampleRateHz: 16_000, channels: 2, startMs: 0 };
}

/** Any amount of it, at once. */
async function* pieces(sound: Pcm): AsyncGenerator<Buffer> {
  yield bytesOfPcm(sound);
}

/** The sound of a call that was recorded. */
export async function soundOf(recordings: Recordings, { recording, userId }: Pick<CallRecord, 'recording' | 'userId'>): Promise<WavSound> {
  const sound = recording && (await recordings.open(recording.path, userId));
  if (!sound) throw new RepondeurError('not-found', 'there is no recording of this call');
  try {
    return decodeWav(await readAll(sound.file));
  } finally {
    await sound.file.close();
  }
}
