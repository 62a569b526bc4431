import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { withDeadline } from '../../../../core/abortable.ts';
import { asError, RepondeurError } from '../../../../core/errors.ts';
import { withoutLanguageFlags } from './phoneme-ids.ts';

/** Follows each text, so that the end of its phonemes is known: espeak-ng writes one line or several for a line of text. Nobody says it. */
const endWord = 'zqxjvzq';
/** Its answer takes 4 ms, and its start on a busy machine seconds; the program is hung when this has passed. */
const patienceMs = 10_000;

interface Waiting {
  lines: string[];
  resolve(lines: string[]): void;
  reject(error: Error): void;
}

/**
 * espeak-ng as a program beside this one that turns words into phonemes (IPA), one line of text at a time, in order. It is started with the first
 * words, and again with the next after it has died. Never linked: it is under the GPL.
 */
export class Phonemizer {
  readonly #program: string;
  readonly #voice: string;
  readonly #deadlineMs: number;
  readonly #waiting: Waiting[] = [];
  #child: ChildProcessWithoutNullStreams | undefined;
  #endLine: string | undefined;

  constructor(program: string, voice: string, deadlineMs = patienceMs) {
    this.#program = program;
    this.#voice = voice;
    this.#deadlineMs = deadlineMs;
  }

  /**
   * The phonemes of some words, as `plainText` leaves them; asked once more when the program ends under way. Rejects with 'engine-failed', retryable,
   * or 'engine-missing'.
   */
  async phonemes(words: string): Promise<string> {
    try {
      return await this.#spoken(words);
    } catch (error) {
      if (!(error instanceof ProgramEnded)) throw error;
      return this.#spoken(words);
    }
  }

  async #spoken(words: string): Promise<string> {
    const child = this.#child ?? this.#start();
    // The first answer is that of the end word alone: what the end of every later one looks like.
    const answers = [...(this.#endLine === undefined && this.#waiting.length === 0 ? [this.#ask(child, '')] : []), this.#ask(child, words)];
    try {
      const lines = await withDeadline(Promise.all(answers), this.#deadlineMs, 'a line of phonemes');
      return withoutLanguageFlags(lines.at(-1)!.join(' ')).trim();
    } catch (error) {
      if (this.#child === child) this.stop(asError(error));
      throw error instanceof RepondeurError && error.code !== 'timeout' ? error : this.#failure(asError(error).message, error);
    }
  }

  stop(reason: Error = new RepondeurError('unavailable', 'the voice is being stopped')): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#endLine = undefined;
    for (const { reject } of this.#waiting.splice(0)) reject(reason);
  }

  #ask(child: ChildProcessWithoutNullStreams, words: string): Promise<string[]> {
    const text = words.replaceAll(new RegExp(endWord, 'gi'), '');
    const { promise, resolve, reject } = Promise.withResolvers<string[]>();
    this.#waiting.push({ lines: [], resolve, reject });
    child.stdin.write(text === '' ? `${endWord}\n` : `${text}\n${endWord}\n`);
    return promise;
  }

  #start(): ChildProcessWithoutNullStreams {
    // stdbuf: espeak-ng writes to a pipe in blocks, so that an answer would wait for the next 4 kB. -b 1: UTF-8, whatever the locale is.
    const child = spawn('stdbuf', ['-oL', this.#program, '-q', '--ipa', '-b', '1', '-v', this.#voice], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#child = child;
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(0, 300);
    });
    // A pipe that breaks belongs to a program that ends; its end is what is reported.
    child.stdin.on('error', () => {});
    createInterface({ input: child.stdout }).on('line', (line) => this.#child === child && this.#hear(line.trim()));
    const gone = (error: Error) => this.#child === child && this.stop(error);
    child.once('error', (cause) => gone(cannotRun('stdbuf', cause)));
    child.once('close', (code, signal) => gone(this.#end(code, signal, complaint.trim())));
    return child;
  }

  #hear(line: string): void {
    this.#endLine ??= line;
    if (line !== this.#endLine) {
      if (line !== '') this.#waiting[0]?.lines.push(line);
      return;
    }
    const answered = this.#waiting.shift();
    answered?.resolve(answered.lines);
  }

  #end(code: number | null, signal: string | null, complaint: string): RepondeurError {
    // stdbuf's own status for a program that is not there (127) or cannot be run (126).
    if (code === 126 || code === 127) return cannotRun(this.#program, new Error(complaint));
    return new ProgramEnded(this.#failed(`ended with ${signal ?? code}${complaint && `: ${complaint}`}`));
  }

  #failure(how: string, cause?: unknown): RepondeurError {
    return new RepondeurError('engine-failed', this.#failed(how), { retryable: true, cause });
  }

  #failed(how: string): string {
    return `the program of phonemes ${this.#program} (voice ${this.#voice}) failed: ${how}`;
  }
}

/** It was there and is no more: killed, or dead of a fault. */
class ProgramEnded extends RepondeurError {
  constructor(message: string) {
    super('engine-failed', message, { retryable: true });
  }
}

function cannotRun(program: string, cause: Error): RepondeurError {
  const wayOut = 'install it (Debian: apt-get install espeak-ng coreutils) or set the path of the program';
  return new RepondeurError('engine-missing', `the program of phonemes ${program} cannot be run (${cause.message}): ${wayOut}`, { cause });
}
