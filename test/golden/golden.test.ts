import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GOLDEN_ARGUMENTS, GOLDEN_FOLDER, goldenScenario } from '../../src/tools/golden/golden-plans.js';

const folders = readdirSync(GOLDEN_FOLDER).filter((name) => existsSync(goldenScenario(name)));

describe('the printed plan', () => {
  it.each(folders)('of %s is what its golden says, to the cent', (name) => {
    const args = ['dist/stowage.mjs', 'plan', goldenScenario(name), ...GOLDEN_ARGUMENTS];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toBe(readFileSync(join(GOLDEN_FOLDER, name, 'expected.md'), 'utf8'));
  });

  it('covers 8 TB, 57 PB twice over, and names that try to break out', () => {
    expect(folders).toEqual(
      expect.arrayContaining(['eight-tb-plain-swift', 'hostile-names-in-euro', 'shipped-sample', 'two-times-57-pb-ireland']),
    );
  });
});
