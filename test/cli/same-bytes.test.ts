import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProcess } from './in-process.js';
import { folderWith, SHORT } from './stowage.js';

const NAME = '=HYPERLINK(""http://evil.example"")</script><img src=x onerror=alert(1)>';
const folder = folderWith({
  'estate.yaml': `${SHORT}name: '${NAME}'\n`,
  'terms.yaml': `number: Q-1\nitems: [{name: '${NAME}', price: 10, discount: 12.5}]\n`,
});

const CASES = [
  ...['html', 'json', 'csv', 'xlsx', 'md', 'focus'].map((format) => ['plan', format] as const),
  ...['html', 'json', 'csv', 'xlsx'].map((format) => ['quote', format] as const),
];

async function made(command: 'plan' | 'quote', format: string, name: string): Promise<Buffer> {
  const out = join(folder, `${name}.${command}.${format}`);
  const terms = command === 'quote' ? ['--terms', join(folder, 'terms.yaml')] : [];
  const { code, stderr } = await inProcess(
    command,
    join(folder, 'estate.yaml'),
    ...terms,
    ...['--format', format, '-o', out, '--as-of', '2026-10-01'],
  );
  if (code !== 0) throw new Error(stderr);
  return readFileSync(out);
}

describe('the same inputs', () => {
  it.each(CASES)('give the same bytes of %s --format %s twice', async (command, format) => {
    const [first, second] = [await made(command, format, 'first'), await made(command, format, 'second')];
    expect(first.length).toBeGreaterThan(200);
    expect(first.equals(second)).toBe(true);
  });

  it.each(CASES.filter(([, format]) => format !== 'json' && format !== 'xlsx'))(
    'let no formula and no markup of a name through in %s --format %s',
    async (command, format) => {
      const text = (await made(command, format, 'hostile')).toString('utf8');
      // Text tables have no markup to run, pages no formulas.
      if (format === 'csv' || format === 'focus') expect(text).not.toMatch(/(^|,)"?[=+@]/m);
      else expect(text).not.toMatch(/(?<!\\)<img src=x/);
    },
  );
});
