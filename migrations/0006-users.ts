import type { Knex } from 'knex';

/** Everybody who has an account. Those of the settings are imported with the key that their calls carry already. */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('users', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('email').notNullable();
    /** The address in lower case: one account an address. */
    table.text('email_key').notNullable().unique();
    /** Name and address without accents and in lower case, for searching. */
    table.text('search_key').notNullable();
    table.text('status').notNullable();
    table.text('language').notNullable();
    table.text('time_zone').notNullable();
    /** What the settings said when they were last taken over; null for accounts that they do not name. */
    table.text('settings_digest');
    table.text('created_at').notNullable();
    table.text('updated_at').notNullable();
  });
  await database.schema.createTable('user_roles', (table) => {
    table.text('user_id').notNullable().references('users.id').onDelete('CASCADE');
    table.text('role').notNullable().index();
    table.primary(['user_id', 'role']);
  });
}

export async function down(database: Knex): Promise<void> {
  await database.schema.dropTable('user_roles');
  await database.schema.dropTable('users');
}
