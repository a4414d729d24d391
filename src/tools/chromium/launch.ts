import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium } from 'playwright-core';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A Chromium: `CHROME_PATH`, else an installed one, else the one npm brought. */
export const browserPath = async (): Promise<string> =>
  process.env.CHROME_PATH || installed.find((path) => existsSync(path)) || (await unpackedChromium());

/** Starts it headless. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await browserPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}

/** Unpacks @sparticuz/chromium, which is made for a bare server and brings the libraries and fonts it needs. */
async function unpackedChromium(): Promise<string> {
  // It unpacks into TMPDIR and reuses what it finds there, so that is a folder of our own. It unpacks its libraries only where
  // it takes the machine for a Lambda. Both are read when it is imported.
  const folder = fileURLToPath(new URL('../../node_modules/.cache/chromium', import.meta.url));
  mkdirSync(folder, { recursive: true });
  process.env.TMPDIR = folder;
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const { default: sparticuz } = await import('@sparticuz/chromium');
  // Not sparticuz.args: those are for a single-process browser inside a Lambda.
  return sparticuz.executablePath();
}
