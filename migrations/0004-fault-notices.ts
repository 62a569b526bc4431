import type { Knex } from 'knex';

/** Faults that a user was told of and that are not mended yet: he is told of each once. A row goes when its fault is mended. */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('fault_notices', (table) => {
    table.text('user_id').notNullable();
    table.text('fault').notNullable();
    table.text('since').notNullable();
    table.primary(['user_id', 'fault']);
  });
}

export async function down(database: Knex): Promise<void> {
  await database.schema.dropTable('fault_notices');
}
