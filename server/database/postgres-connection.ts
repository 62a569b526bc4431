import type { Knex } from 'knex';

export interface PostgresOptions {
  /** An address, or the folder of the socket. */
  host: string;
  port: number;
  name: string;
  user: string;
  password: { reveal(): string } | undefined;
  tls: boolean;
}

/** A query that takes longer is broken: ours take milliseconds. A call must not wait for it. */
const statementMs = 30_000;

/** Nothing is kept open that is not needed: several servers share PostgreSQL's hundred connections. */
export function postgresConnection({ host, port, name, user, password, tls }: Partial<PostgresOptions>): Knex.Config {
  return {
    connection: {
      ...(host !== undefined && { host }),
      ...(port !== undefined && { port }),
      ...(name !== undefined && { database: name }),
      ...(user !== undefined && { user }),
      ...(password && { password: password.reveal() }),
      ssl: tls ? { rejectUnauthorized: true } : false,
      application_name: 'repondeur',
      statement_timeout: statementMs,
      connectionTimeoutMillis: 5000,
    },
    pool: { min: 0, max: 10 },
  };
}
