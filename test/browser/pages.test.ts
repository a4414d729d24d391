import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexPage } from '../../src/batch/index-page.js';
import type { Summary } from '../../src/batch/summary.js';
import type { RowResult } from '../../src/batch/types.js';
import { launchBrowser } from '../../src/tools/chromium/launch.js';
import { inProcess } from '../cli/in-process.js';
import { folderWith, SHORT } from '../cli/stowage.js';
import { HOSTILE } from '../report/fixture-basics.js';
import { samplePlan } from '../report/fixtures.js';
import { reportPage } from '../report/page.js';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'stowage-pages-'));
let browser: Browser;

const TERMS = `number: Q-1
validUntil: 2026-12-31
title: ${JSON.stringify(HOSTILE.markup)}
customer: {name: Example Ltd, address: "1 Example Road", contact: jane@example.com}
scope: [Nightly backups.]
markup: 8.75
items:
  - {name: ${JSON.stringify(`${HOSTILE.markup} with a name that goes on for longer than any line of a narrow telephone`)}, price: 48999.99, discount: 12.5}
  - {name: Training, price: 1900, optional: true}
exclusions: [Network]
payment: 30 days net.
terms: [Prices are without VAT.]
internalNotes: [Down to 5 %.]
`;
const BRAND = 'name: Acme\naddress: "Musterstraße 1"\n';

/** Every page besides the report, by name, made by the commands that make it. */
const PAGES = ['diff', 'compare', 'quote', 'angebot-intern', 'index'] as const;

beforeAll(async () => {
  const at = folderWith({
    'a.yaml': `${SHORT}name: ${JSON.stringify(HOSTILE.markup)}\n`,
    'b.yaml': SHORT.replace('Frankfurt', 'Ireland'),
    'terms.yaml': TERMS,
    'brand.yaml': BRAND,
  });
  const to = (name: string): readonly string[] => [
    '--format',
    'html',
    '-o',
    join(folder, `${name}.html`),
    '--as-of',
    '2026-10-01',
  ];
  const quoted = ['quote', `${at}/a.yaml`, '--terms', `${at}/terms.yaml`, '--brand', `${at}/brand.yaml`];
  const commands = [
    ['diff', `${at}/a.yaml`, `${at}/b.yaml`, ...to('diff')],
    ['compare', `${at}/a.yaml`, `${at}/b.yaml`, ...to('compare')],
    [...quoted, ...to('quote')],
    [...quoted, '--lang', 'de', '--audience', 'internal', ...to('angebot-intern')],
  ];
  for (const command of commands) {
    const { code, stderr } = await inProcess(...command);
    if (code !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  }
  writeFileSync(join(folder, 'index.html'), indexPage(batchOf(120)));
  writeFileSync(join(folder, 'index-10000.html'), indexPage(batchOf(10_000)));
  for (const rows of [200, 10_000]) writeFileSync(join(folder, `report-${rows}.html`), longReport(rows));
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

function batchOf(rows: number): Summary {
  const results = Array.from({ length: rows }, (_, index): RowResult => {
    const row = index + 1;
    const status = row === 3 ? 'failed' : 'done';
    const problem = { code: 'CLI002', severity: 'error', where: { file: 'x.yaml' }, found: 'no file', wanted: 'one' } as const;
    return {
      id: `${row}`,
      row,
      key: `${row}`,
      name: row === 2 ? HOSTILE.markup : `customer-${row}`,
      status,
      problems: status === 'failed' ? [problem] : [],
      currency: 'USD',
      total: `${(row * 7919) % 10_007}.00`,
      totalText: `$${(row * 7919) % 10_007}.00`,
      outputs: [{ format: 'html', path: `customer-${row}.html`, sha256: '', bytes: 1 }],
      over: [],
    };
  });
  const counts = { rows, done: rows - 1, over: 0, failed: 1, missing: [], totals: [] };
  return { schema: 'stowage-batch/1', version: '0.1.0', ...counts, results };
}

/** The sample's report with so many restores. */
function longReport(rows: number): string {
  const plan = samplePlan();
  const [first] = plan.restores;
  if (first === undefined) throw new Error('the sample has a restore');
  const restores = Array.from({ length: rows }, (_, index) => ({
    ...first,
    scenario: { ...first.scenario, name: `restore-${index + 1}` },
  }));
  return reportPage({ ...plan, restores });
}

interface Opened {
  readonly page: Page;
  /** Requests, dialogs, errors and refusals of the content policy: there should be none of them. */
  readonly trouble: string[];
}

async function open(name: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('request', (request) => request.url().startsWith('file:') || trouble.push(`request ${request.url()}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('pageerror', (error) => trouble.push(`error ${error.message}`));
  page.on('console', (message) => trouble.push(`console ${message.text()}`));
  await page.goto(pathToFileURL(join(folder, `${name}.html`)).href);
  return { page, trouble };
}

/** axe runs in the page by the debugger's hand, so that the page's own policy stays as it is. */
async function violations(page: Page): Promise<readonly string[]> {
  const target = await page.context().newCDPSession(page);
  await target.send('Runtime.evaluate', { expression: axe });
  const { result } = await target.send('Runtime.evaluate', {
    expression:
      'axe.run().then((r) => JSON.stringify(r.violations.map((v) => v.id + " " + v.nodes[0].html + " " + v.nodes[0].failureSummary)))',
    awaitPromise: true,
  });
  return JSON.parse(String(result.value));
}

const SCREENS = [
  { width: 1280, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
] as const;
const ALL = PAGES.flatMap((name) => SCREENS.map((screen) => ({ name, ...screen })));

describe('every page besides the report', () => {
  it.each(ALL)('$name has no axe violation and no sideways scroll at $width pixels in $colorScheme', async (one) => {
    const { page, trouble } = await open(one.name, { viewport: { width: one.width, height: 900 }, colorScheme: one.colorScheme });
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(one.width);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it.each(PAGES)('%s has its headings in order, each level after the one above it', async (name) => {
    const { page } = await open(name);
    const levels = await page.$$eval('h1, h2, h3, h4', (heads) => heads.map(({ tagName }) => +tagName.slice(1)));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    await page.context().close();
  });
});

const shownRows = (page: Page, table: string): Promise<number> =>
  page.$$eval(
    `${table} tbody tr`,
    (rows) => rows.filter((row) => row instanceof HTMLElement && row.offsetParent !== null).length,
  );

describe('10,000 lines', () => {
  it('of a batch show 100 at a time, are found by name, sorted by total, and stand on paper', async () => {
    const { page, trouble } = await open('index-10000');
    expect(await shownRows(page, '')).toBe(100);
    await page.getByLabel('Search').fill('customer-9999');
    expect(await page.locator('#shown').textContent()).toBe('Rows 1 to 1 of 1 found in 10000');
    await page.getByLabel('Search').fill('');
    await page.getByRole('button', { name: 'Next rows' }).click();
    expect(await page.locator('#shown').textContent()).toBe('Rows 101 to 200 of 10000');
    await page.getByRole('button', { name: 'Total' }).click();
    const [first, second] = await page.$$eval('tr.on', (rows) =>
      rows.map((row) => Number.parseFloat(row.children[3]?.getAttribute('data-sort') ?? '')),
    );
    expect(first).toBeLessThanOrEqual(second ?? -1);
    await page.emulateMedia({ media: 'print' });
    expect(await shownRows(page, '')).toBe(10_000);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('of a batch all stand there with scripts off', async () => {
    const { page } = await open('index-10000', { javaScriptEnabled: false });
    expect(await page.locator('tbody tr').last().isVisible()).toBe(true);
    await page.context().close();
  });

  it("of a report's table show 100 at a time, are found by name, and the 40 most pressing are worked out", async () => {
    const { page, trouble } = await open('report-10000');
    const block = page.locator('[data-table="restores.overview"]');
    expect(await shownRows(page, '[data-table="restores.overview"]')).toBe(100);
    expect(
      await page
        .locator('article.restore h3')
        .filter({ hasText: /^restore-/ })
        .count(),
    ).toBe(40);
    await block.getByRole('button', { name: 'Next rows' }).click();
    expect(await block.locator('output').textContent()).toBe('Rows 101 to 200 of 10000');
    await block.getByRole('searchbox').fill('restore-7777');
    expect(await block.locator('output').textContent()).toBe('Rows 1 to 1 of 1 found in 10000');
    expect(await shownRows(page, '[data-table="restores.overview"]')).toBe(1);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('have a search field and pages that a screen reader can use', async () => {
    const { page } = await open('report-200');
    expect(await page.locator('.finder').count()).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});
