import { asError } from '../../core/errors.ts';
import type { Settings } from '../../settings/schema.ts';
import { switchDirectoryOf } from '../../switch-house.ts';
import { unprivilegedAccount } from '../../telephony/asterisk/account.ts';
import { readConfiguration } from '../../telephony/asterisk/configuration.ts';
import { missingModules } from '../../telephony/asterisk/configuration-modules.ts';
import { findAsterisk } from '../../telephony/asterisk/installation.ts';
import { type Protocol, portHolder, portsInUse } from '../../telephony/asterisk/port-holders.ts';
import { describePort } from '../../telephony/asterisk/ports.ts';
import { runningIn } from '../../telephony/asterisk/process-stale.ts';
import { promptsAreRendered } from '../../telephony/asterisk/prompts.ts';
import { type Finding, fail, failed, ok, warn } from './finding.ts';

/** The program, its modules and the account that it runs as. */
export async function checkAsterisk(cacheDirectory: string): Promise<Finding[]> {
  try {
    const { version, origin, modulesDirectory } = await findAsterisk({ cacheDirectory });
    const where = origin === 'host' ? "this machine's own" : `a private one in ${cacheDirectory}`;
    const { required, optional } = await missingModules(modulesDirectory);
    const account = await unprivilegedAccount();
    const findings = [ok(`Asterisk ${version.major}.${version.minor} (${where}), running as ${account ? `account ${account.uid}` : 'this account'}`)];
    if (required.length > 0) findings.push(fail(`Asterisk has no ${required.join(', ')}`, 'install the package asterisk-modules'));
    if (optional.length > 0) findings.push(warn(`Asterisk has no ${optional.join(', ')}`, 'calls work; a newer Asterisk has them'));
    return findings;
  } catch (error) {
    return [failed('Asterisk', error, 'start bin/repondeur again with a network')];
  }
}

/** The ports of the settings: free, or held by the service itself. */
export async function checkPorts({ asterisk, http, dataDir }: Settings): Promise<Finding[]> {
  const ours = await runningIn(switchDirectoryOf(dataDir));
  const wanted: [Protocol, number, string][] = [
    ['udp', asterisk.sipPort, 'asterisk.sip_port'],
    ['tcp', asterisk.httpPort, 'asterisk.http_port'],
    ['tcp', http.port, 'http.port'],
  ];
  return Promise.all(
    wanted.map(async ([protocol, port, key]) => {
      if (!(await portsInUse(protocol)).has(port)) return ok(`port ${port}/${protocol} (${key}) is free`);
      const holder = await portHolder(protocol, port);
      // The server's own process holds the third while the service runs.
      if (ours !== undefined && (holder?.pid === ours || (key === 'http.port' && holder?.command === 'node')))
        return ok(`port ${port}/${protocol} (${key}) is held by the service, which is running`);
      return fail((await describePort(protocol, port)).split(':')[0]!, `stop it, or set another ${key}`);
    }),
  );
}

/** Whether callers hear something while the server is away. */
export async function checkAwayPrompts({ dataDir }: Settings): Promise<Finding[]> {
  const directory = switchDirectoryOf(dataDir);
  const configuration = await readConfiguration(directory).catch((error: unknown) => asError(error));
  if (configuration instanceof Error) return [ok('the switch is configured, and its prompts are rendered, at the first start of bin/repondeur up')];
  if (await promptsAreRendered(configuration)) return [ok('the prompts for callers who ring while the server is away are rendered')];
  return [fail('the prompts for callers who ring while the server is away are missing', 'start bin/repondeur up again: it renders them')];
}
