import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { fileText, folderWith, SHORT, stowage } from './stowage.js';

let folder = '';
let html = '';
beforeAll(() => {
  folder = folderWith({ 'estate.yaml': SHORT });
  stowage(folder, 'plan', 'estate.yaml', '--as-of', '2026-10-01', '--quiet');
  html = fileText(folder, 'estate.report.html');
});

function verify(content: string | Buffer, ...flags: readonly string[]) {
  writeFileSync(join(folder, 'x.html'), content);
  return stowage(folder, 'verify', 'x.html', ...flags);
}

/** The report with something else where its data says `found`. */
function tampered(found: string, instead: string): string {
  expect(html).toContain(found);
  return html.replace(found, () => instead);
}

describe('stowage verify', () => {
  it('is exit code 0 for an untouched report and names the SHA-256 of what it was made from', () => {
    const { code, stdout } = verify(html);
    expect({ code, first: stdout.split('\n')[0] }).toEqual({
      code: 0,
      first: 'x.html holds: recomputed from the inputs inside it, it is the same.',
    });
    expect(stdout).toMatch(/^ {2}[0-9a-f]{64} {2}estate\.yaml$/m);
    expect(stdout).toMatch(/^ {2}[0-9a-f]{64} {2}volumes\.csv$/m);
  });
  it('is exit code 1 when a figure that people read was changed in the page, and shows both', () => {
    const figure = /<p class="figure">(.*?)<\/p>/.exec(html)?.[0] ?? '';
    const { code, stdout } = verify(
      tampered(figure, figure.replace(/\d/, '1').replace('<p class="figure">', '<p class="figure">0')),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/does not hold:\n {2}the page's own text, first on line \d+: has ".*", its inputs give ".*"/);
  });
  it('is exit code 1 when an input inside it was changed, and names the figures that differ', () => {
    const { code, stdout } = verify(
      html.replaceAll('{"$d":"0.012"}', '{"$d":"0.021"}').replaceAll('{"$d":"0.0120"}', '{"$d":"0.021"}'),
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/in the report "at least \$[\d,.]+.*recomputed "at least \$/);
    expect(stdout).toMatch(/result: SHA-256 in the report [0-9a-f]{64}, recomputed [0-9a-f]{64}/);
  });
  it('says that another version made it, and is exit code 1 where the version alone was changed: it is part of the result', () => {
    const { stdout, code } = verify(tampered('"0.1.0"', '"0.0.9"'));
    expect(stdout).toContain('was made by stowage 0.0.9');
    expect(stdout).toContain('no main figure, but the plan as JSON');
    expect(code).toBe(1);
  });
  it('is data with --json', () => {
    expect(JSON.parse(verify(html, '--json').stdout)).toMatchObject({ ok: true, holds: true, differences: [] });
  });
  it.each([
    ['an empty file', ''],
    ['another page', '<!doctype html><title>x</title>'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe])],
    ['9 MiB of anything', 'x'.repeat(9 * 2 ** 20)],
  ])('is exit code 2 and CLI008 for %s', (_, content) => {
    const { code, stderr } = verify(content);
    expect({ code, has: /CLI008/.test(stderr) }).toEqual({ code: 2, has: true });
  });
  it.each([0.2, 0.45, 0.52, 0.6])(
    'is exit code 2 for a report of which only the first part (%d) is there, inside or before its data',
    (part) => {
      const at = html.indexOf('id="report-input"');
      const end = html.indexOf('</script>', at);
      const cut = part < 0.5 ? Math.floor(at * part * 2) : Math.floor(at + (end - at) * ((part - 0.5) * 8));
      const { code, stderr } = verify(html.slice(0, cut));
      expect({ code, has: /CLI008.*(damaged|no inputs|no report)/.test(stderr) }).toEqual({ code: 2, has: true });
    },
  );
  it('is exit code 2 when the tables of its data no longer fit together', () => {
    const { code, stderr } = verify(tampered('"keys":[', '"keys":[["evil"],'));
    expect({ code, has: /CLI008.*damaged/.test(stderr) }).toEqual({ code: 2, has: true });
  });
  it('is exit code 2 for a file that is not there, with the nearest name', () => {
    const { code, stderr } = stowage(folder, 'verify', 'estate.raport.html');
    expect({ code, hint: stderr.includes('estate.report.html') }).toEqual({ code: 2, hint: true });
  });
  it('needs no other file: the report alone is enough', () => {
    const elsewhere = folderWith();
    writeFileSync(join(elsewhere, 'only.html'), html);
    expect(stowage(elsewhere, 'verify', 'only.html').code).toBe(0);
    expect(readFileSync(join(elsewhere, 'only.html'), 'utf8')).toBe(html);
  });
});
