import type { Settings } from '../../settings/schema.ts';
import { switchDirectoryOf } from '../../switch-house.ts';
import { readConfiguration } from '../../telephony/asterisk/configuration.ts';
import { findAsterisk } from '../../telephony/asterisk/installation.ts';
import { type Lines, readLines } from '../../telephony/asterisk/lines.ts';
import { runningIn } from '../../telephony/asterisk/process-stale.ts';
import { type Finding, fail, failed, ok, warn } from './finding.ts';

/** Whether calls can come in: trunks have their account at the provider, phones have logged in. Known only while the service runs. */
export async function checkLines({ trunks, phones, dataDir }: Settings, cacheDirectory: string): Promise<Finding[]> {
  const directory = switchDirectoryOf(dataDir);
  if ((await runningIn(directory)) === undefined) return [ok('trunks and phones are looked at while bin/repondeur up runs')];
  try {
    const lines = await readLines(await findAsterisk({ cacheDirectory }), await readConfiguration(directory));
    return [...trunks.map((trunk) => trunkFinding(trunk, lines)), ...phones.map((phone) => phoneFinding(phone, lines))];
  } catch (error) {
    return [failed('the state of trunks and phones', error, 'start bin/repondeur up again')];
  }
}

function trunkFinding({ name, host, port, register }: Settings['trunks'][number], { registrations, reachable }: Lines): Finding {
  const silent = 'check its host and port, and that firewall and router let UDP through ("SIP ALG" off)';
  const state = registrations.get(name);
  if (!register) {
    if (reachable.has(name)) return ok(`trunk "${name}": ${host}:${port} answers`);
    return warn(`trunk "${name}": ${host}:${port} does not answer`, `${silent}. Some providers never answer: then ring the number`);
  }
  if (state === undefined)
    return warn(`trunk "${name}" is not in the running service`, 'end bin/repondeur up and start it again: it takes over the settings');
  if (state === 'registered') return ok(`trunk "${name}": logged in at ${host}:${port}`);
  if (state === 'refused') return fail(`trunk "${name}": ${host}:${port} refuses the account`, 'check its username and password with the provider');
  return fail(`trunk "${name}": ${host}:${port} has not answered to the log-in`, `${silent}, then its username and password`);
}

/** A phone may be switched off: that is no fault. */
function phoneFinding({ name }: Settings['phones'][number], { reachable }: Lines): Finding {
  if (reachable.has(name)) return ok(`phone "${name}" is logged in`);
  return ok(`phone "${name}" is not logged in: it needs this machine as its SIP server, "${name}" as the user, and the password of the settings`);
}
