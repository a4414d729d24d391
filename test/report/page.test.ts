import { describe, expect, it } from 'vitest';
import { compiledTemplate } from '../../src/report/compile-template.js';
import { renderReport } from '../../src/report/render-report.js';
import { rendererOf } from '../../src/report/templates.js';
import { HOSTILE } from './fixture-basics.js';
import { samplePlan } from './fixtures.js';
import { plainPage, reportOptions } from './page.js';

const page = plainPage(samplePlan());
/** What a reader sees: no styles, no script, no data. */
const markup = page.replace(/<(style|script)[^>]*>[\s\S]*?<\/\1>/g, '');

const policyOf = (html: string): string =>
  (/Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&#x27;', "'").replaceAll('&#x3D;', '=');

describe('renderReport', () => {
  it('loads nothing', () => {
    expect(page).not.toMatch(/\ssrc\s*=\s*["'](?!x)/i);
    expect(markup).not.toMatch(/<(link|img|iframe|object|embed|base|audio|video|source|form)\b/i);
    expect(page).not.toMatch(/@import|url\(/i);
    expect(policyOf(page)).toMatch(/^default-src 'none'; /);
  });
  it('allows the script and the style by hash only, and has no style beside them', () => {
    expect(policyOf(page)).toMatch(/style-src 'sha256-[^ ]{44}'; script-src 'sha256-[^ ]{44}'/);
    expect(markup).not.toMatch(/\sstyle=/);
  });
  it('links only to itself and to web addresses', () => {
    const links = [...markup.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href ?? '');
    expect(links.length).toBeGreaterThan(15);
    for (const href of links) expect(href).toMatch(/^(#|https?:)/);
  });
  it('has a target for every link to itself', () => {
    const ids = new Set([...markup.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
    for (const [, id] of markup.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(id);
  });
  it('shows hostile names as text', () => {
    expect(page).not.toContain(HOSTILE.markup);
    expect(markup).toContain('&lt;/script&gt;&lt;img src&#x3D;x onerror&#x3D;alert(1)&gt;');
    expect(markup).toContain(HOSTILE.emoji);
  });
  it('answers with the yardstick: $1,228.80 in Frankfurt, $716.80 in Ireland', () => {
    expect(markup).toContain('$1,228.80');
    expect(markup).toContain('$716.80');
  });
  it('never prints a total without "at least" when the appliance has no price', () => {
    const text = markup.replace(/<[^>]+>/g, '');
    expect(text).toContain('at least $9,744.00');
    expect(text.replaceAll('at least $9,744.00', '')).not.toContain('$9,744.00');
  });
  it('prints no undefined, NaN, object or exponent', () => {
    expect(markup).not.toMatch(/undefined|NaN|Infinity|\[object|\d[eE][+-]\d/);
  });
  it('gives every chart a name and a table in its section', () => {
    const sections = markup.split('<section ').slice(1);
    const withChart = sections.filter((section) => section.includes('<canvas'));
    expect(withChart).toHaveLength(4);
    for (const section of withChart) {
      expect(section).toMatch(/<canvas data-chart="[\w-]+" role="img" aria-label="[^"]{20,}">/);
      expect(section).toContain('<table>');
    }
  });
  it('reconciles: 196 planned + 6 excluded + 1 rejected = 203 read', () => {
    expect(markup).toContain('Adds up');
    expect(plainPage(samplePlan({ inventory: { ...samplePlan().inventory, rejected: 2 } }))).toContain('Does not add up');
  });
  it('is the same byte by byte the second time', () => expect(plainPage(samplePlan())).toBe(page));
  it('says that all totals lack the same things instead of ranking totals that do not compare', () => {
    expect(markup).toContain('not ranked');
    expect(markup).toContain('not comparable');
  });
  it('puts problems before warnings before notes', () => {
    const at = ['The backup window is too short', 'A name with markup', 'Ireland costs less'].map((title) =>
      markup.indexOf(title),
    );
    expect([...at].sort((a, b) => a - b)).toEqual(at);
  });
  it('has no section for cinder-backup without steps', () => {
    const { cinderSteps: _, ...rest } = reportOptions('');
    expect(renderReport(samplePlan(), rest)).not.toContain('id="cinder"');
  });
  it('stays whole when nothing is restored, found, assumed or compared', () => {
    const bare = plainPage(
      samplePlan({ restores: [], findings: [], assumptions: [], comparisons: [], ratios: [], ladder: [], sources: [] }),
    );
    expect(bare).toContain('The scenario asks for no restore.');
    expect(bare).toContain('no problem and no warning was found');
  });
});

describe('rendererOf', () => {
  it('refuses a template that asks for a field which is not there', () => {
    const render = rendererOf({ page: compiledTemplate('{{nmae}}'), partials: {} });
    expect(() => render({ name: 'x' })).toThrow(/nmae/);
  });
  it('puts one set of templates together once', () => {
    const templates = { page: compiledTemplate('x'), partials: {} };
    expect(rendererOf(templates)).toBe(rendererOf(templates));
  });
});
