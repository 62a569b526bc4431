import { startTestAsterisk } from './asterisk.ts';

/** A process that owns an Asterisk until it is killed; its first line tells Asterisk's pid and directory. */
const { process: asterisk, configuration } = await startTestAsterisk();
process.stdout.write(`${JSON.stringify({ pid: asterisk.pid, directory: configuration.directory })}\n`);
setInterval(() => {}, 60_000);
