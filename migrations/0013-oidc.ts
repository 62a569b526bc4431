import type { Knex } from 'knex';

/** Who an account is at a provider of OpenID Connect. */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('oidc_identities', (table) => {
    table.text('issuer').notNullable();
    table.text('subject').notNullable();
    table.text('user_id').notNullable().references('users.id').onDelete('CASCADE').index();
    table.text('created_at').notNullable();
    table.primary(['issuer', 'subject']);
  });
}

export async function down(database: Knex): Promise<void> {
  await database.schema.dropTable('oidc_identities');
}
