import type { Knex } from 'knex';

/** What people sign in with, and what they hold once they have. Of every secret only a hash is kept, or it is sealed. */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('credentials', (table) => {
    table.text('user_id').primary().references('users.id').onDelete('CASCADE');
    /** bcrypt; null until a password is chosen. */
    table.text('password_hash');
    table.text('password_changed_at');
    table.text('email_verified_at');
  });
  await database.schema.createTable('sessions', (table) => {
    table.text('id').primary();
    table.text('user_id').notNullable().references('users.id').onDelete('CASCADE');
    table.text('network').notNullable();
    table.text('agent').notNullable();
    table.text('created_at').notNullable();
    table.text('last_used_at').notNullable();
    table.text('expires_at').notNullable().index();
    table.text('ended_at');
    table.text('end_reason');
    table.index(['user_id', 'id']);
  });
  await database.schema.createTable('refresh_tokens', (table) => {
    /** SHA-256: the token is random, so that there is nothing to guess. */
    table.text('token_hash').primary();
    table.text('session_id').notNullable().references('sessions.id').onDelete('CASCADE').index();
    table.text('expires_at').notNullable();
    /** A token that comes a second time was stolen, or its successor was. */
    table.text('used_at');
  });
  await database.schema.createTable('signing_keys', (table) => {
    table.text('id').primary();
    table.text('sealed').notNullable();
    table.text('created_at').notNullable();
  });
  await database.schema.createTable('one_time_links', (table) => {
    table.text('token_hash').primary();
    table.text('purpose').notNullable();
    table.text('user_id').references('users.id').onDelete('CASCADE');
    /** Sealed: an invitation goes to somebody who has no account yet. */
    table.text('email_sealed');
    table.text('roles').notNullable();
    table.text('expires_at').notNullable().index();
    table.text('used_at');
    table.index(['user_id', 'purpose']);
  });
  await database.schema.createTable('totp_secrets', (table) => {
    table.text('user_id').primary().references('users.id').onDelete('CASCADE');
    table.text('sealed').notNullable();
    /** Null until a first code has shown that the device has the secret. */
    table.text('confirmed_at');
    /** The time step of the last code taken: a code works once. */
    table.integer('last_step').notNullable();
  });
  await database.schema.createTable('recovery_codes', (table) => {
    table.text('user_id').notNullable().references('users.id').onDelete('CASCADE');
    table.text('code_hash').notNullable();
    table.primary(['user_id', 'code_hash']);
  });
  await database.schema.createTable('api_keys', (table) => {
    table.text('id').primary();
    table.text('user_id').notNullable().references('users.id').onDelete('CASCADE');
    table.text('name').notNullable();
    table.text('key_hash').notNullable().unique();
    table.text('scopes').notNullable();
    table.text('created_at').notNullable();
    table.text('expires_at');
    table.index(['user_id', 'id']);
  });
}

export async function down(database: Knex): Promise<void> {
  for (const table of ['api_keys', 'recovery_codes', 'totp_secrets', 'one_time_links', 'signing_keys', 'refresh_tokens', 'sessions', 'credentials'])
    await database.schema.dropTable(table);
}
