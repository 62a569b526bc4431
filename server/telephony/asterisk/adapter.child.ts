import { silentLogger } from '../../core/logger.ts';
import { tone } from '../contract.sound.ts';
import { createAsteriskTelephony } from './adapter.ts';

/** A process for tests to kill: answers each call, plays 600 Hz and tells its parent. Its argument is the address of ARI as JSON. */
const telephony = createAsteriskTelephony({ ...JSON.parse(process.argv[2] ?? '{}'), logger: silentLogger });
await telephony.start(async (call) => {
  const media = await call.answer();
  media.play(tone(600, 60_000));
  process.send?.('answered');
  for await (const _ of media.frames);
});
process.send?.('ready');
