import { readdir } from 'node:fs/promises';
import type { Knex } from 'knex';
import { asError, RepondeurError } from '../core/errors.ts';

const folder = new URL('../../migrations/', import.meta.url);

/** Names are stored with their ending, so there is one form of a migration everywhere: the .ts file that Node runs. */
const isMigration = (name: string) => /^\d{4}-[a-z0-9-]+\.ts$/.test(name);

/**
 * Brings the tables up to date, all steps in one transaction: an upgrade that fails leaves the database as it was. Two processes at once are safe.
 * Rejects with 'storage-failed' when the database was written by a newer version.
 */
export async function migrate(database: Knex): Promise<void> {
  await database.migrate.latest(await migrationsFrom(database));
}

/** Takes all migrations back, the newest first. For tests and for going back to an older version; what the tables hold is lost. */
export async function migrateDown(database: Knex): Promise<void> {
  await database.migrate.rollback(await migrationsFrom(database), true);
}

/** What knex is told: the files of migrations/. */
export async function migrationsFrom(database: Knex): Promise<Knex.MigratorConfig> {
  const names = (await readdir(folder)).filter(isMigration).sort();
  await refuseNewer(database, names);
  return { migrationSource: new Migrations(names) };
}

class Migrations implements Knex.MigrationSource<string> {
  readonly #names: string[];

  constructor(names: string[]) {
    this.#names = names;
  }

  async getMigrations(): Promise<string[]> {
    return this.#names;
  }

  getMigrationName(name: string): string {
    return name;
  }

  async getMigration(name: string): Promise<Knex.Migration> {
    try {
      return (await import(new URL(name, folder).href)) as Knex.Migration;
    } catch (error) {
      throw new RepondeurError('storage-failed', `The migration ${name} cannot be loaded: ${asError(error).message}`, { cause: error });
    }
  }
}

async function refuseNewer(database: Knex, names: readonly string[]): Promise<void> {
  if (!(await database.schema.hasTable('knex_migrations'))) return;
  const applied = await database('knex_migrations').pluck<string[]>('name');
  const unknown = applied.filter((name) => !names.includes(name));
  if (unknown.length === 0) return;
  throw new RepondeurError(
    'storage-failed',
    `The database was written by a newer version of Répondeur (it has ${unknown.join(', ')}). Install that version again, or restore the backup made before the upgrade.`,
  );
}
