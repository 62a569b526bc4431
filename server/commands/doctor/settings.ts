import { asError } from '../../core/errors.ts';
import type { Places } from '../../places.ts';
import { SettingsError } from '../../settings/faults.ts';
import { loadSettings } from '../../settings/load.ts';
import type { Settings } from '../../settings/schema.ts';
import { settingsAreThere } from '../settings-file.ts';
import { counted, type Finding, fail, failed, ok, warn } from './finding.ts';

export interface SettingsCheck {
  findings: Finding[];
  /** Absent when there are none, or when they cannot be used. */
  settings?: Settings;
}

/** Reads the settings of the service. That there are none yet is no fault of the machine. */
export async function checkSettings(places: Pick<Places, 'settingsPath' | 'settingsNamed'>, env: NodeJS.ProcessEnv): Promise<SettingsCheck> {
  const path = places.settingsPath;
  let isThere: boolean;
  try {
    isThere = await settingsAreThere(places);
  } catch (error) {
    return { findings: [fail(asError(error).message, 'correct REPONDEUR_CONFIG, or take it away: then config/repondeur.toml is used')] };
  }
  if (!isThere)
    return {
      findings: [
        warn(`${path} is not there: the service is not set up yet`, 'bin/repondeur up writes it with comments; fill in one [[users]] block'),
      ],
    };
  const findings: Finding[] = [];
  try {
    const settings = await loadSettings({ path, env, warn: (text) => findings.push(warn(text, 'see docs/settings.md')) });
    const { users, trunks, phones } = settings;
    findings.unshift(ok(`${path}: ${counted(users.length, 'user')}, ${counted(trunks.length, 'trunk')}, ${counted(phones.length, 'phone')}`));
    if (trunks.length + phones.length === 0) findings.push(warn('no trunk and no phone: nobody can ring', 'add a [[trunks]] block to the settings'));
    return { findings, settings };
  } catch (error) {
    const wayOut = 'docs/settings.md lists every key';
    if (error instanceof SettingsError) return { findings: error.message.split('\n').map((line) => fail(line, wayOut)) };
    return { findings: [failed(path, error, wayOut)] };
  }
}
