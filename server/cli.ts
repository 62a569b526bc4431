import { Command, InvalidArgumentError, Option } from 'commander';
import type { CommandContext } from './commands/context.ts';
import { asError, RepondeurError } from './core/errors.ts';
import { languages } from './core/language.ts';
import { placesOf } from './places.ts';

/** The sub-commands of bin/repondeur. Each lives in commands/ and is loaded only when it is asked for. */
async function main(): Promise<number> {
  const context: CommandContext = {
    places: placesOf(process.env, process.getuid?.() === 0),
    env: process.env,
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: endSignal(),
  };
  let status = 0;
  const run = (work: () => Promise<number>) => async () => {
    status = await work();
  };
  const program = new Command('bin/repondeur').description('Répondeur Intelligent: the answering machine that understands').showHelpAfterError();
  const language = () => new Option('--language <language>', 'fr or en').choices(languages).default('fr');

  const demo = program
    .command('demo')
    .description('the first call: a real SIP call to the assistant, its transcript and the e-mail that comes of it');
  demo.addOption(language()).option('--json', 'one JSON document on stdout at the end').option('--keep', 'leave everything running afterwards');
  demo.action(() => run(async () => (await import('./commands/demo.ts')).demo(demo.opts(), context))());

  const up = program.command('up').description('the service, from config/repondeur.toml, until Ctrl-C');
  up.action(() => run(async () => (await import('./commands/up.ts')).up(context))());

  const doctor = program.command('doctor').description('checks each part and places a call to itself; says what to do');
  doctor.action(() => run(async () => (await import('./commands/doctor.ts')).doctor({}, context))());

  const talk = program.command('talk').description('the dialogue by text: one line in, the reply out');
  talk.addOption(language()).option('--json', 'one object a line').option('--each', 'each line is the first sentence of a new talk');
  talk.action(() => run(async () => (await import('./commands/talk.ts')).talk(talk.opts(), { input: context.stdin, output: context.stdout }))());

  const bench = program.command('bench <what>').description('measures over real calls: turn, greeting or barge-in');
  bench.option('--calls <number>', 'how many calls', wholeNumber).option('--at-once <number>', 'how many of them at the same time', wholeNumber);
  bench
    .option('--json', 'one JSON document on stdout at the end')
    .addOption(new Option('--language <language>', 'fr or en; default both').choices(languages));
  bench.action((what: string) => run(async () => (await import('./commands/bench.ts')).bench(what, bench.opts(), context))());

  const test = program.command('test [files...]').description('types, style, import rule and all tests, or some test files');
  test.action((files: string[]) => run(async () => (await import('./commands/test.ts')).test(files, context))());

  await program.parseAsync();
  return status;
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('a whole number above 0 is expected');
  return Number(text);
}

/** The first Ctrl-C or SIGTERM asks everything to end, and so does a reader who has gone (`| head -1`); the second ends at once. */
function endSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort(new RepondeurError('aborted', 'asked to end'));
    });
  }
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      controller.abort(new RepondeurError('aborted', 'asked to end'));
    });
  }
  return controller.signal;
}

try {
  process.exitCode = await main();
} catch (thrown) {
  const error = asError(thrown);
  process.stderr.write(`${error instanceof RepondeurError ? error.message : (error.stack ?? error.message)}\n`);
  process.exitCode = error instanceof RepondeurError && error.code === 'aborted' ? 130 : 1;
}
