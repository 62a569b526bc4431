import { v7 } from 'uuid';

/** A UUIDv7 (RFC 9562): sorts by the time it was made, so that keys grow at the end of an index. */
export function newId(): string {
  return v7();
}
