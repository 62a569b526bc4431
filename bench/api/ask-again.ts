import { Agent, get } from 'node:http';
import { RepondeurError } from '../../server/core/errors.ts';

export interface Target {
  /** "http://127.0.0.1:8080". */
  url: string;
  path: string;
  headers: Record<string, string>;
}

export interface Round {
  requests: number;
  seconds: number;
  /** Of each request, from sending it to the end of its answer. */
  latenciesMs: number[];
}

/** Asks so often over so many connections that stay open, on each the next request when the one before is answered. Throws when an answer is not 200. */
export async function askAgain(target: Target, { connections, requests }: { connections: number; requests: number }): Promise<Round> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latenciesMs: number[] = [];
  const beganMs = performance.now();
  let left = requests;
  const client = async () => {
    while (left-- > 0) {
      const sentMs = performance.now();
      await ask(target, agent);
      latenciesMs.push(performance.now() - sentMs);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, client));
    return { requests, seconds: (performance.now() - beganMs) / 1000, latenciesMs };
  } finally {
    agent.destroy();
  }
}

/** Node's own client, by callbacks: fetch costs more than the answer does. */
function ask({ url, path, headers }: Target, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get(`${url}${path}`, { headers, agent }, (response) => {
      response.once('end', resolve).once('error', reject).resume();
      if (response.statusCode !== 200) reject(new RepondeurError('unavailable', `${path} is answered by ${response.statusCode}`));
    });
    request.once('error', reject);
  });
}
