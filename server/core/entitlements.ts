/** What a plan allows; null is without a limit. */
export interface Limits {
  numbers: number | null;
  /** Of calls, in a period of the plan. */
  minutes: number | null;
  concurrentCalls: number | null;
  retentionDays: number | null;
}

export const noLimits: Limits = { numbers: null, minutes: null, concurrentCalls: null, retentionDays: null };

/** What users may do here: filled by billing/, asked where a limit bites. Rejects only when the database cannot be read; a call is then taken without limits. */
export interface Entitlements {
  limitsOf(userId: string): Promise<Limits>;
  /** Why one more call, beside those that are up, may not reach the assistant; null when it may. */
  callLimit(userId: string, callsUp: number): Promise<'concurrent-calls' | 'minutes' | null>;
}

/** Where nobody pays. */
export const everythingAllowed: Entitlements = { limitsOf: async () => noLimits, callLimit: async () => null };
