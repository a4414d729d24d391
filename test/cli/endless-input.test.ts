import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { COMMAND } from './stowage.js';

it('standard input of 40 MiB without a line break is refused after 16: exit 2, one problem', () => {
  const input = Buffer.alloc(40 << 20, 97);
  const { status, stderr } = spawnSync(process.execPath, [COMMAND, 'inventory', 'summary', '-'], { input, encoding: 'utf8' });
  expect([status, stderr.match(/INV\d+/g)]).toEqual([2, ['INV009']]);
  expect(stderr).toContain('more than 16 MiB without a line break');
});
