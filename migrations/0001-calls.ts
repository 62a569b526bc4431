import type { Knex } from 'knex';

/**
 * Keys are UUIDv7 as text. Times are UTC ISO 8601 text with milliseconds ("2026-11-24T09:30:00.000Z"), which sort as they are in SQLite and
 * PostgreSQL alike. Durations are whole milliseconds.
 */
export async function up(database: Knex): Promise<void> {
  await database.schema.createTable('calls', (table) => {
    table.text('id').primary();
    table.text('user_id').notNullable();
    table.text('switch_call_id').notNullable().unique();
    table.text('from_number');
    table.text('from_name');
    table.text('to_number').notNullable();
    table.text('started_at').notNullable();
    table.text('ended_at').notNullable();
    table.integer('duration_ms').notNullable();
    table.text('outcome').notNullable();
    table.text('end_reason').notNullable();
    table.text('language').notNullable();
    table.text('summary');
    table.string('untranscribed');
    table.index(['user_id', 'started_at']);
  });
  await database.schema.createTable('turns', (table) => {
    table.text('call_id').notNullable().references('calls.id').onDelete('CASCADE');
    table.integer('position').notNullable();
    table.text('speaker').notNullable();
    table.text('text').notNullable();
    table.integer('start_ms').notNullable();
    table.integer('end_ms').notNullable();
    table.double('confidence');
    table.primary(['call_id', 'position']);
  });
  await database.schema.createTable('messages', (table) => {
    table.text('call_id').primary().references('calls.id').onDelete('CASCADE');
    table.text('name');
    table.text('phone');
    table.text('reason');
    table.boolean('urgent').notNullable();
  });
  await database.schema.createTable('recordings', (table) => {
    table.text('call_id').primary().references('calls.id').onDelete('CASCADE');
    table.text('path').notNullable();
    table.integer('duration_ms').notNullable();
    table.integer('sample_rate_hz').notNullable();
    table.integer('channels').notNullable();
  });
}

export async function down(database: Knex): Promise<void> {
  for (const table of ['recordings', 'messages', 'turns', 'calls']) await database.schema.dropTable(table);
}
