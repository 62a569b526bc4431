import type { Knex } from 'knex';
import { isPostgres } from '../server/database/open.ts';

/**
 * Where the audit log begins: the last entry that was taken away, when entries are kept for a time only. What lies before it may be deleted, all else not.
 * Going back to before this, a log that has lost its beginning is one that `audit verify` finds broken.
 */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('audit_base', (table) => {
    table.integer('id').primary();
    table.integer('seq').notNullable();
    table.text('hash').notNullable();
  });
  await database('audit_base').insert({ id: 1, seq: 0, hash: '0'.repeat(64) });
  for (const statement of isPostgres(database) ? postgres.up : sqlite.up) await database.raw(statement);
}

export async function down(database: Knex): Promise<void> {
  for (const statement of isPostgres(database) ? postgres.down : sqlite.down) await database.raw(statement);
  await database.schema.dropTable('audit_base');
  if (isPostgres(database)) await database.raw('drop function audit_refuse_kept()');
}

const words = 'the audit log is append-only';
const refuse = `begin select raise(abort, '${words}'); end`;

const sqlite = {
  up: [
    'drop trigger audit_log_delete',
    `create trigger audit_log_delete before delete on audit_log when old.seq > (select seq from audit_base where id = 1) ${refuse}`,
    `create trigger audit_base_update before update on audit_base when new.seq < old.seq or new.id <> old.id ${refuse}`,
    `create trigger audit_base_delete before delete on audit_base ${refuse}`,
  ],
  down: ['drop trigger audit_log_delete', `create trigger audit_log_delete before delete on audit_log ${refuse}`],
};

const postgres = {
  up: [
    `create function audit_refuse_kept() returns trigger language plpgsql as $$ begin
       if old.seq > (select seq from audit_base where id = 1) then raise exception '${words}'; end if;
       return old;
     end $$`,
    'drop trigger audit_log_change on audit_log',
    'create trigger audit_log_change before update on audit_log for each row execute function audit_refuse()',
    'create trigger audit_log_delete before delete on audit_log for each row execute function audit_refuse_kept()',
    'create trigger audit_base_update before update on audit_base for each row when (new.seq < old.seq or new.id <> old.id) execute function audit_refuse()',
    'create trigger audit_base_delete before delete on audit_base for each row execute function audit_refuse()',
    'create trigger audit_base_truncate before truncate on audit_base for each statement execute function audit_refuse()',
  ],
  down: [
    'drop trigger audit_log_delete on audit_log',
    'drop trigger audit_log_change on audit_log',
    'create trigger audit_log_change before update or delete on audit_log for each row execute function audit_refuse()',
  ],
};
