import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { withDeadline } from '../core/abortable.ts';

/** A message that the server has accepted. */
export interface ReceivedEmail {
  /** The message as it came, an .eml file. */
  path: string;
  from: string;
  to: string[];
  mail: ParsedMail;
}

export type SmtpStage = 'connect' | 'mail' | 'rcpt' | 'data';

export interface SmtpRefusal {
  stage: SmtpStage;
  /** 4xx: later; 5xx: never. */
  code: number;
  text?: string;
}

export interface TestSmtpOptions {
  /** Where the .eml files go. */
  folder: string;
  /** 0 takes a free one; it is kept over stop and start. */
  port?: number;
  /** Asks for it when set. */
  account?: { username: string; password: string };
}

/**
 * A real SMTP server on loopback for tests and the demo. It keeps what it accepts as .eml files and parsed, in order of arrival, and can be told to
 * refuse, to be slow, and to be down.
 */
export class TestSmtpServer {
  readonly host = '127.0.0.1';
  readonly received: ReceivedEmail[] = [];
  /** Answered in order, one for each time its stage comes by. */
  readonly refusals: SmtpRefusal[] = [];
  /** How long the server thinks before it accepts a message. A client that goes away meanwhile has not sent it. */
  acceptAfterMs = 0;
  /** Larger messages are refused with 552. */
  maxBytes = Number.POSITIVE_INFINITY;
  /** How many messages came whole, accepted or not. */
  dataCount = 0;
  readonly #folder: string;
  readonly #account: TestSmtpOptions['account'];
  #port: number;
  #server: SMTPServer | undefined;
  readonly #gone = new Set<string>();
  #waiting: (() => void)[] = [];

  constructor({ folder, port = 0, account }: TestSmtpOptions) {
    this.#account = account;
    this.#folder = folder;
    this.#port = port;
  }

  get port(): number {
    return this.#port;
  }

  async start(): Promise<void> {
    if (this.#server) return;
    await mkdir(this.#folder, { recursive: true });
    const server = new SMTPServer({
      disabledCommands: this.#account ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _, done) => {
        const right = username === this.#account?.username && password === this.#account?.password;
        done(right ? null : reply(535, '5.7.8 wrong account'), { user: username });
      },
      closeTimeout: 500,
      onConnect: (_, done) => done(this.#refusal('connect')),
      onMailFrom: (_, __, done) => done(this.#refusal('mail')),
      onRcptTo: (_, __, done) => done(this.#refusal('rcpt')),
      onData: (stream, session, done) => {
        this.#take(stream, session).then(() => done(), done);
      },
      onClose: (session) => this.#gone.add(session.id),
    });
    // A client that breaks off is what some tests are about.
    server.on('error', () => {});
    await new Promise<void>((resolve, reject) => {
      server.server.once('error', reject);
      server.listen(this.#port, this.host, resolve);
    });
    this.#port = (server.server.address() as { port: number }).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  /** Resolves with all messages once there are so many; rejects with 'timeout'. */
  async waitFor(count: number, timeoutMs = 15_000): Promise<readonly ReceivedEmail[]> {
    await this.waitUntil(() => this.received.length >= count, timeoutMs, `${count} e-mails (${this.received.length} so far)`);
    return this.received;
  }

  /** Resolves once the condition holds; looked at whenever something came in. */
  async waitUntil(condition: () => boolean, timeoutMs = 15_000, what = 'the mail server'): Promise<void> {
    const wait = async () => {
      while (!condition()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    };
    await withDeadline(wait(), timeoutMs, `Waiting for ${what}`);
  }

  async #take(stream: NodeJS.ReadableStream, session: SMTPServerSession): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    this.dataCount++;
    this.#wake();
    const refusal = bytes.length > this.maxBytes ? reply(552, '5.3.4 Message too big') : this.#refusal('data');
    if (refusal) throw refusal;
    if (this.acceptAfterMs > 0) await sleep(this.acceptAfterMs);
    if (this.#gone.has(session.id)) return;
    const path = join(this.#folder, `${String(this.dataCount).padStart(4, '0')}-${session.id}.eml`);
    const { mailFrom, rcptTo } = session.envelope;
    const from = mailFrom ? mailFrom.address : '';
    const email = { path, from, to: rcptTo.map(({ address }) => address), mail: await simpleParser(bytes) };
    await writeFile(path, bytes);
    this.received.push(email);
    this.#wake();
  }

  #refusal(stage: SmtpStage): Error | undefined {
    const index = this.refusals.findIndex((refusal) => refusal.stage === stage);
    const [refusal] = index < 0 ? [] : this.refusals.splice(index, 1);
    return refusal && reply(refusal.code, refusal.text ?? 'told to refuse');
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}

function reply(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}
