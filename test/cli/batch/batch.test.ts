import { mkdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, fileText, folderWith, SHORT, stowage } from '../stowage.js';

const MANIFEST = `name,scenario,formats,set.destination.region,set.horizon
acme,estate.yaml,"json,md",,
globex,estate.yaml,json,Ireland,2 months
broken,estate.yaml,json,Frankfurtt,
`;
const on = ['--as-of', '2016-02-20'];

describe('stowage batch', { timeout: 240_000 }, () => {
  const folder = folderWith({ 'estate.yaml': SHORT, 'all.csv': MANIFEST });
  const first = stowage(folder, 'batch', 'all.csv', '-o', 'out', '--json', ...on);

  it('writes the reports of two rows, names the broken third with the nearest region, and is exit code 1', () => {
    expect({ code: first.code, counts: JSON.parse(first.stdout) }).toMatchObject({
      code: 1,
      counts: { rows: 3, done: 2, over: 0, failed: 1, missing: [] },
    });
    expect(filesIn(join(folder, 'out'))).toEqual([
      '.stowage-batch',
      'acme.json',
      'acme.md',
      'globex.json',
      'index.html',
      'summary.json',
    ]);
    expect(first.stderr).toContain('row 3 (broken) failed');
    expect(JSON.parse(fileText(folder, 'out/summary.json')).results[0]).toMatchObject({ name: 'broken', status: 'failed' });
  });
  it('writes the bytes of "stowage plan", with the overrides of the row', () => {
    const one = stowage(folder, 'plan', 'estate.yaml', '--format', 'json', '--quiet', ...on).stdout;
    expect(fileText(folder, 'out/acme.json')).toBe(one);
    expect(fileText(folder, 'out/globex.json')).toContain('eu-west-1');
  });
  it('leaves what is finished and unchanged untouched with --resume, and writes again what is gone', () => {
    const before = statSync(join(folder, 'out/acme.json')).mtimeMs;
    const bytes = fileText(folder, 'out/globex.json');
    rmSync(join(folder, 'out/globex.json'));
    stowage(folder, 'batch', 'all.csv', '-o', 'out', '--resume', ...on);
    expect(statSync(join(folder, 'out/acme.json')).mtimeMs).toBe(before);
    expect(fileText(folder, 'out/globex.json')).toBe(bytes);
  });
  it('gives the same summary from two shards, merged, as from one run', () => {
    for (const shard of ['1/2', '2/2']) stowage(folder, 'batch', 'all.csv', '-o', 'two', '--shard', shard, ...on);
    stowage(folder, 'batch', 'merge', 'all.csv', '-o', 'two');
    expect(fileText(folder, 'two/summary.json')).toBe(fileText(folder, 'out/summary.json'));
  });
  it('names a path twice, a path that escapes and an unknown template at once, is exit code 2 and writes nothing', () => {
    const rows = [
      '{name: a, scenario: estate.yaml}',
      '{name: A, scenario: estate.yaml}',
      '{name: ../../up, scenario: estate.yaml}',
      '{name: b, template: gone, scenario: estate.yaml}',
    ];
    writeFileSync(join(folder, 'bad.yaml'), `rows:\n${rows.map((row) => `  - ${row}\n`).join('')}`);
    const { code, stderr } = stowage(folder, 'batch', 'bad.yaml', '-o', 'none', ...on);
    expect(code).toBe(2);
    for (const said of ['BAT006', 'BAT005', 'BAT002']) expect(stderr).toContain(said);
    expect(filesIn(folder)).not.toContain('none');
  });
  it('does not follow a link out of the output folder', () => {
    const outside = join(tmpdir(), `stowage-outside-${process.pid}`);
    mkdirSync(outside, { recursive: true });
    mkdirSync(join(folder, 'linked'), { recursive: true });
    symlinkSync(outside, join(folder, 'linked', 'sub'));
    writeFileSync(
      join(folder, 'link.yaml'),
      'rows: [{name: a, scenario: estate.yaml, formats: json, out: "sub/{name}.{format}"}]\n',
    );
    const { code, stderr } = stowage(folder, 'batch', 'link.yaml', '-o', 'linked', ...on);
    expect({ code, outside: filesIn(outside) }).toEqual({ code: 1, outside: [] });
    expect(stderr).toContain('leads out of the output folder');
    rmSync(outside, { recursive: true });
  });
  it('names a missing inventory, and a folder that cannot be made, by their rows; the third row is written', () => {
    writeFileSync(join(folder, 'lost.yaml'), SHORT.replace('volumes.csv', 'lost.csv'));
    mkdirSync(join(folder, 'mixed'), { recursive: true });
    writeFileSync(join(folder, 'mixed', 'blocked'), 'a file, not a folder');
    const rows = ['a,lost.yaml,a.json', 'b,estate.yaml,blocked/b.json', 'c,estate.yaml,c.json'];
    writeFileSync(join(folder, 'mixed.csv'), `name,scenario,out,formats\n${rows.map((row) => `${row},json`).join('\n')}\n`);
    const { code, stdout, stderr } = stowage(folder, 'batch', 'mixed.csv', '-o', 'mixed', '--json', ...on);
    expect({ code, counts: JSON.parse(stdout) }).toMatchObject({ code: 1, counts: { done: 1, failed: 2 } });
    expect(stderr).toMatch(/row 1 \(a\) failed: .*lost\.csv/);
    expect(stderr).toMatch(/row 2 \(b\) failed: .*a folder of that name is a file/);
    expect(filesIn(join(folder, 'mixed'))).toEqual(['.stowage-batch', 'blocked', 'c.json', 'index.html', 'summary.json']);
  });
});
