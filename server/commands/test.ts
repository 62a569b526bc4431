import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { CommandContext } from './context.ts';

const everything = '**/*.test.ts';
const realCalls = '**/real-calls/*.test.ts';

/** Runs the checks and the tests as package.json names them; resolves with the first exit status that is not 0. */
export async function test(files: readonly string[], { places, signal }: CommandContext): Promise<number> {
  const bin = join(places.projectDirectory, 'node_modules', '.bin');
  const run = (program: string, ...args: string[]) => runProgram(join(bin, program), args, places.projectDirectory, signal);
  if (files.length > 0) return run('ava', ...files);
  return (
    (await run('tsc', '--noEmit')) ||
    (await run('biome', 'check', '.')) ||
    // Calls are real time: what computes as fast as it can would make their sound late.
    (await run('ava', everything, `!${realCalls}`)) ||
    (await run('ava', realCalls))
  );
}

function runProgram(program: string, args: readonly string[], cwd: string, signal: AbortSignal): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
    const end = () => child.kill('SIGTERM');
    signal.addEventListener('abort', end, { once: true });
    child.on('error', reject);
    child.on('exit', (code) => {
      signal.removeEventListener('abort', end);
      resolve(code ?? 1);
    });
  });
}
