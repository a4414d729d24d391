import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { filesIn, fileText, folderWith, SHORT, stowage } from '../stowage.js';

const COMMAND = fileURLToPath(new URL('../../../dist/stowage.mjs', import.meta.url));
const DAY = ['--as-of', '2016-02-20'];
const reports = (folder: string): readonly string[] => filesIn(folder).filter((name) => name.endsWith('.quote.json'));
const manifest = (rows: number, more: readonly string[] = []): string => {
  const lines = Array.from({ length: rows }, (_, index) => `c${index + 1},estate.yaml,quote-json,Q-${index + 1},`);
  return `${['name,scenario,formats,quote.number,set.horizon', ...lines, ...more].join('\n')}\n`;
};

const reportsSoFar = (folder: string): readonly string[] => (existsSync(join(folder, 'out')) ? reports(join(folder, 'out')) : []);

describe('a batch in trouble', { timeout: 240_000 }, () => {
  it('goes on after SIGKILL where it was: what was noted is not written again, and nothing is missing', async () => {
    const folder = folderWith({ 'estate.yaml': SHORT, 'all.csv': manifest(40) });
    const args = ['batch', 'all.csv', '-o', 'out', '--workers', '1', ...DAY];
    const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, stdio: 'ignore' });
    const ledger = join(folder, 'out', '.stowage-batch', 'rows-1-of-1.jsonl');
    const noted = (): readonly string[] =>
      existsSync(ledger) ? (readFileSync(ledger, 'utf8').match(/(?<="name":")c\d+(?=")/g) ?? []) : [];
    while (noted().length < 8 && child.exitCode === null) await pause(20);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const finished = noted().map((name) => join(folder, 'out', `${name}.quote.json`));
    const before = finished.map((path) => statSync(path).ino);
    expect(finished.length).toBeGreaterThanOrEqual(8);
    expect(stowage(folder, 'batch', 'status', 'all.csv', '-o', 'out').stdout).toContain(
      `${finished.length} done, 0 over a budget or check, 0 failed, ${40 - finished.length} without a result`,
    );
    const resumed = stowage(folder, ...args, '--resume');
    expect(resumed.code).toBe(0);
    expect(resumed.stdout).toContain('40 rows: 40 done');
    expect(finished.map((path) => statSync(path).ino)).toEqual(before);
    expect(reports(join(folder, 'out'))).toHaveLength(40);
  });

  it('finishes the rows in hand on SIGTERM, writes the index with exit code 1, and does the rest alone with --resume', async () => {
    const folder = folderWith({ 'estate.yaml': SHORT, 'all.csv': manifest(200) });
    const args = ['batch', 'all.csv', '-o', 'out', '--workers', '1', ...DAY];
    const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let [said, told] = ['', ''];
    child.stdout.on('data', (bytes: Buffer) => {
      said += bytes.toString();
    });
    child.stderr.on('data', (bytes: Buffer) => {
      told += bytes.toString();
    });
    while (reportsSoFar(folder).length < 3 && child.exitCode === null) await pause(5);
    child.kill('SIGTERM');
    await once(child, 'close');
    const finished = reportsSoFar(folder);
    expect([child.exitCode, told]).toEqual([1, expect.stringContaining('--resume goes on')]);
    expect(said).toContain(
      `200 rows: ${finished.length} done, 0 over a budget or check, 0 failed, ${200 - finished.length} without a result`,
    );
    expect(finished.length).toBeLessThan(200);
    expect(fileText(folder, 'out/index.html')).toContain(`<dt>Without a result</dt><dd>${200 - finished.length}</dd>`);
    const before = finished.map((name) => statSync(join(folder, 'out', name)).ino);
    expect(stowage(folder, ...args, '--resume').code).toBe(0);
    expect(finished.map((name) => statSync(join(folder, 'out', name)).ino)).toEqual(before);
    expect(reportsSoFar(folder)).toHaveLength(200);
  });

  it('makes with --resume the 1 row that was put in above 3 others, keeps their files, and numbers all 4 anew', () => {
    const folder = folderWith({ 'estate.yaml': SHORT, 'all.csv': manifest(3) });
    stowage(folder, 'batch', 'all.csv', '-o', 'out', ...DAY);
    const old = ['c1', 'c2', 'c3'].map((name) => join(folder, 'out', `${name}.quote.json`));
    const before = old.map((path) => statSync(path).ino);
    const [head, ...rows] = manifest(3).split('\n');
    writeFileSync(join(folder, 'all.csv'), [head, 'new,estate.yaml,quote-json,Q-0,', ...rows].join('\n'));
    expect(stowage(folder, 'batch', 'all.csv', '-o', 'out', '--resume', ...DAY).stdout).toContain('4 rows: 4 done');
    expect(old.map((path) => statSync(path).ino)).toEqual(before);
    const { results }: { readonly results: readonly { readonly row: number; readonly name: string }[] } = JSON.parse(
      fileText(folder, 'out/summary.json'),
    );
    expect(results.map(({ row, name }) => `${row} ${name}`)).toEqual(['1 new', '2 c1', '3 c2', '4 c3']);
  });

  it('names the one broken row of its part of 10,000, writes the 19 others, and does with --only failed that row alone', () => {
    const broken = ['c9983,estate.yaml,quote-json,Q-9983,-3 months'];
    const folder = folderWith({
      'estate.yaml': SHORT,
      'all.csv': manifest(9982, [...broken, ...Array.from({ length: 17 }, (_, index) => `d${index},estate.yaml,quote-json,,`)]),
    });
    const shard = ['--shard', '483/500', ...DAY];
    const first = stowage(folder, 'batch', 'all.csv', '-o', 'out', '--json', ...shard);
    expect({ code: first.code, counts: JSON.parse(first.stdout) }).toMatchObject({
      code: 1,
      counts: { rows: 20, done: 19, failed: 1 },
    });
    expect(first.stderr).toContain('row 9983 (c9983) failed: all.csv:9984: SCN004: found "-3 months"');
    const before = statSync(join(folder, 'out', 'c483.quote.json')).ino;
    writeFileSync(join(folder, 'all.csv'), fileText(folder, 'all.csv').replace('-3 months', '3 months'));
    const again = stowage(folder, 'batch', 'all.csv', '-o', 'out', '--json', '--only', 'failed', ...shard);
    expect({ code: again.code, counts: JSON.parse(again.stdout) }).toMatchObject({
      code: 0,
      counts: { rows: 20, done: 20, failed: 0 },
    });
    expect(statSync(join(folder, 'out', 'c483.quote.json')).ino).toBe(before);
    expect(reports(join(folder, 'out'))).toHaveLength(20);
  });

  it('stops at the first failed row with --fail-fast, and names the rows that it did not reach', () => {
    const folder = folderWith({
      'estate.yaml': SHORT,
      'all.csv': manifest(0, ['bad,gone.yaml,quote-json,,']) + manifest(60).split('\n').slice(1).join('\n'),
    });
    const { code, stdout } = stowage(folder, 'batch', 'all.csv', '-o', 'out', '--json', '--fail-fast', '--workers', '1', ...DAY);
    const counts: { readonly failed: number; readonly done: number; readonly missing: readonly unknown[] } = JSON.parse(stdout);
    expect({ code, failed: counts.failed }).toEqual({ code: 1, failed: 1 });
    expect(counts.done).toBeLessThan(10);
    expect(counts.missing).toHaveLength(60 - counts.done);
  });

  it('makes a row for each file that a glob finds, and is exit code 2 for one that finds none and for a folder that is a file', () => {
    const folder = folderWith({
      'a.yaml': SHORT,
      'b.yaml': SHORT,
      'out.txt': '',
      'all.yaml': 'rows: [{scenario: "?.yaml", formats: quote-json}]\n',
    });
    expect(stowage(folder, 'batch', 'all.yaml', '-o', 'out', ...DAY).code).toBe(0);
    expect(reports(join(folder, 'out'))).toEqual(['a.quote.json', 'b.quote.json']);
    writeFileSync(join(folder, 'none.yaml'), 'rows: [{scenario: "x*.yaml"}]\n');
    const none = stowage(folder, 'batch', 'none.yaml', '-o', 'out', ...DAY);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('none.yaml:1:8  error BAT004')]);
    const blocked = stowage(folder, 'batch', 'all.yaml', '-o', 'out.txt', ...DAY);
    expect([blocked.code, blocked.stderr]).toEqual([2, expect.stringContaining('wanted a folder that can be written')]);
  });
});

const disk = join(folderWith(), 'disk');
mkdirSync(disk);
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk]).status === 0;

// Only who may mount has a disk to fill.
describe.skipIf(!mounted)('a batch on a disk of 128 KiB', { timeout: 240_000 }, () => {
  afterAll(() => {
    spawnSync('umount', [disk]);
  });

  it('names the rows that found no space, leaves whole reports and no half ones, touches nothing once it is read-only, and does the rest once there is space', () => {
    const folder = folderWith({ 'estate.yaml': SHORT, 'all.csv': manifest(60) });
    const full = stowage(folder, 'batch', 'all.csv', '-o', disk, ...DAY);
    expect(full.stderr).toMatch(/row \d+ \(c\d+\) failed: .*no space left on the disk/);
    expect(full.code).toBe(2);
    const written = reports(disk);
    expect(written.length).toBeGreaterThan(0);
    expect(written.length).toBeLessThan(60);
    for (const name of written)
      expect(JSON.parse(readFileSync(join(disk, name), 'utf8'))).toMatchObject({ schema: 'stowage-quote/1' });
    expect(filesIn(join(disk, '.stowage-batch', 'unfinished'))).toEqual([]);
    spawnSync('mount', ['-o', 'remount,size=8m,ro', disk]);
    const fixed = stowage(folder, 'batch', 'all.csv', '-o', disk, '--resume', ...DAY);
    expect([fixed.code, fixed.stderr]).toEqual([
      2,
      expect.stringContaining('found a read-only disk, wanted a folder that can be'),
    ]);
    expect(reports(disk)).toEqual(written);
    spawnSync('mount', ['-o', 'remount,size=8m,rw', disk]);
    const rest = stowage(folder, 'batch', 'all.csv', '-o', disk, '--resume', ...DAY);
    expect({ code: rest.code, reports: reports(disk).length }).toEqual({ code: 0, reports: 60 });
  });
});

// A superuser is let in everywhere, so there the command runs as nobody, where nobody may read the program.
const isRoot = process.getuid?.() === 0;
const asNobody = isRoot ? { uid: 65_534, gid: 65_534 } : {};
const canRun = spawnSync(process.execPath, [COMMAND, '--version'], { ...asNobody, cwd: '/' }).status === 0;

describe.skipIf(!canRun)('a batch into folders without permission', { timeout: 240_000 }, () => {
  it('is exit code 2 for its own folder, and names the one row of two whose folder it may not write', () => {
    const folder = folderWith({
      'estate.yaml': SHORT,
      'all.csv': 'name,scenario,formats,out\na,estate.yaml,quote-json,locked/a.json\nb,estate.yaml,quote-json,b.json\n',
    });
    for (const name of ['.', 'volumes.csv', 'estate.yaml', 'all.csv'])
      chmodSync(join(folder, name), name === '.' ? 0o755 : 0o644);
    mkdirSync(join(folder, 'out'));
    mkdirSync(join(folder, 'out', 'locked'));
    if (isRoot) chownSync(join(folder, 'out'), 65_534, 65_534);
    chmodSync(join(folder, 'out', 'locked'), 0o555);
    const run = (out: string) =>
      spawnSync(process.execPath, [COMMAND, 'batch', 'all.csv', '-o', out, '--workers', '1', ...DAY], {
        ...asNobody,
        cwd: folder,
        encoding: 'utf8',
      });
    const own = run('out/locked');
    expect([own.status, own.stderr]).toEqual([
      2,
      expect.stringMatching(/found no permission, wanted a folder that can be written/),
    ]);
    const one = run('out');
    expect([one.status, one.stdout]).toEqual([1, expect.stringContaining('2 rows: 1 done, 0 over a budget or check, 1 failed')]);
    expect(one.stderr).toMatch(/row 1 \(a\) failed: .*found no permission/);
    expect(filesIn(join(folder, 'out', 'locked'))).toEqual([]);
  });
});
