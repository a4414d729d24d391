import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../src/tools/chromium/launch.js';
import { samplePlan } from '../report/fixtures.js';
import { reportPage } from '../report/page.js';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const html = reportPage(samplePlan());
const folder = mkdtempSync(join(tmpdir(), 'stowage-report-'));
const file = join(folder, 'a report.html');
let browser: Browser;

beforeAll(async () => {
  writeFileSync(file, html);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

interface Opened {
  readonly page: Page;
  /** Requests, dialogs, errors and refusals of the content policy: there should be none of them. */
  readonly trouble: string[];
}

async function open(options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('request', (request) => /^(file|blob):/.test(request.url()) || trouble.push(`request ${request.url()}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('pageerror', (error) => trouble.push(`error ${error.message}`));
  page.on('console', (message) => trouble.push(`console ${message.text()}`));
  await page.goto(pathToFileURL(file).href);
  return { page, trouble };
}

const openAll = (page: Page): Promise<void> =>
  page.$$eval('details', (all) => {
    for (const details of all) details.open = true;
  });

const isDrawn = (canvas: Locator): Promise<boolean> =>
  canvas.evaluate((node) => {
    if (!(node instanceof HTMLCanvasElement) || node.width === 0) return false;
    const blank = document.createElement('canvas');
    [blank.width, blank.height] = [node.width, node.height];
    return node.toDataURL() !== blank.toDataURL();
  });

/** Ids of the charts that are drawn once a reader comes to them. */
async function drawn(page: Page): Promise<readonly (string | null)[]> {
  const ids = [];
  for (const canvas of await page.locator('canvas').all()) {
    await canvas.evaluate((node) => node.scrollIntoView({ behavior: 'instant' }));
    await expect.poll(() => isDrawn(canvas)).toBe(true);
    ids.push(await canvas.getAttribute('data-chart'));
  }
  return ids;
}

const CHARTS = ['capacity', 'ratio', 'cost', 'stages-1', 'back-1', 'stages-2', 'back-2', 'stages-3', 'back-3', 'ladder'];

describe('the report from file://', () => {
  it('stays under 1.5 MB with its charts inside', () => expect(Buffer.byteLength(html)).toBeLessThan(1_500_000));

  it('opens without a request, a dialog or a refusal, and draws its charts, those of each restore too, when they come near', async () => {
    const { page, trouble } = await open();
    expect(await isDrawn(page.locator('canvas[data-chart="ladder"]'))).toBe(false);
    expect(await drawn(page)).toEqual(CHARTS);
    expect(await page.$$('img, iframe, body script:not([type]) ~ *')).toEqual([]);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('hands out the data of each of its ten charts as CSV, a row a month or a stage', async () => {
    const { page, trouble } = await open();
    const buttons = page.getByRole('button', { name: /^Download the data of this chart/ });
    expect(await buttons.count()).toBe(CHARTS.length);
    const [file] = await Promise.all([page.waitForEvent('download'), buttons.first().click()]);
    expect(file.suggestedFilename()).toBe('capacity.csv');
    expect(readFileSync(await file.path(), 'utf8')).toMatch(/^Month,.*\r\nFeb 2016,[\d.]+,/);
    const stages = page.getByRole('button', { name: /this chart: Stages of/ }).first();
    const [other] = await Promise.all([page.waitForEvent('download'), stages.click()]);
    expect(other.suggestedFilename()).toBe('stages-1.csv');
    expect(readFileSync(await other.path(), 'utf8')).toMatch(/^Stage,"Stage: start, hours","Stage: end, hours"/);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('shows every table and figure with scripts off, and no empty chart', async () => {
    const { page } = await open({ javaScriptEnabled: false });
    await expect(page.locator('canvas').first().isVisible()).resolves.toBe(false);
    await expect(page.locator('#cost table').first().isVisible()).resolves.toBe(true);
    await page.locator('.ledger summary').first().click();
    await expect(page.locator('.ledger .formula').first().isVisible()).resolves.toBe(true);
    await page.context().close();
  });

  it('is as wide as the screen at 1280, 768, 390 and 320 pixels: only tables scroll sideways', async () => {
    for (const width of [1280, 768, 390, 320]) {
      const { page } = await open({ viewport: { width, height: 844 } });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.context().close();
    }
  });

  it('says at 390 pixels that a table goes on, and not where it does not', async () => {
    const { page } = await open({ viewport: { width: 390, height: 844 } });
    await openAll(page);
    const wrong = () =>
      page.$$eval('.scroll', (regions) =>
        regions
          .filter((region) => {
            const hint = region.nextElementSibling;
            const shown = hint instanceof HTMLElement && hint.offsetParent !== null;
            return shown !== region.scrollWidth > region.clientWidth + 1;
          })
          .map((region) => region.getAttribute('aria-label')),
      );
    await expect.poll(wrong).toEqual([]);
    expect(await page.$$eval('.scroll[data-overflows="yes"]', (regions) => regions.length)).toBeGreaterThan(5);
    await page.context().close();
  });
});

describe('the report for everyone', () => {
  const screens = [1280, 390].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })));
  it.each(screens)('has no axe violation at $width pixels in $colorScheme, everything opened', async ({ width, colorScheme }) => {
    // axe itself is not in the page's content policy.
    const { page } = await open({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
    await openAll(page);
    await page.addScriptTag({ path: axePath });
    const violations = await page.evaluate(async () => {
      const { axe } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> };
      };
      const result = await axe.run();
      return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`);
    });
    expect(violations).toEqual([]);
    await page.context().close();
  });

  it('reaches the skip link, every table and every line by keyboard alone', async () => {
    const { page } = await open();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the answers');
    const seen = new Set<string>();
    for (let step = 0; step < 400; step++) {
      const name = await page.evaluate(() => {
        const at = document.activeElement;
        if (at === null || at === document.body) return undefined;
        const box = at.getBoundingClientRect();
        const outline = getComputedStyle(at).outlineStyle;
        return `${at.tagName} ${at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 60)} ${box.width > 0 && outline !== 'none'}`;
      });
      if (name === undefined) break;
      seen.add(name);
      await page.keyboard.press('Tab');
    }
    const names = [...seen];
    expect(names.filter((name) => name.endsWith('false'))).toEqual([]);
    expect(names.filter((name) => name.startsWith('DIV Table: ')).length).toBeGreaterThan(10);
    expect(names.filter((name) => name.startsWith('SUMMARY ')).length).toBeGreaterThan(12);
    await page.context().close();
  });

  it('opens a line of the bill with the Enter key', async () => {
    const { page } = await open();
    await page.locator('.ledger summary').first().focus();
    await page.keyboard.press('Enter');
    await expect(page.locator('.ledger details').first().getAttribute('open')).resolves.toBe('');
    await page.context().close();
  });

  it('redraws its charts when the reader turns the lights off', async () => {
    const { page } = await open();
    await page.locator('canvas[data-chart="cost"]').scrollIntoViewIfNeeded();
    const picture = () =>
      page.$eval('canvas[data-chart="cost"]', (canvas) => (canvas instanceof HTMLCanvasElement ? canvas.toDataURL() : ''));
    const light = await picture();
    await page.emulateMedia({ colorScheme: 'dark' });
    await expect.poll(picture).not.toBe(light);
    await page.context().close();
  });
});

describe('the report on paper', () => {
  it('moves what is folded up into an appendix that the text names by number, and all of it back afterwards', async () => {
    const { page } = await open();
    const main = () => page.$eval('main', (node) => node.innerHTML);
    const print = (when: 'beforeprint' | 'afterprint') => page.evaluate((name) => window.dispatchEvent(new Event(name)), when);
    await print('beforeprint');
    await print('afterprint');
    const before = await main();
    await print('beforeprint');
    const numbers = await page.$$eval('.appendix-mark', (marks) => marks.map(({ textContent }) => (textContent ?? '').trim()));
    expect(numbers.length).toBeGreaterThan(10);
    const titles = await page.$$eval('.appendix-title', (all) => all.map(({ textContent }) => (textContent ?? '').split(' ')[0]));
    expect(numbers).toEqual(titles.map((title) => `\u2192 ${title}`));
    expect(await page.locator('.appendix .formula').first().isVisible()).toBe(true);
    await print('afterprint');
    expect(await main()).toBe(before);
    await page.context().close();
  });

  it.each(['A4', 'Letter'] as const)('prints on %s', async (format) => {
    const { page, trouble } = await open({ colorScheme: 'dark' });
    const pdf = await page.pdf({ format });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(8);
    expect(trouble).toEqual([]);
    await page.context().close();
  });
});
