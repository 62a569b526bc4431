import { counted, type Finding, failed, lineOf } from './finding.ts';

/** Writes what the checks find as they find it, and keeps the sum. */
export class Report {
  readonly #out: NodeJS.WritableStream;
  readonly #signal: AbortSignal;
  #failures = 0;
  #warnings = 0;

  constructor(out: NodeJS.WritableStream, signal: AbortSignal) {
    this.#out = out;
    this.#signal = signal;
  }

  /** Runs one check; what it throws counts as a failure, unless we were asked to stop. */
  async section(title: string, check: () => Promise<Finding[]>): Promise<void> {
    this.#signal.throwIfAborted();
    this.#out.write(`\n${title}\n`);
    const findings = await check().catch((thrown: unknown) => {
      this.#signal.throwIfAborted();
      return [failed('the check itself went wrong', thrown, 'this is a fault of ours: please report it with this line')];
    });
    for (const finding of findings) {
      if (finding.level === 'fail') this.#failures++;
      if (finding.level === 'warn') this.#warnings++;
      this.#out.write(lineOf(finding));
    }
  }

  /** The last line; gives the exit status. */
  end(): number {
    const verdict = this.#failures > 0 ? `Not well: ${counted(this.#failures, 'fault')}` : 'Well';
    this.#out.write(`\n${verdict}${this.#warnings > 0 ? `, ${counted(this.#warnings, 'remark')}` : ''}.\n`);
    return this.#failures > 0 ? 1 : 0;
  }
}
