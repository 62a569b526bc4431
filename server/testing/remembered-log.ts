import type { Logger } from '../core/logger.ts';

/** Keeps warnings and errors, for the message of a test that fails. */
export class RememberedLog implements Logger {
  readonly lines: string[];
  readonly #fields: object;

  constructor(lines: string[] = [], fields: object = {}) {
    this.lines = lines;
    this.#fields = fields;
  }

  debug(): void {}

  info(): void {}

  warn(fields: object, message: string): void {
    this.#remember('warn', fields, message);
  }

  error(fields: object, message: string): void {
    this.#remember('error', fields, message);
  }

  child(fields: object): Logger {
    return new RememberedLog(this.lines, { ...this.#fields, ...fields });
  }

  #remember(level: string, fields: object, message: string): void {
    const { err, ...more } = { ...this.#fields, ...fields } as { err?: Error };
    const cause = err ? ` (${err.stack ?? err.message})` : '';
    this.lines.push(`${level}: ${message}${cause} ${JSON.stringify(more)}`);
  }
}
