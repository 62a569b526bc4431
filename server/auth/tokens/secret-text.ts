import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text: refresh tokens, API keys, links. */
export const newSecretText = () => randomBytes(32).toString('base64url');

/** What the database keeps of such a text. It has too much chance in it to be guessed, so that a quick hash is enough, and looking it up tells nothing by its time. */
export const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');
