import { readFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { asError, RepondeurError } from '../core/errors.ts';

export interface ListenOptions {
  host: string;
  /** 0 takes a free one. */
  port: number;
  /** PEM files: the certificate with its chain, and its key. Without them plain HTTP is spoken. */
  tls?: { certificate: string; key: string } | undefined;
  /** Is told of each connection that could not be taken, for want of file descriptors for instance; the next one may be. */
  onFault(fault: Error): void;
}

/** A client that sends nothing, or too slowly, must not hold a connection (slowloris). Node's own defaults are minutes. */
const timeouts = { requestTimeout: 10_000, headersTimeout: 5000, keepAliveTimeout: 5000, maxHeaderSize: 16 * 1024 };

/** Requests that are being answered get this long when the server stops. */
const drainMs = 2000;

/** Rejects with 'port-taken', 'bad-settings' (a certificate that cannot be used) or 'unavailable'. */
export async function listen(handle: RequestListener, { host, port, tls, onFault }: ListenOptions): Promise<Server> {
  const server = tls ? secure(handle, tls) : createServer(timeouts, handle);
  server.on('clientError', refuse);
  await new Promise<void>((resolve, reject) => {
    const refuseStart = (error: NodeJS.ErrnoException) => reject(listenFault(error, host, port));
    server.once('error', refuseStart);
    server.listen(port, host, () => {
      server.off('error', refuseStart).on('error', onFault);
      resolve();
    });
  });
  return server;
}

/** TLS 1.2 at least. A renewed certificate is taken at the next start. */
function secure(handle: RequestListener, { certificate, key }: NonNullable<ListenOptions['tls']>): Server {
  try {
    return createTlsServer({ ...timeouts, cert: readFileSync(certificate), key: readFileSync(key), minVersion: 'TLSv1.2' }, handle);
  } catch (error) {
    const message = `http.tls_certificate and http.tls_key cannot be used: ${asError(error).message}`;
    throw new RepondeurError('bad-settings', message, { cause: error });
  }
}

/** Lets requests end that are being answered; takes no new one. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(timer);
}

const refusals: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** What is no HTTP never reaches the application; the answer is a problem document all the same. */
function refuse(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const line = refusals[error.code ?? ''] ?? '400 Bad Request';
  const [status, title] = [Number(line.slice(0, 3)), line.slice(4)];
  const body = JSON.stringify({ type: 'about:blank', title, status, detail: 'This is no request that can be read.', code: 'bad-input' });
  socket.end(
    `HTTP/1.1 ${line}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  );
}

function listenFault(error: NodeJS.ErrnoException, host: string, port: number): RepondeurError {
  if (error.code === 'EADDRINUSE') {
    return new RepondeurError('port-taken', `Port ${port} on ${host} is taken by another program. Stop it, or set another http.port.`, {
      cause: error,
    });
  }
  if (error.code === 'EACCES') {
    return new RepondeurError('bad-settings', `Port ${port} needs root rights: set http.port to one above 1023, and put a proxy in front.`, {
      cause: error,
    });
  }
  return new RepondeurError('unavailable', `The web server cannot listen on ${host}:${port} (${error.code}). See http.host and http.port.`, {
    cause: error,
  });
}
