import type { ExecutionContext } from 'ava';
import { silentLogger } from '../../core/logger.ts';
import { EngineHost } from './engine-host.ts';
import type { EngineHostOptions } from './host-options.ts';
import type { MisbehavingEngine } from './misbehaving-child.ts';

export const entry = new URL('./misbehaving-child.ts', import.meta.url);
/** For requests that are answered. */
export const soon = { deadlineMs: 20_000 };

/** A host of the engine that does what a test tells it to, not started; stopped with the test. */
export function makeHost(t: ExecutionContext, options: Partial<EngineHostOptions<MisbehavingEngine>> = {}): EngineHost<MisbehavingEngine> {
  const host = new EngineHost<MisbehavingEngine>({
    name: 'the test engine',
    entry,
    options: { start: 'well' },
    logger: silentLogger,
    backOff: { firstMs: 1 },
    stopDeadlineMs: 2000,
    ...options,
  });
  t.teardown(() => host.stop());
  return host;
}

export async function startedHost(
  t: ExecutionContext,
  options?: Partial<EngineHostOptions<MisbehavingEngine>>,
): Promise<EngineHost<MisbehavingEngine>> {
  const host = makeHost(t, options);
  await host.start();
  return host;
}
