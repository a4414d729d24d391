import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { COMMAND } from './stowage.js';

/** What the command says of an input that never ends by itself, how many MiB of it were taken, and what is left of them on disk. */
async function fed(start: string, fill: string) {
  const temporary = mkdtempSync(join(tmpdir(), 'endless-'));
  const child = spawn(process.execPath, [COMMAND, 'inventory', 'summary', '-'], { env: { ...process.env, TMPDIR: temporary } });
  const exit = once(child, 'exit');
  let [stderr, written, over] = ['', start.length, false];
  child.stderr.setEncoding('utf8').on('data', (text) => {
    stderr += text;
  });
  child.stdin.on('error', () => {
    over = true;
  });
  child.stdin.write(start);
  const piece = Buffer.from(fill.repeat(Math.ceil((1 << 20) / fill.length)));
  // Ten GiB, if nobody stops it.
  while (!over && written < 10 * 2 ** 30) {
    written += piece.length;
    if (!child.stdin.write(piece)) await Promise.race([once(child.stdin, 'drain'), exit]).catch(() => undefined);
    if (child.exitCode !== null) over = true;
  }
  const [status] = await exit;
  const left = readdirSync(temporary);
  rmSync(temporary, { recursive: true });
  return { status, stderr, mebibytes: written / 2 ** 20, left };
}

it.each([
  ['a line of letters', 'a', 'a', 'without a line break'],
  ['JSON that opens a string and never closes it', '{"volumes": [{"id": "', 'a', 'without the end of a volume'],
  ['JSON of nothing but opening brackets', '[', '[', 'without the end of a volume'],
  ['bytes that only begin as gzip does', '\u001fa', 'a', 'without a line break'],
])(
  '10 GiB of standard input in one line, %s: refused after 16 MiB, exit 2, nothing left on disk',
  async (_what, start, fill, why) => {
    const { status, stderr, mebibytes, left } = await fed(start, fill);
    expect([status, stderr.match(/INV\d+/g)]).toEqual([2, ['INV009']]);
    expect(stderr).toContain(`more than 16 MiB ${why}`);
    expect(mebibytes).toBeGreaterThan(16);
    expect(mebibytes).toBeLessThan(24);
    expect(left).toEqual([]);
  },
);

it.each([
  ['a limit of 64 KiB a file', 'ulimit -f 64', {}, 'EFBIG'],
  ['a folder that is not there', 'true', { TMPDIR: '/not/there' }, 'ENOENT'],
])('standard input of 1 MiB that cannot be copied, for %s: CLI004, exit 2, nothing left', (_what, first, env, why) => {
  const temporary = mkdtempSync(join(tmpdir(), 'no-room-'));
  const line = '"0108d641-51e0-4100-9ca6-a3bb39771c77","db",8,"in-use"\n';
  const input = `"ID","Name","Size","Status"\n${line.repeat((1 << 20) / line.length)}`;
  const script = `${first} && exec "$0" "$1" inventory summary -`;
  const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, COMMAND], {
    env: { ...process.env, TMPDIR: temporary, ...env },
    input,
    encoding: 'utf8',
  });
  expect([status, stderr.match(/(CLI|INV)\d+/g), readdirSync(temporary)]).toEqual([2, ['CLI004'], []]);
  expect(stderr).toContain(why);
  rmSync(temporary, { recursive: true });
});
