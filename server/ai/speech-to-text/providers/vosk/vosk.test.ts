import { cp, mkdir, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { tone } from '../../../../audio/sound.ts';
import { isCode } from '../../../../core/errors.ts';
import { type Logger, silentLogger } from '../../../../core/logger.ts';
import { espeak } from '../../../../testing/espeak.ts';
import { rehearsalModel } from '../../../../testing/rehearsal-ear.ts';
import { until } from '../../../../testing/until.ts';
import { restartMs, sentences, writeFrames } from '../../contract.suite.ts';
import { type VoskSettings, voskSettings } from './settings.ts';
import { VoskSpeechToText } from './vosk.ts';

const [sentence] = sentences.fr;
const signal = new AbortController().signal;

async function started(t: ExecutionContext, settings: Partial<VoskSettings> = {}, logger: Logger = silentLogger): Promise<VoskSpeechToText> {
  const models = settings.models ?? { fr: await rehearsalModel('fr') };
  const engine = new VoskSpeechToText(voskSettings.parse({ finishDeadlineMs: 30_000, maxBacklogMs: 60_000, ...settings, models }), logger);
  t.teardown(() => engine.stop());
  await engine.start();
  return engine;
}

async function copyOfModel(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'repondeur-vosk-'));
  t.teardown(() => rm(path, { recursive: true, force: true }));
  await cp(await rehearsalModel('fr'), path, { recursive: true });
  return path;
}

/** A call that goes on while something is tried with the same engine, and must come out unharmed from the same process. */
async function besides(t: ExecutionContext, engine: VoskSpeechToText, attempt: () => Promise<void>): Promise<void> {
  const pid = engine.pid('fr');
  const call = await engine.open({ language: 'fr', signal, onLost: (error) => t.fail(error.message) });
  const sound = await espeak(sentence, 'fr');
  writeFrames(call, sound.subarray(0, 9600));
  await attempt();
  writeFrames(call, sound.subarray(9600));
  t.is((await call.finish()).text, sentence);
  t.is(engine.pid('fr'), pid);
}

for (const [what, grammar] of [
  ['an empty list', []],
  ['an object', {}],
  ['JSON that does not end', '["oui"'],
  ['a list of something else', [1, null]],
  ['words that the model does not have', ['xyzzy']],
] as const) {
  test.serial(`a grammar that would end the process, ${what}, hurts neither the engine nor the other calls`, async (t) => {
    const engine = await started(t);
    await besides(t, engine, async () => {
      const error = await t.throwsAsync(engine.open({ language: 'fr', signal, grammar: grammar as never }));
      t.true(isCode(error, 'bad-input'));
    });
  });
}

test.serial('a grammar restricts what is heard', async (t) => {
  const engine = await started(t);
  const stream = await engine.open({ language: 'fr', signal, grammar: ['oui', 'non'] });
  writeFrames(stream, await espeak('oui', 'fr'));
  t.is((await stream.finish()).text, 'oui');
  writeFrames(stream, await espeak(sentence, 'fr'));
  t.false((await stream.finish()).text.includes('cuisine'));
});

test.serial('everything at once on one stream reaches libvosk one by one', async (t) => {
  const engine = await started(t);
  await besides(t, engine, async () => {
    const stream = await engine.open({ language: 'fr', signal });
    const sound = await espeak(sentence, 'fr');
    const finals: Promise<unknown>[] = [];
    for (let n = 0; n < 60; n++) {
      stream.write(sound.subarray(n * 320, n * 320 + 1600));
      if (n % 3 === 0) finals.push(stream.finish());
      if (n % 5 === 0) stream.reset();
    }
    await Promise.all(finals);
    await stream.close();
  });
});

test.serial('streams that open and close by the hundred, some while they hear, leave nothing broken', async (t) => {
  const engine = await started(t);
  await besides(t, engine, async () => {
    const beep = tone({ frequencyHz: 440, ms: 200 });
    for (let n = 0; n < 200; n++) {
      const stream = await engine.open({ language: 'fr', signal });
      stream.write(beep);
      if (n % 2) void stream.finish().catch(() => {});
      await stream.close();
    }
  });
});

test.serial('a model for 8 kHz hears the 16 kHz of the calls', async (t) => {
  const path = await copyOfModel(t);
  const conf = join(path, 'conf/mfcc.conf');
  await writeFile(conf, (await readFile(conf, 'utf8')).replace('=16000', '=8000'));
  const engine = await started(t, { models: { fr: path } });
  const stream = await engine.open({ language: 'fr', signal });
  const sound = await espeak(sentence, 'fr');
  for (let n = 0; n < 2; n++) {
    writeFrames(stream, sound);
    const heard = await stream.finish();
    t.true(heard.words.length >= 4, heard.text);
    t.true(heard.words.at(-1)!.endMs <= sound.length / 16 + 100);
  }
});

test.serial('a model that was cut short is a clear error, not a crash', async (t) => {
  for (const file of ['am/final.mdl', 'graph/HCLr.fst', 'graph/Gr.fst', 'graph/words.txt']) {
    const path = await copyOfModel(t);
    await truncate(join(path, file), Math.floor((await stat(join(path, file))).size / 2));
    const error = await t.throwsAsync(started(t, { models: { fr: path } }));
    t.true(isCode(error, 'bad-settings'), `${file}: ${error}`);
    t.regex(error!.message, /cannot be used: .*unpack the model again/);
    if (file !== 'am/final.mdl') t.true(error!.message.includes(file), error!.message);
    t.log(error!.message);
  }
});

for (const [file, content, says] of [
  ['conf/model.conf', '--no-such-option=1\n', /libvosk does not load it/],
  ['conf/mfcc.conf', '--sample-frequency=16000\n--num-mel-bins=many\n', /Invalid integer option "many"/],
  ['graph/disambig_tid.int', 'none\n', /graph\/disambig_tid\.int is damaged/],
  ['am/final.mdl', '<TransitionModel> and no more', /libvosk does not load it|was ended by|ended with status/],
  ['ivector/final.ie', 'nothing', /ivector\/final\.dubm is missing/],
] as const) {
  test.serial(`a model with a spoilt ${file} is a clear error, not a crash`, async (t) => {
    const path = await copyOfModel(t);
    await mkdir(dirname(join(path, file)), { recursive: true });
    await writeFile(join(path, file), content);
    const error = await t.throwsAsync(started(t, { models: { fr: path } }));
    t.true(isCode(error, 'bad-settings'), String(error));
    t.true(error!.message.startsWith(`the speech model ${path} cannot be used: `), error!.message);
    t.regex(error!.message, says);
    t.log(error!.message);
  });
}

test.serial('the faults of all models are reported at once', async (t) => {
  const error = await t.throwsAsync(started(t, { models: { fr: '/nowhere/fr', en: '/nowhere/en' } }));
  t.true(isCode(error, 'bad-settings'));
  t.regex(error!.message, /\/nowhere\/fr[\s\S]*\/nowhere\/en/);
});

test.serial('without any model it runs, hears nobody and says so', async (t) => {
  const engine = await started(t, { models: {} });
  t.deepEqual(engine.capabilities().languages, {});
  t.regex(engine.health().reason!, /no speech model is configured/);
  t.true(isCode(await t.throwsAsync(engine.open({ language: 'fr', signal })), 'engine-missing'));
});

test.serial('it says that the rehearsal ear is not for people', async (t) => {
  const engine = await started(t);
  t.deepEqual(engine.capabilities(), { partials: true, grammar: true, languages: { fr: { model: 'rehearsal-fr', forPeople: false } } });
});

test.serial('a language whose process dies leaves the calls in the other language alone', async (t) => {
  const engine = await started(t, { models: { fr: await rehearsalModel('fr'), en: await rehearsalModel('en') } });
  const english = engine.pid('en')!;
  await besides(t, engine, async () => {
    process.kill(english, 'SIGABRT');
    await until('another process', () => engine.pid('en') !== english && engine.health().ready, restartMs);
  });
  const stream = await engine.open({ language: 'en', signal });
  writeFrames(stream, await espeak(sentences.en[0], 'en'));
  t.is((await stream.finish()).text, sentences.en[0]);
});

test.serial('a restart is counted, and a stream asked in the meantime is refused as retryable', async (t) => {
  const restarted: string[] = [];
  const settings = voskSettings.parse({ models: { fr: await rehearsalModel('fr') } });
  const engine = new VoskSpeechToText(settings, silentLogger, { observe: (language) => ({ onRestart: () => restarted.push(language) }) });
  t.teardown(() => engine.stop());
  await engine.start();
  const stream = await engine.open({ language: 'fr', signal });
  process.kill(engine.pid('fr')!, 'SIGKILL');
  await until('the end of the process', () => !engine.health().ready);
  t.false(stream.hears);
  for (const attempt of [engine.open({ language: 'fr', signal }), stream.finish()]) {
    const error = await t.throwsAsync(attempt);
    t.true(isCode(error, 'engine-failed') && error.retryable);
  }
  await until('another process', () => engine.health().ready, restartMs);
  t.deepEqual(restarted, ['fr']);
  t.true(stream.hears);
});

test.serial('sound that the engine cannot keep up with is dropped and counted, and the call goes on', async (t) => {
  const warnings: object[] = [];
  const engine = await started(t, { maxBacklogMs: 500 }, { ...silentLogger, warn: (fields) => warnings.push(fields) });
  const stream = await engine.open({ language: 'fr', signal });
  stream.write(tone({ frequencyHz: 300, ms: 60_000 }));
  stream.write(tone({ frequencyHz: 300, ms: 60_000 }));
  await stream.finish();
  writeFrames(stream, (await espeak(sentence, 'fr')).subarray(0, 320 * 20));
  await stream.finish();
  await stream.close();
  t.true((warnings[0] as { droppedMs: number }).droppedMs >= 60_000);
});
