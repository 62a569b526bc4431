export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** One line of the log. */
export interface LogLine {
  at: Date;
  level: LogLevel;
  message: string;
  /** All else that the line says. */
  fields: Record<string, unknown>;
}

export const severity = (level: LogLevel): number => logLevels.indexOf(level);

/** Null for what is no line of ours, such as one that a crash cut short. */
export function logLineOf(text: string): LogLine | null {
  let line: unknown;
  try {
    line = JSON.parse(text);
  } catch {
    // Cut short by a crash or a full disk.
    return null;
  }
  if (typeof line !== 'object' || line === null) return null;
  const { time, level, msg, ...fields } = line as Record<string, unknown>;
  const at = new Date(String(time));
  if (Number.isNaN(at.getTime()) || !logLevels.includes(level as LogLevel)) return null;
  return { at, level: level as LogLevel, message: String(msg ?? ''), fields };
}
