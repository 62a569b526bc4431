import pino, { type DestinationStream } from 'pino';
import type { Logger } from '../core/logger.ts';
import { type LogLevel, severity } from './log-line.ts';
import type { LogStore } from './log-store.ts';
import { redact } from './redact.ts';

export interface LoggerOptions {
  /** The least important messages that are written; read at each message, so that it can be changed while the service runs. */
  level: LogLevel;
  /** Whether fields whose key contains "pii" are written. */
  pii: boolean;
  /** Standard error by default: standard output is for results. */
  destination?: DestinationStream;
}

/** A logger that writes one JSON object a line, at once, so that the last lines before a crash are there. */
export function createLogger(options: LoggerOptions): Logger {
  const { destination = standardError() } = options;
  const form = { level: 'debug', base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label: string) => ({ level: label }) } };
  return wrap(pino(form, destination), options);
}

/** Standard error, for whoever started the service (systemd's journal), and the files that administrators read over the API. */
export function keptIn(store: Pick<LogStore, 'write'>): DestinationStream {
  const own = standardError();
  return {
    write(line) {
      own.write(line);
      store.write(line);
    },
  };
}

const standardError = () => pino.destination({ fd: 2, sync: true });

function wrap(inner: pino.Logger, options: Pick<LoggerOptions, 'level' | 'pii'>): Logger {
  const wanted = (level: LogLevel) => severity(level) >= severity(options.level);
  return {
    debug: (fields, message) => wanted('debug') && inner.debug(redact(fields, options.pii), message),
    info: (fields, message) => wanted('info') && inner.info(redact(fields, options.pii), message),
    warn: (fields, message) => wanted('warn') && inner.warn(redact(fields, options.pii), message),
    error: (fields, message) => inner.error(redact(fields, options.pii), message),
    child: (fields) => wrap(inner.child(redact(fields, options.pii)), options),
  };
}
