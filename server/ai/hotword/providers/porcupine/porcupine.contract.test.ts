import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import test, { type ExecutionContext, type TestFn } from 'ava';
import { silentLogger } from '../../../../core/logger.ts';
import { temporaryFolder } from '../../../../testing/database.ts';
import { RememberedLog } from '../../../../testing/remembered-log.ts';
import { until } from '../../../../testing/until.ts';
import { hotwordContract, say } from '../../contract.suite.ts';
import { createHotwordDetector } from '../../registry.ts';
import { PorcupineDetector } from './porcupine.ts';
import { type PorcupineSettings, porcupineSettings } from './settings.ts';

const module = fileURLToPath(new URL('./testing/fake-module.mjs', import.meta.url));

async function settings(t: ExecutionContext, changes: Partial<PorcupineSettings> = {}): Promise<PorcupineSettings> {
  const folder = await temporaryFolder(t);
  const keyword = async (name: string) => {
    await writeFile(join(folder, name), '');
    return join(folder, name);
  };
  const fr = { keywords: [await keyword('conseiller_fr_linux_v4_0_0.ppn'), await keyword('humain_fr_linux_v4_0_0.ppn')] };
  const en = { keywords: [await keyword('operator_en_linux_v4_0_0.ppn')] };
  return porcupineSettings.parse({ accessKey: 'good-key', module, fr, en, ...changes });
}

// One after the other: each starts an engine.
hotwordContract(test.serial as TestFn, async (t) => new PorcupineDetector(await settings(t), silentLogger));

const words = { words: { fr: ['standard'], en: ['agent'] } };
const listening = (detector: { open: PorcupineDetector['open'] }) => {
  const heard: string[] = [];
  return { stream: detector.open({ language: 'fr', signal: new AbortController().signal, onWord: (word) => heard.push(word) }), heard };
};

const unusable = test.macro<[Partial<PorcupineSettings>, RegExp]>({
  title: (name) => `keywords listen in its place, and health and log say why: ${name}`,
  async exec(t, changes, reason) {
    const log = new RememberedLog();
    const detector = createHotwordDetector({ keywords: words, porcupine: await settings(t, changes) }, log);
    await detector.start();
    t.teardown(() => detector.stop());
    t.is(detector.name, 'keywords');
    t.like(detector.health(), { ready: true, degraded: true });
    t.regex(detector.health().reason ?? '', reason);
    t.false(JSON.stringify([detector.health(), log.lines]).includes('wrong-key-1234'));
    const { stream, heard } = listening(detector);
    say(stream, 'le standard');
    t.deepEqual(heard, ['standard']);
  },
});

test.serial('the key is not accepted', unusable, { accessKey: 'wrong-key-1234' }, /Failed to parse AccessKey `\[secret\]`/);
test.serial('the package is not installed', unusable, { module: '@picovoice/porcupine-node' }, /npm install --no-save @picovoice\/porcupine-node/);
test.serial('a keyword file is missing', unusable, { fr: { keywords: ['/nowhere/conseiller_fr_linux.ppn'] } }, /\/nowhere\/conseiller_fr_linux\.ppn/);
test.serial('the parameters of the language are missing', unusable, { fr: { keywords: [module], model: '/nowhere/fr.pv' } }, /\/nowhere\/fr\.pv/);
test.serial('there is no keyword file', unusable, { fr: { keywords: [] }, en: { keywords: [] } }, /no keyword file/);

test.serial('when its process dies the call is listened to by keywords, and by itself again when it is back', async (t) => {
  const restarted: string[] = [];
  const hooks = { observe: (process: string) => ({ onRestart: () => restarted.push(process) }) };
  const detector = createHotwordDetector({ keywords: words, porcupine: await settings(t) }, silentLogger, hooks);
  await detector.start();
  t.teardown(() => detector.stop());
  const { stream, heard } = listening(detector);
  say(stream, 'le standard');
  say(stream, 'un conseiller');
  await until('a word', () => heard.length > 0);
  t.deepEqual(heard, ['conseiller']);
  say(stream, 'crash');
  await until('its process to be gone', () => detector.name === 'keywords');
  say(stream, 'le standard');
  t.deepEqual(heard, ['conseiller', 'standard']);
  await until('its process to be back', () => detector.name === 'porcupine', 20_000);
  say(stream, 'un humain');
  await until('a word after the restart', () => heard.length > 2);
  t.deepEqual(heard, ['conseiller', 'standard', 'humain']);
  t.deepEqual(restarted, ['porcupine']);
});
