import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesIn, fileText, folderWith, type Run, SHORT } from './stowage.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const installed = mkdtempSync(join(tmpdir(), 'stowage-broken-'));

/** An installation whose pages fail at their last line, when all that stands before it is rendered. */
beforeAll(() => {
  for (const name of ['dist', 'reports']) cpSync(join(root, name), join(installed, name), { recursive: true });
  for (const name of ['data', 'node_modules', 'package.json']) symlinkSync(join(root, name), join(installed, name));
  for (const name of ['cost-report.hbs', 'quote.hbs', 'tables.hbs'])
    appendFileSync(join(installed, 'reports', name), '{{nowhere}}');
});
afterAll(() => rmSync(installed, { recursive: true }));

function broken(folder: string, ...args: readonly string[]): Run {
  const command = [join(installed, 'dist', 'stowage.mjs'), ...args, '--as-of', '2026-10-01'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
  return { code: status, stdout, stderr };
}

const OLD = '<!doctype html><title>the report of last month</title>';
const COMMANDS: readonly (readonly string[])[] = [
  ['plan', 'estate.yaml', '-o', 'out.html'],
  ['plan', 'estate.yaml', '--format', 'pdf', '-o', 'out.html'],
  ['quote', 'estate.yaml', '-o', 'out.html'],
  ['diff', 'estate.yaml', 'estate.yaml', '--format', 'html', '-o', 'out.html'],
  ['compare', 'estate.yaml', 'estate.yaml', '--format', 'html', '-o', 'out.html'],
];

describe('a template that fails', () => {
  it.each(COMMANDS.map((args) => [args.slice(0, -2).join(' '), args] as const))(
    'is exit code 3 for %s: the file that was there stays as it was, and no other is left',
    (_, args) => {
      const folder = folderWith({ 'estate.yaml': SHORT, 'out.html': OLD });
      const { code, stderr } = broken(folder, ...args);
      expect({ code, kept: fileText(folder, 'out.html') }).toEqual({ code: 3, kept: OLD });
      expect(stderr).toContain('"nowhere" not defined');
      expect(filesIn(folder)).toEqual(['estate.yaml', 'out.html', 'volumes.csv']);
    },
  );

  it('fails the row of a batch, whose older report stays, and the other rows are written', () => {
    const folder = folderWith({
      'estate.yaml': SHORT,
      'rows.csv': 'name,scenario,formats\na,estate.yaml,html\nb,estate.yaml,json\n',
    });
    mkdirSync(join(folder, 'out'));
    writeFileSync(join(folder, 'out', 'a.html'), OLD);
    const { code } = broken(folder, 'batch', 'rows.csv', '-o', 'out', '--workers', '1');
    expect(code).toBe(1);
    expect(fileText(folder, join('out', 'a.html'))).toBe(OLD);
    expect(filesIn(join(folder, 'out')).filter((name) => !name.startsWith('.stowage-batch'))).toEqual([
      'a.html',
      'b.json',
      'index.html',
      'summary.json',
    ]);
  });
});
