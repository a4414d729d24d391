import { describe, expect, it } from 'vitest';
import { markdownText } from '../../src/report/markdown-text.js';
import { renderMarkdown } from '../../src/report/render-markdown.js';
import { HOSTILE } from './fixture-basics.js';
import { REPORT_DATE, samplePlan } from './fixtures.js';

describe('markdownText', () => {
  it('escapes a pipe, so that a cell stays a cell', () => expect(markdownText('a|b')).toBe('a\\|b'));
  it('escapes markup, links and code', () =>
    expect(markdownText(HOSTILE.pipes)).toBe('a\\|b \\`c\\` \\[d\\](http:\\/\\/evil.example) \\*\\*e\\*\\*'));
  it('leaves no element', () => expect(markdownText('<img src=x>')).toBe('\\<img src\\=x\\>'));
  it('makes one line of several', () => expect(markdownText('a\r\n\n# b')).toBe('a \\# b'));
  it('starts no list', () => expect([markdownText('- a'), markdownText('1. a')]).toEqual(['\\- a', '\\1. a']));
});

describe('renderMarkdown', () => {
  const text = renderMarkdown(samplePlan(), { asOf: REPORT_DATE });

  // After a wanted change: npx vitest run test/report -u
  it('says word for word what it said before', () => expect(text).toMatchFileSnapshot('../golden/report/sample-plan.md'));
  it('gives every table row as many cells as its head', () => {
    const lines = text.split('\n');
    const cells = (line: string): number => line.replace(/\\\|/g, '').split('|').length;
    const tables = lines.flatMap((line, index) => (/^\| --- \|/.test(line) ? [index] : []));
    expect(tables.length).toBeGreaterThan(10);
    for (const rule of tables) {
      for (let at = rule - 1; lines[at]?.startsWith('|'); at++) expect(cells(lines[at] ?? '')).toBe(cells(lines[rule] ?? ''));
    }
  });
  it('has no raw element but the sources’ own addresses', () =>
    expect(text.replace(/<https:[^>]*>/g, '')).not.toMatch(/(?<!\\)</));
  it('says "at least" and what is missing', () => {
    expect(text).toContain('at least \\$9,744.00');
    expect(text).toContain('appliance (no quote given)');
  });
  it('shows both destinations of the yardstick', () => {
    expect(text).toContain('\\$1,228.80');
    expect(text).toContain('\\$716.80');
  });
  it('does not link an address that is a script', () => expect(text).not.toContain('<javascript:'));
});
