import type { Knex } from 'knex';
import { RepondeurError } from '../core/errors.ts';

/** Part of a list, in a stable order: what is added meanwhile moves nothing. */
export interface Page<T> {
  items: T[];
  /** Asks for what comes after; null at the end. */
  nextCursor: string | null;
}

export interface PageOptions {
  /** As the page before gave it. */
  cursor?: string | undefined;
  limit: number;
  /** A column that is never null, in whose order the list is; the key decides between equals. By default the key alone, which is the order of making. */
  orderBy?: string;
  direction?: 'asc' | 'desc';
  /** The unique key. */
  key?: string;
  /** Which of the columns are whole numbers; all others are text. */
  numeric?: readonly string[];
}

/**
 * A page of a query that has its conditions already. Rejects with 'bad-input' when the cursor is none of this list. One row more than asked
 * is read, to know whether there is more.
 */
export async function pageOf<Row extends object>(query: Knex.QueryBuilder, options: PageOptions): Promise<Page<Row>> {
  const { cursor, limit, key = 'id', orderBy = key, direction = 'desc', numeric = [] } = options;
  const columns = [...new Set([orderBy, key])];
  if (cursor !== undefined) {
    const after = positionOf(
      cursor,
      columns.map((column) => (numeric.includes(column) ? isWhole : isText)),
    );
    const beyond = direction === 'desc' ? '<' : '>';
    query = query.whereRaw(`(${columns.map(() => '??').join(', ')}) ${beyond} (${columns.map(() => '?').join(', ')})`, [...columns, ...after]);
  }
  // The limit stands in the text: SQLite, which plans with it, would prepare a kept statement anew for a value that comes with each run.
  const rows: Row[] = await query.orderBy(columns.map((column) => ({ column, order: direction }))).limit(limit + 1, { skipBinding: true });
  const items = rows.slice(0, limit);
  const last = items.at(-1) as Record<string, unknown> | undefined;
  return { items, nextCursor: rows.length > limit && last ? cursorOf(columns.map((column) => last[plainName(column)])) : null };
}

/** "calls.id" comes back as "id". */
const plainName = (column: string) => column.split('.').at(-1) ?? column;

/** Opaque to clients: the last row's place in the order. It holds nothing that the row itself did not show. */
function cursorOf(position: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

function positionOf(cursor: string, kinds: readonly ((value: unknown) => boolean)[]): (string | number)[] {
  const position = parsed(cursor);
  const fits = Array.isArray(position) && position.length === kinds.length && kinds.every((fitsKind, at) => fitsKind(position[at]));
  if (!fits) throw new RepondeurError('bad-input', 'The cursor is none of this list: take nextCursor of the page before, or none to begin.');
  return position as (string | number)[];
}

const isText = (value: unknown) => typeof value === 'string' && !value.includes('\u0000');
/** Of 32 bits: PostgreSQL refuses to compare an integer with more. */
const isWhole = (value: unknown) => Number.isInteger(value) && Math.abs(value as number) < 2 ** 31;

function parsed(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
