/** What better-sqlite3 makes of a text of SQL. */
interface Connection<Statement> {
  prepare(sql: string): Statement;
}

/** So many of ours are in use at most; one takes some kilobytes. The lists of `where … in (?, ?, …)` make a text for each length. */
const maxKept = 200;

/**
 * Lets a connection keep the statements that it has prepared, the least used goes first. knex has every query prepared anew, which takes longer than running it. SQLite prepares a kept
 * statement again by itself when the tables have changed (https://www.sqlite.org/c3ref/prepare.html).
 */
export function keepStatements<Statement>(connection: Connection<Statement>): void {
  const prepare = connection.prepare.bind(connection);
  const kept = new Map<string, Statement>();
  connection.prepare = (sql) => {
    const statement = kept.get(sql) ?? prepare(sql);
    kept.delete(sql);
    kept.set(sql, statement);
    const oldest = kept.keys().next().value;
    if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest);
    return statement;
  };
}
