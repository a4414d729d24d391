import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../src/tools/chromium/launch.js';

describe('launchBrowser', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('opens a page and runs its script', async () => {
    const page = await browser.newPage();
    await page.goto('data:text/html,<title>before</title><script>document.title = "Stowage " + (40 + 2)</script>');
    expect(await page.title()).toBe('Stowage 42');
    await page.close();
  });
});
