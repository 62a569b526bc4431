import type { Round } from './ask-again.ts';

/** What one of two gave in a round. */
export interface Figures {
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Of the server's process, user and system time. */
  cpuMicrosecondsPerRequest: number;
}

export interface Spread {
  median: number;
  least: number;
  most: number;
}

/** The product and the bare Koa, measured one right after the other. */
export interface Pair {
  product: Figures;
  bare: Figures;
}

/** Where 1 is "as good as the bare Koa" and less is worse, in each of them. */
export interface Ratios {
  requestsPerSecond: Spread;
  /** The bare one's time by the product's. */
  p50: Spread;
  p99: Spread;
  cpu: Spread;
}

export function figuresOf({ requests, seconds, latenciesMs }: Round, cpuMs: number): Figures {
  const sorted = Float64Array.from(latenciesMs).sort();
  return {
    requestsPerSecond: requests / seconds,
    p50Ms: at(sorted, 0.5),
    p99Ms: at(sorted, 0.99),
    cpuMicrosecondsPerRequest: (1000 * cpuMs) / requests,
  };
}

/** Each ratio is taken within a pair: what else the machine does weighs on both of its rounds. */
export function ratiosOf(pairs: readonly Pair[]): Ratios {
  const over = (ratio: (pair: Pair) => number) => spreadOf(pairs.map(ratio));
  return {
    requestsPerSecond: over(({ product, bare }) => product.requestsPerSecond / bare.requestsPerSecond),
    p50: over(({ product, bare }) => bare.p50Ms / product.p50Ms),
    p99: over(({ product, bare }) => bare.p99Ms / product.p99Ms),
    cpu: over(({ product, bare }) => bare.cpuMicrosecondsPerRequest / product.cpuMicrosecondsPerRequest),
  };
}

/** The median of each figure. */
export function middleOf(figures: readonly Figures[]): Figures {
  const median = (key: keyof Figures) => spreadOf(figures.map((one) => one[key])).median;
  return {
    requestsPerSecond: median('requestsPerSecond'),
    p50Ms: median('p50Ms'),
    p99Ms: median('p99Ms'),
    cpuMicrosecondsPerRequest: median('cpuMicrosecondsPerRequest'),
  };
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const middle = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]] as [number, number];
  return { median: (middle[0] + middle[1]) / 2, least: at(sorted, 0), most: at(sorted, 1) };
}

/** The value that the given share of the sorted ones does not exceed (nearest rank). */
function at(sorted: Float64Array, share: number): number {
  return sorted[Math.max(1, Math.ceil(share * sorted.length)) - 1] ?? Number.NaN;
}
