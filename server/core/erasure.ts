import type { Knex } from 'knex';

/** What a room has of a user, and deletes when he is deleted for good. */
export interface UserErasure {
  /** What is no row, such as files. Done first, so that whatever fails can be begun again while the rows still tell of them. */
  files?(userId: string): Promise<void>;
  /** Joins the transaction in which the account is deleted. */
  rows(userId: string, transaction: Knex.Transaction): Promise<void>;
}
