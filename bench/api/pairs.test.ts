import test from 'ava';
import { type Figures, figuresOf, ratiosOf, spreadOf } from './pairs.ts';

const figures = (requestsPerSecond: number, p50Ms: number, p99Ms: number, cpuMicrosecondsPerRequest: number): Figures => ({
  requestsPerSecond,
  p50Ms,
  p99Ms,
  cpuMicrosecondsPerRequest,
});

test('a round becomes requests a second, percentiles by nearest rank and processor time a request', (t) => {
  const latenciesMs = Array.from({ length: 200 }, (_, index) => 200 - index);
  t.deepEqual(figuresOf({ requests: 200, seconds: 4, latenciesMs }, 50), figures(50, 100, 198, 250));
});

test('a ratio is taken within each pair, and the middle one of them counts', (t) => {
  // In the second pair the machine is half as fast for both; in the third something disturbs the product alone.
  const { requestsPerSecond, p50, p99, cpu } = ratiosOf([
    { product: figures(800, 2, 4, 100), bare: figures(1000, 1, 2, 80) },
    { product: figures(400, 4, 8, 200), bare: figures(500, 2, 4, 160) },
    { product: figures(100, 40, 80, 400), bare: figures(1000, 1, 2, 80) },
  ]);
  t.deepEqual(requestsPerSecond, { median: 0.8, least: 0.1, most: 0.8 });
  t.deepEqual(p50, { median: 0.5, least: 0.025, most: 0.5 });
  t.deepEqual(p99, { median: 0.5, least: 0.025, most: 0.5 });
  t.deepEqual(cpu, { median: 0.8, least: 0.2, most: 0.8 });
});

test('the middle of an even number of values lies between the two in the middle', (t) => {
  t.deepEqual(spreadOf([4, 1, 3, 2]), { median: 2.5, least: 1, most: 4 });
});
