/**
 * What every room is given to log with (pino's form). Messages are constant strings. Numbers, names and words of
 * people go only in fields whose key contains `pii`, which the redactor drops unless `log.pii` allows them.
 */
export interface Logger {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
  child(fields: object): Logger;
}

export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silentLogger,
};
