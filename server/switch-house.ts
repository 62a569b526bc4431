import { chmod, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createTextToSpeech } from './ai/text-to-speech/registry.ts';
import { textToSpeechSettings } from './composition/engine-settings.ts';
import { concatPcm } from './core/audio-frame.ts';
import type { Logger } from './core/logger.ts';
import { makeFolder } from './core/make-folder.ts';
import type { Settings } from './settings/schema.ts';
import { writeConfiguration } from './telephony/asterisk/configuration.ts';
import type { AsteriskPorts, WrittenConfiguration } from './telephony/asterisk/configuration-options.ts';
import { findAsterisk } from './telephony/asterisk/installation.ts';
import { AsteriskProcess } from './telephony/asterisk/process.ts';
import { renderPrompts } from './telephony/asterisk/prompts.ts';

export interface SwitchHouse {
  connection: WrittenConfiguration;
  process: AsteriskProcess;
}

/** Prepares the Asterisk of the settings: finds the program, writes its configuration into the data directory, renders its prompts. Nothing runs yet. */
export async function prepareSwitch(settings: Settings, cacheDirectory: string, logger: Logger): Promise<SwitchHouse> {
  const installation = await findAsterisk({ cacheDirectory });
  const directory = await switchDirectory(settings.dataDir);
  const { sipBind, sipPort, httpPort, rtpStart, rtpEnd, externalAddress, localNetworks } = settings.asterisk;
  const ports: AsteriskPorts = { sip: sipPort, http: httpPort, rtpStart, rtpEnd };
  const connection = await writeConfiguration({
    installation,
    directory,
    ports,
    sipAddress: sipBind,
    application: 'repondeur',
    numbers: settings.users.flatMap(({ numbers, language }) => numbers.map((number) => ({ number, language }))),
    defaultLanguage: settings.users[0]?.language ?? 'fr',
    trunks: settings.trunks.map((trunk) => ({ ...trunk, password: trunk.password?.reveal() })),
    phones: settings.phones.map(({ name, password }) => ({ name, password: password.reveal() })),
    ...(externalAddress !== undefined && { nat: { externalAddress, localNetworks } }),
  });
  await renderPromptsOf(connection, settings, logger);
  return { connection, process: new AsteriskProcess({ installation, configuration: connection, sipListenAddress: sipBind, logger }) };
}

export function switchDirectoryOf(dataDir: string): string {
  return join(dataDir, 'asterisk');
}

const searchable = 0o011;

/** The way to it is open to Asterisk's account (search, not list); what else is in the data directory has modes of its own. */
async function switchDirectory(dataDir: string): Promise<string> {
  await makeFolder(dataDir, 0o711);
  const { mode } = await stat(dataDir);
  // A folder that was there keeps the rights that it gives to others.
  if (process.getuid?.() === 0 && (mode & searchable) !== searchable) await chmod(dataDir, (mode & 0o7777) | searchable);
  return switchDirectoryOf(dataDir);
}

async function renderPromptsOf(connection: WrittenConfiguration, settings: Settings, logger: Logger): Promise<void> {
  const voice = createTextToSpeech(textToSpeechSettings(settings.textToSpeech), logger);
  await voice.start();
  try {
    await renderPrompts(connection, async (text, language) => {
      const chunks = [];
      for await (const chunk of voice.speak({ text, language })) chunks.push(chunk);
      return concatPcm(chunks);
    });
  } finally {
    await voice.stop();
  }
}
