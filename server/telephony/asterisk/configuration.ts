import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RepondeurError } from '../../core/errors.ts';
import { type Account, unprivilegedAccount } from './account.ts';
import { modulesFile } from './configuration-modules.ts';
import { languageByNumber } from './configuration-numbers.ts';
import type { AsteriskConfiguration, WrittenConfiguration } from './configuration-options.ts';
import { natOptions, phoneSections, trunkSections } from './configuration-sip.ts';
import { readTemplate, renderTemplate, type TemplateValues } from './configuration-template.ts';
import { makePrivateDirectory, writePrivateFile } from './private-files.ts';

const ariUsername = 'repondeur';
/** Files that Asterisk asks for and that have nothing to say here; without them it logs errors that would hide real ones. */
const emptyFiles = [
  'acl.conf',
  'ccss.conf',
  'cel.conf',
  'features.conf',
  'chan_websocket.conf',
  'manager.conf',
  'pjproject.conf',
  'stasis.conf',
  'udptl.conf',
  'websocket_client.conf',
];
const connectionFile = 'connection.json';

/**
 * Writes the configuration of an Asterisk of ours from the templates in `dialplan/`, with new secrets: directories 0700, files 0600, owned by
 * the account that Asterisk runs as. What callers left in the spool stays. Fails with 'bad-settings', or 'engine-missing' when the
 * installation lacks a module that no call can do without.
 */
export async function writeConfiguration(options: AsteriskConfiguration): Promise<WrittenConfiguration> {
  checkDirectory(options.directory);
  const account = await unprivilegedAccount(options.account);
  const secrets = { ari: secret(), loopback: secret() };
  const files = await renderAll(options, secrets);
  await makeDirectories(options.directory, account);
  for (const [name, text] of files) await writePrivateFile(join(options.directory, 'etc', name), text, account);
  const written = describe(options, secrets.ari);
  await writePrivateFile(join(options.directory, connectionFile), JSON.stringify(written), undefined);
  return written;
}

/** What {@link writeConfiguration} wrote last into a directory, for a server that attaches to an Asterisk that runs already. */
export async function readConfiguration(directory: string): Promise<WrittenConfiguration> {
  const path = join(directory, connectionFile);
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new RepondeurError('unavailable', `${path} cannot be read: the switch was never configured there`, { cause: error });
  });
  return JSON.parse(text) as WrittenConfiguration;
}

async function renderAll(options: AsteriskConfiguration, secrets: { ari: string; loopback: string }): Promise<[string, string][]> {
  const { installation, directory, ports, away } = options;
  const [trunk, login, registration, phone] = await Promise.all(
    ['pjsip-trunk.conf', 'pjsip-trunk-login.conf', 'pjsip-trunk-registration.conf', 'pjsip-phone.conf'].map(readTemplate),
  );
  const sip = { trunk: trunk!, login: login!, registration: registration!, phone: phone! };
  const values: Record<string, TemplateValues> = {
    'asterisk.conf': {
      directory,
      modulesDirectory: installation.modulesDirectory,
      dataDirectory: installation.dataDirectory,
      defaultLanguage: options.defaultLanguage,
    },
    'logger.conf': {},
    'cdr.conf': {},
    'indications.conf': {},
    'http.conf': { httpPort: ports.http },
    'ari.conf': { ariUsername, ariPassword: secrets.ari },
    'rtp.conf': { rtpStart: ports.rtpStart, rtpEnd: ports.rtpEnd },
    'pjsip.conf': {
      sipAddress: options.sipAddress,
      sipPort: ports.sip,
      natOptions: natOptions(options.nat),
      loopbackPassword: secrets.loopback,
      trunks: trunkSections(options.trunks, sip),
      phones: phoneSections(options.phones, sip),
    },
    'extensions.conf': {
      directory,
      application: options.application,
      languageByNumber: languageByNumber(options.numbers),
      defaultLanguage: options.defaultLanguage,
      longestCallS: away?.longestCallS ?? 3600,
      longestSilenceS: away?.longestSilenceS ?? 8,
      longestMessageS: away?.longestMessageS ?? 180,
    },
  };
  const files = Object.entries(values).map(
    async ([name, given]): Promise<[string, string]> => [name, renderTemplate(await readTemplate(name), given)],
  );
  const empty = emptyFiles.map((name): [string, string] => [name, '']);
  return [...(await Promise.all([...files, modulesFile(installation.modulesDirectory)])), ...empty];
}

async function makeDirectories(directory: string, account: Account | undefined): Promise<void> {
  const below = ['etc', 'lib', 'log', 'run', 'sounds', 'spool', 'spool/away', 'spool/recording', 'spool/unserved'];
  for (const path of [directory, ...below.map((name) => join(directory, name))]) await makePrivateDirectory(path, account);
}

function describe({ directory, ports, application, installation }: AsteriskConfiguration, ariPassword: string): WrittenConfiguration {
  return {
    directory,
    ariUrl: `http://127.0.0.1:${ports.http}`,
    ariUsername,
    ariPassword,
    application,
    sipAddress: `127.0.0.1:${ports.sip}`,
    ports,
    awaySpoolDirectory: join(directory, 'spool', 'away'),
    promptsDirectory: join(directory, 'sounds'),
    hasWebsocketChannel: installation.hasWebsocketChannel,
  };
}

/** The directory stands in the dialplan, where spaces, commas and the like have a meaning. */
function checkDirectory(directory: string): void {
  if (!/^\/[\w./+-]+$/.test(directory) || directory.includes('/../'))
    throw new RepondeurError('bad-settings', `the switch's directory must be an absolute path of letters, digits and . _ + - /, not "${directory}"`);
  if (Buffer.byteLength(directory) > 80)
    throw new RepondeurError(
      'bad-settings',
      `the switch's directory must be a path of at most 80 bytes, since a Unix socket is made in it: "${directory}"`,
    );
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
