import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browserPath, launchBrowser } from '../../src/tools/chromium/launch.js';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const here = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SAMPLE = here('data/samples/volumes.csv');
const folder = mkdtempSync(join(tmpdir(), 'stowage-serve-'));
let browser: Browser;
let server: ChildProcess;
let address = '';

beforeAll(async () => {
  server = spawn(
    process.execPath,
    [here('dist/stowage.mjs'), 'serve', '--port', '0', '--as-of', '2016-02-15', '--browser', await browserPath()],
    {
      cwd: folder,
    },
  );
  const [started, opened] = await Promise.all([firstLine(server), launchBrowser()]);
  address = started;
  browser = opened;
});
afterAll(async () => {
  await browser?.close();
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

function firstLine({ stdout, stderr }: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let talk = '';
    stderr?.on('data', (chunk: Buffer) => {
      talk += chunk;
    });
    stdout?.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8').trim()));
    stdout?.once('end', () => reject(new Error(`the server did not start: ${talk}`)));
  });
}

interface Opened {
  readonly page: Page;
  /** Dialogs, errors, refusals of the content policy: there should be none. */
  readonly trouble: string[];
}

async function open(options: BrowserContextOptions = {}): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.on('pageerror', (error) => trouble.push(`error ${error.message}`));
  page.on('request', (request) => request.url().startsWith(address) || trouble.push(`request ${request.url()}`));
  await page.goto(address);
  return { page, trouble };
}

/** axe runs in the page by the debugger's hand, so that the page's own policy stays as it is. */
async function violations(page: Page): Promise<readonly string[]> {
  const target = await page.context().newCDPSession(page);
  await target.send('Runtime.evaluate', { expression: readFileSync(axePath, 'utf8') });
  const { result } = await target.send('Runtime.evaluate', {
    expression:
      "axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => JSON.stringify(r.violations.map((v) => v.id + ' ' + v.nodes[0].html)))",
    awaitPromise: true,
  });
  return JSON.parse(String(result.value));
}

const submit = (page: Page) => page.getByRole('button', { name: 'Make the plan' }).click();
const noScript: BrowserContextOptions = { javaScriptEnabled: false };

describe('stowage serve in a browser', () => {
  it('plans an uploaded inventory without a script, and hands out report, quote and scenario', async () => {
    const { page, trouble } = await open(noScript);
    await page.getByLabel('A file').setInputFiles(SAMPLE);
    await page.getByLabel('Name of the plan').fill('From the form');
    await submit(page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('From the form');
    const [scenario] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: /scenario/ }).click()]);
    const yaml = readFileSync(await scenario.path(), 'utf8');
    expect(yaml).toContain('name: From the form');
    expect(yaml).toContain('- volumes.csv');
    const taken = async (name: string): Promise<Buffer> => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()]);
      return readFileSync(await file.path());
    };
    expect((await taken('Report as HTML')).toString()).toContain('From the form');
    expect((await taken('Quote in English as HTML')).toString()).toContain('From the form');
    expect((await taken('Quote in German as HTML')).toString()).toContain('Leistungsverzeichnis');
    for (const format of ['JSON', 'CSV']) {
      expect((await taken(`Report as ${format}`)).toString()).toContain('storage');
      expect((await taken(`Quote in German as ${format}`)).toString()).toContain('Speicher');
    }
    for (const what of ['Report', 'Quote in English', 'Quote in German'])
      expect((await taken(`${what} as XLSX`)).subarray(0, 2).toString()).toBe('PK');
    expect((await taken('Quote in German as PDF')).subarray(0, 5).toString()).toBe('%PDF-');
    await page.getByRole('link', { name: 'Open the report' }).click();
    expect(await page.content()).toContain('From the form');
    expect(trouble).toEqual([]);
  });

  it('runs the report under the policy of its own hashes: what-if and charts work, nothing is refused', async () => {
    const { page, trouble } = await open();
    page.on('console', (message) => trouble.push(message.text()));
    await page.getByLabel('A file').setInputFiles(SAMPLE);
    await submit(page);
    const [response] = await Promise.all([
      page.waitForResponse((one) => one.url().endsWith('/report')),
      page.getByRole('link', { name: 'Open the report' }).click(),
    ]);
    const policy = (await response.headerValue('content-security-policy')) ?? '';
    expect(policy).toMatch(/script-src 'sha256-[^']+'/);
    expect(policy).not.toContain('unsafe');
    await page.waitForSelector('canvas');
    expect(trouble).toEqual([]);
  });

  it('names every problem at its field, keeps what was typed and pasted, and calculates nothing', async () => {
    const { page } = await open();
    await page.getByLabel('Or the list itself, pasted').fill('ID,Name,Size\n1,a,ten\n');
    await page.getByLabel('How long to plan').fill('3 fortnights');
    await page.getByLabel('Region').fill('Frankfrut');
    await submit(page);
    expect(await page.getByRole('alert').textContent()).toContain('nothing was calculated');
    for (const label of ['How long to plan', 'Or the list itself, pasted']) {
      expect(await page.getByLabel(label).getAttribute('aria-invalid')).toBe('true');
    }
    expect(await page.getByLabel('Region').getAttribute('aria-invalid')).toBe('true');
    expect(await page.locator('#f-destination-region-about').textContent()).toContain('Frankfurt');
    expect(await page.getByLabel('How long to plan').inputValue()).toBe('3 fortnights');
    expect(await page.getByLabel('Or the list itself, pasted').inputValue()).toBe('ID,Name,Size\n1,a,ten\n');
    expect(await violations(page)).toEqual([]);
  });

  it('shows hostile names as text', async () => {
    const { page, trouble } = await open();
    const hostile = '</textarea></script><img src=x onerror=alert(1)>\n{a: &b';
    await page.getByLabel('Name of the plan').fill(hostile.replace('\n', ' '));
    await page
      .getByLabel('Or the list itself, pasted')
      .fill(`ID,Name,Status,Size\n${'1'.repeat(8)}-1111-1111-1111-111111111111,"<img src=x onerror=alert(2)>",in-use,10\n`);
    await submit(page);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(hostile.replace('\n', ' '));
    await page.getByRole('link', { name: 'Open the report' }).click();
    await page.goto(address);
    await page.getByLabel('Name of the plan').fill(hostile);
    await page.getByLabel('Or the list itself, pasted').fill(hostile);
    await submit(page);
    expect(await page.getByLabel('Or the list itself, pasted').inputValue()).toBe(hostile);
    expect(trouble).toEqual([]);
  });

  it.each([1280, 390])('has no accessibility violation and no sideways scrolling at %i pixels', async (width) => {
    const { page } = await open({ viewport: { width, height: 844 } });
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
    expect(await violations(page)).toEqual([]);
    expect(await wide()).toBe(false);
    await page.getByLabel('A file').setInputFiles(SAMPLE);
    await submit(page);
    expect(await violations(page)).toEqual([]);
    expect(await wide()).toBe(false);
  });

  it('is filled in and sent by keyboard alone', async () => {
    const { page } = await open(noScript);
    await page.getByLabel('Or the list itself, pasted').focus();
    await page.keyboard.insertText(readFileSync(SAMPLE, 'utf8'));
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('Typed');
    await Promise.all([page.waitForURL(/\/plans\//), page.keyboard.press('Enter')]);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Typed');
  });

  it('leaves the disk alone, and ends with code 0 on SIGTERM', async () => {
    expect(readdirSync(folder)).toEqual([]);
    const ended = new Promise((resolve) => server.once('exit', (code) => resolve(code)));
    server.kill('SIGTERM');
    expect(await ended).toBe(0);
  });
});
