import type { Knex } from 'knex';

/** Passkeys: public keys alone, the secret ones never leave their devices. */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('passkeys', (table) => {
    table.text('id').primary();
    table.text('user_id').notNullable().references('users.id').onDelete('CASCADE');
    table.text('name').notNullable();
    table.text('credential_id').notNullable().unique();
    table.text('public_key').notNullable();
    table.bigInteger('counter').notNullable();
    table.text('transports').notNullable();
    table.text('created_at').notNullable();
    table.index(['user_id', 'id']);
  });
}

export async function down(database: Knex): Promise<void> {
  await database.schema.dropTable('passkeys');
}
