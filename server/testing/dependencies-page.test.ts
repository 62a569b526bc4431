import { readFile } from 'node:fs/promises';
import test from 'ava';
import project from '../../package.json' with { type: 'json' };

test('every package that is asked for has its line in docs/dependencies.md, with licence, size and reason', async (t) => {
  const page = await readFile(new URL('../../docs/dependencies.md', import.meta.url), 'utf8');
  const rows = page.split('\n').filter((line) => line.startsWith('| '));
  const names = [...Object.keys(project.dependencies), ...Object.keys(project.devDependencies)].filter((name) => !name.startsWith('@types/'));
  for (const name of names) {
    const row = rows.find((line) => (line.split(' | ')[0] ?? '').split(/[\s,|]+/).includes(name));
    t.regex(row ?? '', /^\| .*\([A-Z][^)]+\).* \| (?:< )?[\d.]+.* \| \S+/, name);
  }
});
