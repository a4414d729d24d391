import { describe, expect, it } from 'vitest';
import { filesIn, fileText, folderWith, SHORT, stowage } from './stowage.js';

describe('stowage plan', () => {
  it('writes one HTML file beside the scenario, its summary to stdout and its place to stderr', () => {
    const folder = folderWith({ 'estate.yaml': SHORT });
    const { code, stdout, stderr } = stowage(folder, 'plan', 'estate.yaml');
    expect({ code, stderr: stderr.split('\n').at(-2) }).toEqual({ code: 0, stderr: 'Report: estate.report.html' });
    expect(stdout).toContain('184 volumes planned of 200 read');
    expect(filesIn(folder)).toEqual(['estate.report.html', 'estate.yaml', 'volumes.csv']);
    expect(fileText(folder, 'estate.report.html')).toMatch(/^<!doctype html>/i);
  });
  it('writes the same bytes twice for the same --as-of', () => {
    const folder = folderWith({ 'estate.yaml': SHORT });
    for (const out of ['a.html', 'b.html']) stowage(folder, 'plan', 'estate.yaml', '-o', out, '--as-of', '2016-02-20', '--quiet');
    expect(fileText(folder, 'a.html')).toBe(fileText(folder, 'b.html'));
  });
  it.each([
    ['json', /^\{\n {2}"schema": "stowage-plan\/1"/],
    ['csv', /^[^\n]+,[^\n]+\n2016-02/],
    ['md', /^# /],
  ])('gives %s to stdout and nothing else', (format, start) => {
    const folder = folderWith({ 'estate.yaml': SHORT });
    const { code, stdout } = stowage(folder, 'plan', 'estate.yaml', '--format', format, '--quiet');
    expect(code).toBe(0);
    expect(stdout).toMatch(start);
    expect(filesIn(folder)).toEqual(['estate.yaml', 'volumes.csv']);
  });
  it('is exit code 1 with --check when a restore of everything cannot be back within the hour, and still writes the report', () => {
    const folder = folderWith({ 'estate.yaml': `${SHORT}restores: [{what: everything, rto: 1 hour}]\n` });
    const { code, stderr } = stowage(folder, 'plan', 'estate.yaml', '--check');
    expect(code).toBe(1);
    expect(stderr).toContain('check failed: ');
    expect(filesIn(folder)).toContain('estate.report.html');
  });
  it('is exit code 2 and no temporary file when the report cannot be written', () => {
    const folder = folderWith({ 'estate.yaml': SHORT, blocked: 'a file, not a folder' });
    const { code, stderr } = stowage(folder, 'plan', 'estate.yaml', '-o', 'blocked/out.html');
    expect(code).toBe(2);
    expect(stderr).toContain('CLI004');
    expect(filesIn(folder)).toEqual(['blocked', 'estate.yaml', 'volumes.csv']);
  });
  it('says where the report is as JSON with --json', () => {
    const folder = folderWith({ 'estate.yaml': SHORT });
    expect(JSON.parse(stowage(folder, 'plan', 'estate.yaml', '--json').stdout)).toEqual({
      ok: true,
      report: 'estate.report.html',
      format: 'html',
      failed: [],
    });
  });
  it('plans 57 PB twice over (2 x 53,085,000 GiB), for a volume whose name would close a script', () => {
    const name = '</script><img src=x onerror=alert(1)>';
    const rows = `a1,"${name}",available,53085000,t,false,[],{}\na2,"=HYPERLINK(""x"")",available,53085000,t,false,[],{}\n`;
    const folder = folderWith({
      'big.csv': `ID,Name,Status,Size,Type,Bootable,Attached to,Properties\n${rows}`,
      'big.yaml': `inventory: big.csv\nstart: 2016-02-15\nrestores: [{volume: "${name}"}]\n`,
    });
    const { code, stdout } = stowage(folder, 'plan', 'big.yaml');
    expect(code).toBe(0);
    expect(stdout).toContain('114 PB');
    expect(fileText(folder, 'big.report.html')).not.toContain('<img src=x');
  });

  it('tells the problems of the scenario and of its inventory files at once', () => {
    const folder = folderWith({ 'bad.yaml': 'inventory: [volumes.csv, nosuch.csv]\ndestination: {region: Narnia}\n' });
    const { code, stderr } = stowage(folder, 'plan', 'bad.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('bad.yaml:2:23  error CAT015');
    expect(stderr).toContain('bad.yaml:1:26  error CLI002');
    expect(filesIn(folder)).toEqual(['bad.yaml', 'volumes.csv']);
  });

  it('prints one table of the report with --table, and names the nearest to a wrong name, exit code 2', () => {
    const folder = folderWith({ 'short.yaml': SHORT });
    const one = (name: string) => stowage(folder, 'plan', 'short.yaml', '--format', 'csv', '--table', name);
    expect(one('cost.years').stdout).toMatch(/^Kind,2016,Total\r\n.*\r\nTotal,.*\r\n$/s);
    const wrong = one('cost.year');
    expect([wrong.code, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('did you mean cost.years?');
    expect(stowage(folder, 'plan', 'short.yaml', '--table', 'cost.years').stderr).toContain('fix: add --format csv');
    expect(filesIn(folder)).toEqual(['short.yaml', 'volumes.csv']);
  });

  it.each(['short.yaml', 'volumes.csv', './volumes.csv'])(
    'refuses -o %s, which it reads from, and leaves it as it was',
    (target) => {
      const folder = folderWith({ 'short.yaml': SHORT });
      const before = fileText(folder, target);
      const { code, stderr } = stowage(folder, 'plan', 'short.yaml', '-o', target);
      expect([code, fileText(folder, target) === before]).toEqual([2, true]);
      expect(stderr).toContain('error CLI004  found a file that this plan is read from');
    },
  );
});
