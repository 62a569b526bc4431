import type { Knex } from 'knex';
import { isPostgres } from '../server/database/open.ts';

/**
 * The audit log: a chain of entries, and where it ends. The database itself refuses to change or remove an entry, and to take the end back; whoever may
 * alter the tables can still do so, which `bin/repondeur audit verify` shows.
 */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('audit_log', (table) => {
    table.integer('seq').primary();
    table.text('id').notNullable().unique();
    table.text('at').notNullable();
    table.text('actor_kind').notNullable();
    table.text('actor_id').index();
    table.text('action').notNullable().index();
    table.text('target_kind');
    table.text('target_id').index();
    table.text('details');
    table.text('personal');
    table.text('address');
    table.text('network');
    table.text('previous_hash').notNullable();
    table.text('hash').notNullable();
  });
  await database.schema.createTable('audit_head', (table) => {
    table.integer('id').primary();
    table.integer('seq').notNullable();
    table.text('hash').notNullable();
  });
  await database('audit_head').insert({ id: 1, seq: 0, hash: '0'.repeat(64) });
  for (const statement of isPostgres(database) ? postgresTriggers : sqliteTriggers) await database.raw(statement);
}

export async function down(database: Knex): Promise<void> {
  // Their triggers go with them.
  await database.schema.dropTable('audit_log');
  await database.schema.dropTable('audit_head');
  if (isPostgres(database)) await database.raw('drop function audit_refuse()');
}

const words = 'the audit log is append-only';

const sqliteTriggers = [
  `create trigger audit_log_update before update on audit_log begin select raise(abort, '${words}'); end`,
  `create trigger audit_log_delete before delete on audit_log begin select raise(abort, '${words}'); end`,
  `create trigger audit_head_update before update on audit_head when new.seq < old.seq or new.id <> old.id begin select raise(abort, '${words}'); end`,
  `create trigger audit_head_delete before delete on audit_head begin select raise(abort, '${words}'); end`,
];

const postgresTriggers = [
  `create function audit_refuse() returns trigger language plpgsql as $$ begin raise exception '${words}'; end $$`,
  'create trigger audit_log_change before update or delete on audit_log for each row execute function audit_refuse()',
  'create trigger audit_log_truncate before truncate on audit_log for each statement execute function audit_refuse()',
  'create trigger audit_head_update before update on audit_head for each row when (new.seq < old.seq or new.id <> old.id) execute function audit_refuse()',
  'create trigger audit_head_delete before delete on audit_head for each row execute function audit_refuse()',
  'create trigger audit_head_truncate before truncate on audit_head for each statement execute function audit_refuse()',
];
