import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What goes wrong with one request of a file; the requests after it are served well. */
export type Mishap =
  | { status: number }
  /** The connection is cut after so many bytes of the answer; `once` waits until they have arrived, which a cut connection else does not promise. */
  | { cutAfter: number; once?: () => Promise<unknown> }
  /** So many bytes come, then nothing more. */
  | { stallAfter: number };

export interface PublishedFile {
  body: Buffer;
  etag?: string;
  /** Ranges are ignored: the whole file comes. */
  withoutRanges?: boolean;
  /** What Content-Length claims, when it is not the truth. */
  claimedBytes?: number;
  mishaps?: Mishap[];
  redirectTo?: string;
}

/** A publisher's web server on loopback: byte ranges, validators, and the mishaps of real ones. */
export class Publisher {
  readonly files = new Map<string, PublishedFile>();
  /** Path and Range header of every request. */
  readonly requests: { path: string; range?: string; ifRange?: string }[] = [];
  readonly #server = createServer((request, response) => this.#answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  publish(path: string, body: Buffer | string, more: Omit<PublishedFile, 'body'> = {}): PublishedFile {
    const file = { body: Buffer.from(body), etag: `"${path.length}-${body.length}"`, ...more };
    this.files.set(path, file);
    return file;
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
    const { range, 'if-range': ifRange } = request.headers as Record<string, string | undefined>;
    this.requests.push({ path, ...(range && { range }), ...(ifRange && { ifRange }) });
    const file = this.files.get(path);
    const mishap = file?.mishaps?.shift();
    if (!file) response.writeHead(404).end('not here');
    else if (file.redirectTo) response.writeHead(302, { location: file.redirectTo }).end();
    else if (mishap && 'status' in mishap) response.writeHead(mishap.status).end();
    else this.#send(file, response, range, ifRange, mishap);
  }

  #send(file: PublishedFile, response: ServerResponse, range?: string, ifRange?: string, mishap?: Mishap): void {
    const { body, etag, withoutRanges, claimedBytes } = file;
    const asked = /^bytes=(\d+)-$/.exec(range ?? '');
    const start = asked && !withoutRanges && (ifRange === undefined || ifRange === etag) ? Number(asked[1]) : 0;
    if (start > 0 && start >= body.length) {
      response.writeHead(416, { 'content-range': `bytes */${body.length}` }).end();
      return;
    }
    const part = body.subarray(start);
    const contentRange = start > 0 ? { 'content-range': `bytes ${start}-${body.length - 1}/${body.length}` } : {};
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': claimedBytes ?? part.length, ...(etag && { etag }), ...contentRange });
    if (mishap && 'cutAfter' in mishap)
      response.write(part.subarray(0, mishap.cutAfter), () => void Promise.resolve(mishap.once?.()).finally(() => response.destroy()));
    else if (mishap && 'stallAfter' in mishap) response.write(part.subarray(0, mishap.stallAfter));
    else response.end(part);
  }
}
