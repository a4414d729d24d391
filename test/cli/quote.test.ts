import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn, fileText, folderWith, SHORT, stowage } from './stowage.js';

const TERMS = 'number: Q-7\nvalidUntil: 2026-12-31\nmarkup: 13.37\ninternalNotes: [CANARY]\ntermsFile: legal.txt\n';
const FILES = { 'estate.yaml': SHORT, 'terms.yaml': TERMS, 'legal.txt': 'Paid in 30 days.\n' };
const AS_OF = ['--as-of', '2026-10-01'];

describe('stowage quote', () => {
  it("writes the customer's page beside the scenario, with the terms file's text and nothing internal", () => {
    const folder = folderWith(FILES);
    const { code, stderr } = stowage(folder, 'quote', 'estate.yaml', '--terms', 'terms.yaml', ...AS_OF);
    expect({ code, stderr: stderr.split('\n').at(-2) }).toEqual({ code: 0, stderr: 'Quote: estate.quote.html' });
    const page = fileText(folder, 'estate.quote.html');
    for (const said of ['Q-7', 'Paid in 30 days.', '31\u00a0December 2026']) expect(page).toContain(said);
    expect(page).not.toMatch(/CANARY|13\.37/);
  });
  it('gives a customer the same bytes twice, and JSON that names its schema first', () => {
    const folder = folderWith(FILES);
    const run = () => stowage(folder, 'quote', 'estate.yaml', '--format', 'json', ...AS_OF).stdout;
    expect(run()).toMatch(/^\{\n {2}"schema": "stowage-quote\/1"/);
    expect(run()).toBe(run());
  });
  it('is exit code 2, all files at once and nothing written, for a bad brand, bad terms and a bad scenario', () => {
    const folder = folderWith({
      'estate.yaml': 'inventory: nowhere.csv\n',
      'terms.yaml': 'validUntil: 2020-01-01\n',
      'brand.yaml': 'name: A\nlogo: https://a.example/x.png\n',
    });
    const { code, stderr } = stowage(folder, 'quote', 'estate.yaml', '--terms', 'terms.yaml', '--brand', 'brand.yaml', ...AS_OF);
    expect(code).toBe(2);
    for (const problem of ['SCN043', 'SCN040', 'CLI002']) expect(stderr).toContain(problem);
    expect(filesIn(folder)).toEqual(['brand.yaml', 'estate.yaml', 'terms.yaml', 'volumes.csv']);
  });
  it('never writes over its terms file', () => {
    const folder = folderWith(FILES);
    const { code, stderr } = stowage(folder, 'quote', 'estate.yaml', '--terms', 'terms.yaml', '-o', 'terms.yaml', ...AS_OF);
    expect({ code, kept: fileText(folder, 'terms.yaml') }).toEqual({ code: 2, kept: TERMS });
    expect(stderr).toContain('CLI004');
  });
  it('inlines a logo that stands beside the brand file', () => {
    const folder = folderWith({
      ...FILES,
      'brand.yaml': 'name: A\nlogo: a.svg\n',
      'a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
    });
    stowage(folder, 'quote', 'estate.yaml', '--brand', 'brand.yaml', ...AS_OF);
    expect(fileText(folder, 'estate.quote.html')).toContain('src="data:image/svg+xml;base64,PHN2Zy');
  });
});

describe('--format pdf', () => {
  it('is exit code 2, what to install, and no file, where the named browser is not there', () => {
    const folder = folderWith(FILES);
    for (const command of ['quote', 'plan']) {
      const { code, stderr } = stowage(
        folder,
        command,
        'estate.yaml',
        '--format',
        'pdf',
        '--browser',
        '/nowhere/chrome',
        ...AS_OF,
      );
      expect(code).toBe(2);
      expect(stderr).toMatch(/CLI050[\s\S]*install/);
    }
    expect(filesIn(folder)).toEqual(['estate.yaml', 'legal.txt', 'terms.yaml', 'volumes.csv']);
  });
  it('is exit code 2 and no file where the browser gives none', () => {
    const folder = folderWith(FILES);
    writeFileSync(join(folder, 'broken.sh'), '#!/bin/sh\necho cannot >&2\nexit 3\n', { mode: 0o755 });
    const { code, stderr } = stowage(folder, 'quote', 'estate.yaml', '--format', 'pdf', '--browser', join(folder, 'broken.sh'));
    expect(code).toBe(2);
    expect(stderr).toMatch(/CLI051.*exit code 3: cannot/);
    expect(filesIn(folder)).not.toContain('estate.quote.pdf');
  });
});
