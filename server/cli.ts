import { Command, InvalidArgumentError, Option } from 'commander';
import project from '../package.json' with { type: 'json' };
import type { CommandContext } from './commands/context.ts';
import { lastWords } from './commands/last-words.ts';
import { type Role, roles } from './core/access.ts';
import { isCode, RepondeurError } from './core/errors.ts';
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
  const program = new Command('bin/repondeur').description('Répondeur Intelligent: the answering machine that understands');
  program.version(project.version, '--version', 'which version this is');
  const language = () => new Option('--language <language>', 'fr or en').choices(languages).default('fr');

  const demo = program
    .command('demo')
    .description('the first call: a real SIP call to the assistant, its transcript and the e-mail that comes of it');
  demo.addOption(language()).option('--json', 'one JSON document on stdout at the end').option('--keep', 'leave everything running afterwards');
  demo.addOption(
    new Option('--engines <engines>', 'full: speak with a Piper voice and understand with a language model too')
      .choices(['default', 'full'])
      .default('default'),
  );
  demo.action(() => run(async () => (await import('./commands/demo.ts')).demo(demo.opts(), context))());

  const up = program.command('up').description('the service, from config/repondeur.toml, until Ctrl-C');
  up.option('--new-settings', 'writes a settings file with comments where REPONDEUR_CONFIG names one that is not there');
  up.action(() => run(async () => (await import('./commands/up.ts')).up(up.opts(), context))());

  const doctor = program.command('doctor').description('checks each part and places a call to itself; says what to do');
  doctor.action(() => run(async () => (await import('./commands/doctor.ts')).doctor({}, context))());

  const talk = program.command('talk').description('the dialogue by text: one line in, the reply out');
  talk.addOption(language()).option('--json', 'one object a line').option('--each', 'each line is the first sentence of a new talk');
  talk.action(() => run(async () => (await import('./commands/talk.ts')).talk(talk.opts(), { input: context.stdin, output: context.stdout }))());

  const key = program.command('key').description('the key that everything callers said is sealed with');
  const rotate = key.command('rotate').description('puts a new master key in the place of the old one; stop the service before');
  rotate.action(() => run(async () => (await import('./commands/key.ts')).rotateKey(context))());

  const recording = program.command('recording').description('recordings of calls, which are encrypted on the disk; also while the service is down');
  const recordings = () => import('./commands/recording.ts');
  const recorded = recording.command('list').description('the newest calls that were recorded');
  recorded.option('--limit <number>', 'how many at most; default 50', wholeNumber).option('--json', 'one object a line');
  recorded.action(() => run(async () => (await recordings()).listRecorded(recorded.opts(), context))());
  const exported = recording
    .command('export <call>')
    .description('writes the recording of a call, by its id or file, as a WAV that every program plays');
  exported.option('--to <file>', 'default: <call id>.wav here; "-" is standard output');
  exported.action((call: string) => run(async () => (await recordings()).exportRecording(call, exported.opts(), context))());

  addUserCommands(program, context, run);

  addConfigCommands(program, context, run);
  addAuditCommands(program, context, run);

  const openapi = program.command('openapi').description('the OpenAPI 3.1 document of the API, as JSON');
  openapi.action(() => run(async () => (await import('./commands/openapi.ts')).openapi(context))());

  const bench = program
    .command('bench <what>')
    .description('measures over real calls: turn, greeting, barge-in, mind, capacity, soak or sign-in; and the API: api');
  bench
    .option('--calls <number>', 'how many calls', wholeNumber)
    .option('--at-once <numbers>', 'how many of them at the same time; capacity takes a list such as 1,5,10,20', wholeNumbers)
    .option('--seconds <number>', 'of capacity: how long new calls begin at each level', wholeNumber);
  bench
    .option('--json', 'one JSON document on stdout at the end')
    .addOption(new Option('--language <language>', 'fr or en; default both').choices(languages));
  bench.action((what: string) => run(async () => (await import('./commands/bench.ts')).bench(what, bench.opts(), context))());

  for (const shelf of ['models', 'voices'] as const) addShelf(program, shelf, context, run);

  const test = program.command('test [files...]').description('types, style, import rule and all tests, or some test files');
  test.action((files: string[]) => run(async () => (await import('./commands/test.ts')).test(files, context))());

  pointToHelp(program, 'bin/repondeur');
  await program.parseAsync();
  return status;
}

/** A slip is told in one line; all options of the command behind it would push it off the screen. */
function pointToHelp(command: Command, words: string): void {
  command.showHelpAfterError(`${words} --help shows how.`);
  for (const inner of command.commands) pointToHelp(inner, `${words} ${inner.name()}`);
}

type Run = (work: () => Promise<number>) => () => Promise<void>;

/** Accounts, for whoever has the machine: also beside a running service, and without any mail server. */
function addUserCommands(program: Command, context: CommandContext, run: Run): void {
  const user = program.command('user').description('accounts: who there is, new ones, links, roles, suspending');
  const load = () => import('./commands/user.ts');
  const role = () => new Option('--role <role>', 'user, support, admin or super_admin').choices(roles);

  const add = user.command('add <email>').description('makes an account and prints the link by which its password is chosen').addOption(role());
  add.requiredOption('--name <name>', 'the person or company').addOption(new Option('--language <language>', 'fr or en').choices(languages));
  add.action((email: string) => run(async () => (await load()).addUser(email, add.opts(), context))());

  const list = user.command('list').description('who has an account, the newest first').addOption(role());
  list.option('--search <text>', 'part of the name or address').option('--json', 'one object a line');
  list.addOption(new Option('--status <status>', 'active, suspended or deleted').choices(['active', 'suspended', 'deleted']));
  list.action(() => run(async () => (await load()).listUsers(list.opts(), context))());

  const one = (name: string, description: string, work: (module: Awaited<ReturnType<typeof load>>, email: string) => Promise<number>) =>
    user
      .command(`${name} <email>`)
      .description(description)
      .action((email: string) => run(async () => work(await load(), email))());
  one('link', 'prints a link to choose a new password by', (module, email) => module.linkForUser(email, context));
  one('suspend', 'signs him out everywhere and lets him in no more', (module, email) => module.setUserStatus(email, 'suspended', context));
  one('activate', 'takes suspend back', (module, email) => module.setUserStatus(email, 'active', context));
  const erase = user
    .command('erase <email>')
    .description('deletes him for good, with his calls and recordings')
    .option('--yes', 'cannot be taken back');
  erase.action((email: string) => run(async () => (await load()).eraseAccount(email, erase.opts(), context))());
  one('reset-mfa', 'removes the second factor of somebody who has lost it', (module, email) => module.resetSecondFactor(email, context));
  const setRole = user.command('role <email> <role>').description('gives him this role, beside user, and no other');
  setRole.action((email: string, name: string) => run(async () => (await load()).setUserRole(email, name as Role, context))());
}

/** The settings file, for whoever has the machine. */
function addConfigCommands(program: Command, context: CommandContext, run: Run): void {
  const config = program.command('config').description('the settings: read, change, check, explain');
  const load = () => import('./commands/config.ts');
  const get = config.command('get [key]').description('one setting, or all; secrets are never shown').option('--json', 'one object a line');
  get.action((key?: string) => run(async () => (await load()).getConfig(key, get.opts(), context))());
  const set = config
    .command('set <key> [value]')
    .description('writes one into the file, whose comments stay; a secret that is left out is read from standard input');
  set.option('--default', 'takes it back to the default');
  set.action((key: string, value?: string) => run(async () => (await load()).setConfig(key, value, set.opts(), context))());
  const check = config.command('check').description('whether a start would accept the settings, with all faults');
  check.action(() => run(async () => (await load()).checkConfig(context))());
  const explain = config.command('explain <key>').description('what it means, what it is, and how to set it');
  explain.action((key: string) => run(async () => (await load()).explainConfig(key, context))());
}

function addAuditCommands(program: Command, context: CommandContext, run: Run): void {
  const audit = program.command('audit').description('the audit log: who did what to what');
  const load = () => import('./commands/audit.ts');
  const list = audit.command('list').description('the newest first');
  list
    .option('--action <action>', '"user.suspended", or "user" for all that begin with it')
    .option('--actor <id>', 'who acted')
    .option('--target <id>', 'what it was done to');
  list
    .option('--since <time>', 'such as 2026-05-04')
    .option('--limit <number>', 'how many at most; default 50', wholeNumber)
    .option('--json', 'one object a line');
  list.action(() => run(async () => (await load()).listAudit(list.opts(), context))());
  const verify = audit
    .command('verify')
    .description('checks that nothing was changed or taken out; exit status 1 names the first entry that is not in order');
  verify.option('--head <end>', 'the end that an earlier run has printed').option('--json', 'one JSON document');
  verify.action(() => run(async () => (await load()).verifyAuditLog(verify.opts(), context))());
}

/** The same four sub-commands for the files that the engines load: ears and language models, and voices. */
function addShelf(program: Command, name: 'models' | 'voices', context: CommandContext, run: Run): void {
  const what = name === 'models' ? 'ears (Vosk) and language models (GGUF)' : 'voices (Piper)';
  const shelf = program.command(name).description(`${what}: what there is and what it costs, fetch, check, remove`);
  const language = () => new Option('--language <language>', 'fr or en').choices(languages);
  const folder = () => new Option('--dir <folder>', 'another folder than that of the settings');
  const catalogue = () => new Option('--catalogue <address...>', "other lists than the publishers' own");
  const load = () => import('./commands/models.ts');

  const list = shelf.command('list').description('what is here, what there is, and what fits this machine');
  list.addOption(language()).addOption(catalogue()).addOption(folder());
  list
    .option('--all', 'also what is kept for old users only')
    .option('--installed', 'only what is here, without the network')
    .option('--json', 'one JSON document');
  list.action(() => run(async () => (await load()).list(name, list.opts(), context))());

  const add = shelf.command('add [name]').description('fetches one, checks it and puts it in its place; goes on with what was interrupted');
  add.addOption(language()).option('--size <size>', "the publisher's word, such as small or medium").addOption(catalogue()).addOption(folder());
  add
    .option('--file <path>', 'takes it from a file or folder instead')
    .option('--name <name>', 'its name here')
    .option('--licence <text>', 'its licence, where no card says it');
  add.option('--json', 'one JSON document');
  add.action((model?: string) => run(async () => (await load()).add(name, model, add.opts(), context))());

  const remove = shelf.command('remove <name>').description('removes one').addOption(folder()).option('--yes', 'also when it is in use');
  remove.action((model: string) => run(async () => (await load()).remove(name, model, remove.opts(), context))());

  const check = shelf
    .command('check [name]')
    .description('compares every file with what was installed')
    .addOption(folder())
    .option('--json', 'one JSON document');
  check.action((model?: string) => run(async () => (await load()).check(name, model, check.opts(), context))());
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError('a whole number above 0 is expected');
  return Number(text);
}

function wholeNumbers(text: string): number[] {
  return text.split(',').map(wholeNumber);
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
  process.stderr.write(`${lastWords(thrown)}\n`);
  process.exitCode = isCode(thrown, 'aborted') ? 130 : 1;
}
