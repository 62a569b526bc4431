/** The value that the given share of all values does not exceed (nearest rank); NaN of nothing. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? Number.NaN;
}

/** The same, rounded; null of nothing. */
export function percentile(values: readonly number[], share: number): number | null {
  return values.length === 0 ? null : Math.round(quantile(values, share));
}
