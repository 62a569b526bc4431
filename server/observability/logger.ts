import pino, { type DestinationStream } from 'pino';
import type { Logger } from '../core/logger.ts';
import { redact } from './redact.ts';

export interface LoggerOptions {
  level: 'debug' | 'info' | 'warn' | 'error';
  /** Whether fields whose key contains "pii" are written. */
  pii: boolean;
  /** Standard error by default: standard output is for results. */
  destination?: DestinationStream;
}

/** A logger that writes one JSON object a line, at once, so that the last lines before a crash are there. */
export function createLogger({ level, pii, destination = pino.destination({ fd: 2, sync: true }) }: LoggerOptions): Logger {
  return wrap(
    pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, formatters: { level: (label) => ({ level: label }) } }, destination),
    pii,
  );
}

function wrap(inner: pino.Logger, pii: boolean): Logger {
  return {
    debug: (fields, message) => inner.isLevelEnabled('debug') && inner.debug(redact(fields, pii), message),
    info: (fields, message) => inner.isLevelEnabled('info') && inner.info(redact(fields, pii), message),
    warn: (fields, message) => inner.warn(redact(fields, pii), message),
    error: (fields, message) => inner.error(redact(fields, pii), message),
    child: (fields) => wrap(inner.child(redact(fields, pii)), pii),
  };
}
