import { RepondeurError } from '../server/core/errors.ts';
import type { Stage } from '../server/rehearsal/stage.ts';
import { askAgain, type Target } from './api/ask-again.ts';
import { startBareKoa } from './api/bare-koa-process.ts';
import { type Figures, figuresOf, middleOf, type Pair, type Ratios, ratiosOf } from './api/pairs.ts';
import { makePeople, signIn } from './api/people.ts';
import { sampleTree } from './processes.ts';

export interface ApiOptions {
  /** Pairs of rounds for each address. */
  pairs: number;
  connections: number;
  signal: AbortSignal;
  onProgress(text: string): void;
}

export interface ApiReport {
  what: string;
  path: string;
  product: Figures;
  bare: Figures;
  ratios: Ratios;
}

/** What the bench needs of the server: no limit may end it, and a password is enough for its administrator. */
export const apiStageSettings = {
  http: { rate_limit_per_address: 1_000_000, rate_limit_per_account: 1_000_000 },
  auth: { second_factor_for_roles: [] },
};

/** A round takes about a second on a quiet machine. It is as many requests on a busy one: code that has run little is not compiled yet. */
const asked = [
  { what: 'profile', path: '/api/v1/users/me/profile', requests: 4_000 },
  { what: 'list of 50', path: '/api/v1/admin/users?limit=50', requests: 800 },
];
const warmUpRounds = 3;
const people = 1_000;

/**
 * The product's gateway beside a bare Koa with the same queries on the same database file, each a process of its own. Short rounds in turn, in the order A B B A, so that whatever
 * else the machine does weighs on both.
 */
export async function measureApi(stage: Stage, options: ApiOptions): Promise<ApiReport[]> {
  const { pairs, connections, signal, onProgress } = options;
  const [administrator] = await makePeople(stage.settings, people);
  const headers = { authorization: `Bearer ${await signIn(stage.httpUrl, administrator.email)}` };
  const bareKoa = await startBareKoa(stage.settings.database.file, administrator.userId, signal);
  try {
    const reports: ApiReport[] = [];
    for (const { what, path, requests } of asked) {
      const product = { pid: stage.supervisor.pid ?? 0, target: { url: stage.httpUrl, path, headers } };
      const bare = { pid: bareKoa.pid, target: { url: bareKoa.url, path, headers } };
      await sameAnswer(product.target, bare.target);
      const measure = (one: typeof product) => measureRound(one, { connections, requests });
      const measured: Pair[] = [];
      for (let index = 1 - warmUpRounds; index <= pairs; index++) {
        signal.throwIfAborted();
        const first = await measure(index % 2 === 0 ? product : bare);
        const second = await measure(index % 2 === 0 ? bare : product);
        if (index > 0) measured.push(index % 2 === 0 ? { product: first, bare: second } : { product: second, bare: first });
        onProgress(index > 0 ? `${what}: ${index} of ${pairs} pairs` : `${what}: warming up`);
      }
      reports.push({
        what,
        path,
        product: middleOf(measured.map((pair) => pair.product)),
        bare: middleOf(measured.map((pair) => pair.bare)),
        ratios: ratiosOf(measured),
      });
    }
    return reports;
  } finally {
    await bareKoa.stop();
  }
}

async function measureRound({ pid, target }: { pid: number; target: Target }, load: { connections: number; requests: number }): Promise<Figures> {
  const before = await cpuMsOf(pid);
  const round = await askAgain(target, load);
  return figuresOf(round, (await cpuMsOf(pid)) - before);
}

async function cpuMsOf(pid: number): Promise<number> {
  const [main] = await sampleTree(pid);
  if (!main) throw new RepondeurError('unavailable', 'the server has ended');
  return main.cpuMs;
}

async function sameAnswer(product: Target, bare: Target): Promise<void> {
  const [one, other] = await Promise.all(
    [product, bare].map(async ({ url, path, headers }) => {
      const response = await fetch(`${url}${path}`, { headers });
      return `${response.status} ${await response.text()}`;
    }),
  );
  if (one !== other) throw new RepondeurError('conflict', `the bare Koa answers ${product.path} otherwise than the product`);
}
