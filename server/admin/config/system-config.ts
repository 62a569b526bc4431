import { isDeepStrictEqual } from 'node:util';
import { may, type Principal } from '../../core/access.ts';
import { type AuditActor, type AuditLog, actorOf, type Json } from '../../core/audit.ts';
import { RepondeurError } from '../../core/errors.ts';
import { ProblemError } from '../../http/problem.ts';
import { type Changes, type PreparedChange, prepareChange, readSettings, type SettingsFile } from '../../settings/change.ts';
import { SettingsError } from '../../settings/faults.ts';
import type { Setting } from '../../settings/view.ts';

/** What the running service can take over at once, by key. All else is read at the next start. */
export type LiveSettings = Readonly<Record<string, (value: unknown) => void>>;

export interface SystemConfigOptions {
  /** Absent where the server runs without a file: then nothing can be read or changed. */
  file: SettingsFile | undefined;
  live: LiveSettings;
  audit: AuditLog;
}

export interface ConfigEntry extends Setting {
  /** Whether a change is taken over at once. */
  live: boolean;
  /** The running service still has another value. */
  needsRestart: boolean;
  /** Only on the machine itself. */
  readOnly: boolean;
}

export interface ConfigChange {
  principal: Principal;
  changes: Changes;
  /** Where from. */
  address: string;
}

/** ConfigurationGlobaleSysteme: the settings file, read and changed by administrators. The file stays the one place where settings are. */
export class SystemConfig {
  readonly #options: SystemConfigOptions;
  /** What the running service was started with, or has taken over; of secrets, those that were changed since. */
  #running: Map<string, unknown> | undefined;
  readonly #changedSecrets = new Set<string>();
  #changing: Promise<unknown> = Promise.resolve();

  constructor(options: SystemConfigOptions) {
    this.#options = options;
  }

  /** Remembers what the service runs with. */
  async start(): Promise<void> {
    const { file } = this.#options;
    if (file) this.#running ??= new Map((await readSettings(file)).map(({ key, value }) => [key, value]));
  }

  async read(): Promise<ConfigEntry[]> {
    const settings = await readSettings(this.#file());
    return settings.map((setting) => ({
      ...setting,
      live: setting.key in this.#options.live,
      needsRestart: this.#changedSecrets.has(setting.key) || !isDeepStrictEqual(this.#running?.get(setting.key), setting.value),
      readOnly: isReadOnly(setting),
    }));
  }

  /**
   * All changes or none. Rejects with 'bad-input' and every fault, 'forbidden' (a key that is changed on the machine only) or 'conflict'. No change is there
   * without its entry in the audit log.
   */
  async change(change: ConfigChange): Promise<ConfigEntry[]> {
    const result = this.#changing.then(() => this.#change(change));
    this.#changing = result.catch(() => {});
    return await result;
  }

  async #change({ principal, changes, address }: ConfigChange): Promise<ConfigEntry[]> {
    const { audit, live } = this.#options;
    const prepared = await preparedFrom(this.#file(), changes);
    try {
      const refused = prepared.changes.find(({ setting }) => isReadOnly(setting));
      if (refused)
        throw new RepondeurError(
          'forbidden',
          `${refused.setting.key} is changed on the machine itself: bin/repondeur config set ${refused.setting.key} …`,
        );
      const dear = prepared.changes.find(({ setting }) => decidesWhoSignsIn(setting));
      if (dear && !may(principal, 'roles:write'))
        throw new RepondeurError('forbidden', `${dear.setting.key} is changed by a super administrator: it decides who can sign in as whom.`);
      await audit.record({ ...settingsAct(actorOf(principal), prepared), address });
    } catch (error) {
      await prepared.discard();
      throw error;
    }
    await prepared.commit();
    for (const { setting, value } of prepared.changes) {
      if (setting.meta.secret) this.#changedSecrets.add(setting.key);
      const apply = live[setting.key];
      apply?.(value ?? setting.fallback);
      if (apply) this.#running?.set(setting.key, value ?? setting.fallback);
    }
    return await this.read();
  }

  #file(): SettingsFile {
    const { file } = this.#options;
    if (!file) throw new RepondeurError('unavailable', 'This server runs without a settings file.');
    return file;
  }
}

/** What the audit log says of a change: neither secrets nor what is personal. */
export function settingsAct(actor: AuditActor, { changes }: Pick<PreparedChange, 'changes'>) {
  const details = changes.map(({ setting, value }) => ({
    key: setting.key,
    before: shown(setting, setting.value),
    after: value === undefined ? { default: shown(setting, setting.fallback) } : shown(setting, value),
  }));
  return { actor, action: 'settings.changed', target: { kind: 'settings', id: 'system' }, details: { changes: details } };
}

function shown({ path, meta }: Setting, value: unknown): Json {
  if (meta.secret) return '[secret]';
  const personal = path[0] === 'users' || ['username', 'from', 'email', 'copy_to'].includes(String(path.at(-1)));
  return personal ? '[personal]' : ((value ?? null) as Json);
}

/** Paths lead to other people's files, and the database is what an administrator of the service is one of: both belong to whoever has the machine. */
function isReadOnly({ path, meta }: Setting): boolean {
  return meta.path === true || path[0] === 'data_dir' || path[0] === 'database';
}

/** Where links to sign in lead and are sent, and who vouches for people: whoever sets these can become anybody. */
function decidesWhoSignsIn({ path, key }: Setting): boolean {
  const [section] = path;
  return section === 'oidc' || section === 'auth' || section === 'smtp' || key === 'http.public_url' || key === 'log.pii' || path.at(-1) === 'email';
}

async function preparedFrom(file: SettingsFile, changes: Changes): Promise<PreparedChange> {
  try {
    return await prepareChange(file, changes);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const errors = error.faults.map(({ key, expected, found, hint }) => ({
      pointer: `#/changes/${key}`,
      detail: `expected ${expected}; found ${found}${hint ? ` – ${hint}` : ''}`,
    }));
    throw new ProblemError('bad-input', 'The settings would have faults: nothing was changed.', { errors, cause: error });
  }
}
