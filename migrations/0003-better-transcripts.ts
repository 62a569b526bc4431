import type { Knex } from 'knex';
import { dropColumns } from '../server/database/drop-columns.ts';

/** Whom the caller asked for, who transcribed a call, the words of each turn, what the live ear heard where a better one was put in its place, and where in a call its recording begins. */
export async function up(database: Knex): Promise<void> {
  await database.schema.alterTable('calls', (table) => {
    table.text('person');
    table.text('ear_model');
    table.text('ear_pass');
  });
  await database.schema.alterTable('turns', (table) => {
    table.text('words');
    table.text('live_text');
  });
  await database.schema.alterTable('recordings', (table) => {
    table.integer('start_ms');
  });
}

export async function down(database: Knex): Promise<void> {
  await dropColumns(database, 'recordings', 'start_ms');
  await dropColumns(database, 'turns', 'words', 'live_text');
  await dropColumns(database, 'calls', 'person', 'ear_model', 'ear_pass');
}
