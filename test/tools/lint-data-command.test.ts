import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogFiles } from '../../src/catalog/files.js';
import { priceLine, tinyFiles } from '../catalog/tables.js';

const folder = mkdtempSync(join(tmpdir(), 'lint-data-'));
const tool = join(folder, 'lint-data.mjs');

beforeAll(() => {
  const entry = fileURLToPath(new URL('../../src/tools/lint-data.ts', import.meta.url));
  buildSync({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', outfile: tool, logLevel: 'error' });
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command in a checkout that holds these tables. */
function run(name: string, files: CatalogFiles, ...flags: readonly string[]) {
  const cwd = join(folder, name);
  for (const [path, text] of Object.entries({ ...files, 'data/lint-exceptions.csv': 'linter,pattern,reason\n' })) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
  const { status, stdout, stderr } = spawnSync('node', [tool, ...flags], { cwd, encoding: 'utf8' });
  return { status, stdout, stderr, prices: readFileSync(join(cwd, 'data/prices/aws.csv'), 'utf8') };
}

describe('lint-data', () => {
  it('ends with 0 on sound tables', () => {
    expect(run('sound', tinyFiles())).toMatchObject({ status: 0, stderr: '' });
  });

  it('ends with 2 and prints every problem with its line', () => {
    const { status, stdout, stderr } = run(
      'bad',
      tinyFiles({ prices: [priceLine({ price: 'free' }), priceLine({ tier_from: '1' })] }),
    );
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^data\/prices\/aws\.csv:2 .*CAT005 {2}price: found "free"/);
    expect(stderr).toMatch(/data\/prices\/aws\.csv:3 .*CAT104/);
    expect(stderr).toMatch(/2 errors\.\n$/);
  });

  it('writes the canonical order with --fix, and leaves a table that it cannot read as it is', () => {
    const tiers = [priceLine({ tier_from: '10' }), priceLine({ tier_to: '10' })];
    const fixed = run('unordered', tinyFiles({ prices: tiers }), '--fix');
    expect(fixed.status).toBe(0);
    expect(fixed.prices).toBe(tinyFiles({ prices: [...tiers].reverse() })['data/prices/aws.csv']);
    const broken = tinyFiles({ prices: [...tiers, 'ragged'] });
    expect(run('broken', broken, '--fix')).toMatchObject({ status: 2, prices: broken['data/prices/aws.csv'] });
  });
});
