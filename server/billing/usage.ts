import { type Limits, noLimits } from '../core/entitlements.ts';

export interface UsageNow {
  limits: Limits;
  /** Of calls in the period that runs; a begun minute counts. */
  usedMinutes: number;
  graceMs: number;
}

/** What a user may do, and has done. */
export interface Usage {
  of(userId: string): Promise<UsageNow>;
}

/** Where nobody pays, nobody counts. */
export const nothingCounted: Usage = { of: async () => ({ limits: noLimits, usedMinutes: 0, graceMs: 0 }) };
