import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Parsed } from '../../problems/problem.js';
import { findBrowser } from './browser.js';
import { datedPdf } from './dated-pdf.js';

export interface PrintOptions {
  /** As named by the person; undefined: CHROME_PATH, then an installed one. */
  readonly browser: string | undefined;
  /** The document's date, "2026-10-01": what the PDF says of itself. */
  readonly asOf: string;
}

const LONGEST_MS = 120_000;

/**
 * Prints a page to PDF with an installed browser: its own profile in a temporary folder, which is gone afterwards, and no network.
 *
 * @returns the file's bytes; CLI050 without a browser, CLI051 where it gives no PDF
 */
export async function printPdf(html: string, { browser, asOf }: PrintOptions): Promise<Parsed<Uint8Array>> {
  const program = await findBrowser(browser);
  if (!program.ok) return program;
  const folder = await mkdtemp(join(tmpdir(), 'stowage-pdf-'));
  try {
    const [page, pdf] = [join(folder, 'page.html'), join(folder, 'page.pdf')];
    await writeFile(page, html);
    const failure = await run(program.value, argumentsFor(folder, page, pdf));
    const bytes = await readFile(pdf).catch(() => undefined);
    if (failure === undefined && bytes?.subarray(0, 5).toString('latin1') === '%PDF-')
      return { ok: true, value: datedPdf(bytes, asOf), warnings: [] };
    return failed(program.value, failure ?? 'it wrote no PDF');
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

function argumentsFor(folder: string, page: string, pdf: string): readonly string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--no-default-browser-check',
    '--hide-scrollbars',
    // Whatever a page asks for, nothing answers.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=127.0.0.1:1',
    `--user-data-dir=${join(folder, 'profile')}`,
    // Charts are drawn by then: the page's clock runs ahead until it is idle.
    '--virtual-time-budget=10000',
    '--no-pdf-header-footer',
    `--print-to-pdf=${pdf}`,
    // Chromium refuses its sandbox to root; the page is ours and its policy lets nothing else run.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    pathToFileURL(page).href,
  ];
}

/** Runs to the end or to the time limit; what went wrong, or undefined. */
function run(program: string, args: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, [...args], { stdio: ['ignore', 'ignore', 'pipe'], detached: process.platform !== 'win32' });
    let talk = '';
    child.stderr.on('data', (chunk: Buffer) => {
      talk = `${talk}${chunk}`.slice(-2000);
    });
    const timer = setTimeout(() => stop(child.pid), LONGEST_MS);
    const done = (failure: string | undefined): void => {
      clearTimeout(timer);
      resolve(failure);
    };
    child.once('error', (error) => done(error.message));
    child.once('close', (code, signal) => {
      if (code === 0) done(undefined);
      else done(signal === null ? `exit code ${code}: ${lastLine(talk)}` : `no PDF within ${LONGEST_MS / 1000} seconds`);
    });
  });
}

/** The browser and the processes that it started: they are a group of their own. */
function stop(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

const lastLine = (talk: string): string => talk.trim().split('\n').at(-1)?.slice(0, 200) ?? '';

const failed = (program: string, found: string): Parsed<Uint8Array> => ({
  ok: false,
  problems: [
    {
      code: 'CLI051',
      severity: 'error',
      where: { file: program },
      found,
      wanted: 'a PDF of the page',
      fix: 'try another browser with --browser PATH, or take --format html and print it',
    },
  ],
});
