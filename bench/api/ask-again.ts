import { Pool } from 'undici';
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
export async function askAgain({ url, path, headers }: Target, { connections, requests }: { connections: number; requests: number }): Promise<Round> {
  const pool = new Pool(url, { connections, pipelining: 1 });
  const latenciesMs: number[] = [];
  const beganMs = performance.now();
  let left = requests;
  const client = async () => {
    while (left-- > 0) {
      const sentMs = performance.now();
      const { statusCode, body } = await pool.request({ path, method: 'GET', headers });
      await body.arrayBuffer();
      if (statusCode !== 200) throw new RepondeurError('unavailable', `${path} is answered by ${statusCode}`);
      latenciesMs.push(performance.now() - sentMs);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, client));
    return { requests, seconds: (performance.now() - beganMs) / 1000, latenciesMs };
  } finally {
    await pool.close();
  }
}
