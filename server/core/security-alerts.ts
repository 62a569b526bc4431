/** Patterns that somebody should look at. */
export const alertPatterns = ['many-failed-sign-ins', 'refresh-token-reused', 'forged-webhooks', 'refused-dialling'] as const;
export type AlertPattern = (typeof alertPatterns)[number];

/** A pattern that was seen. */
export interface SecurityAlert {
  pattern: AlertPattern;
  /** How many events made it. */
  count: number;
  /** Within how long. */
  minutes: number;
  at: Date;
}
