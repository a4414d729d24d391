import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { launchBrowser } from '../chromium/launch.js';

/**
 * `npm run bench:what-if`: the sample's report in Chromium, every field of its what-if panel changed once, one field at a time, as a
 * reader does it. The rival is the command that plans the changed scenario anew, for want of a page that recalculates.
 */
const COMMAND_RUNS = 5;
/** Longer than the page waits before it draws the ranges of a plan. */
const READ_MS = 900;

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stowage-what-if-'));
const command = join(root, 'dist', 'stowage.mjs');
const sample = join(root, 'data', 'samples', 'scenario.yaml');

/** Milliseconds of one process. */
function planned(...args: readonly string[]): number {
  const from = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [command, 'plan', sample, '--quiet', ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`stowage plan ended with ${status}: ${stderr}`);
  return performance.now() - from;
}

/** What a page measured of one change: from the end of typing to figures and tables in the document, and what follows. */
interface Change {
  readonly field: string;
  /** The visible part: engine and drawing. */
  readonly whole: number;
  readonly engine: number;
  /** Until everything out of sight is drawn, too. */
  readonly all: number;
}

/**
 * Run in the page, as text, for its policy lets nothing be evaluated there later: gives a field another value (the next choice, or a number a
 * fifth smaller), waits until all is drawn and a reader would have looked at it, and puts the field back without a word.
 */
const CHANGE = `async (id) => {
  const last = (name) => performance.getEntriesByName(name).at(-1);
  const field = document.querySelector('[data-control="' + CSS.escape(id) + '"]');
  const [was, before] = [field.value, last('what-if all')];
  if (field instanceof HTMLSelectElement) field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
  else field.value = was === '' ? '40' : String(+was === 0 ? 1 : +(+was * 0.8).toPrecision(3));
  for (const told of ['input', 'change']) field.dispatchEvent(new Event(told, { bubbles: true }));
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  for (let waited = 0; last('what-if all') === before && waited < 3000; waited += 20) await pause(20);
  await pause(${READ_MS});
  field.value = was;
  const [whole, engine, all] = ['what-if', 'what-if engine', 'what-if all'].map((name) => last(name).duration);
  return { field: id, whole, engine, all };
}`;

async function changed(page: Page): Promise<readonly Change[]> {
  const fields = await page.$$eval('#what-if [data-control]', (all) => all.map((field) => field.getAttribute('data-control')));
  const changes: Change[] = [];
  for (const field of fields) changes.push(await page.evaluate(`(${CHANGE})(${JSON.stringify(field)})`));
  return changes;
}

const sorted = (times: readonly number[]): readonly number[] => [...times].sort((a, b) => a - b);
const at = (times: readonly number[], share: number): number =>
  sorted(times)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;

function line(name: string, times: readonly number[]): string {
  const [median, p90, min, max] = [at(times, 0.5), at(times, 0.9), at(times, 0), at(times, 1)].map((ms) => ms.toFixed(1));
  return `${name.padEnd(34)} median ${median} ms, 90th percentile ${p90}, from ${min} to ${max}`;
}

const browser = await launchBrowser();
try {
  const report = join(folder, 'report.html');
  planned('-o', report);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(report).href);
  await page.locator('[data-what-if="panel"] > summary').click();
  await page.waitForTimeout(2000);
  const changes = await changed(page);
  const commands = Array.from({ length: COMMAND_RUNS }, () => planned('--format', 'json', '-o', join(folder, 'plan.json')));
  const slowest = [...changes].sort((a, b) => b.whole - a.whole).slice(0, 5);
  console.log(`${changes.length} changes, one of each field of the sample's report, in Chromium ${browser.version()}`);
  console.log(
    line(
      'what is on screen is right after',
      changes.map(({ whole }) => whole),
    ),
  );
  console.log(
    line(
      '  of which the engine',
      changes.map(({ engine }) => engine),
    ),
  );
  console.log(
    line(
      '  of which drawing',
      changes.map(({ whole, engine }) => whole - engine),
    ),
  );
  console.log(
    line(
      'everything out of sight follows by',
      changes.map(({ all }) => all),
    ),
  );
  console.log(
    `the first change: ${changes[0]?.whole.toFixed(1)} ms; the slowest: ${slowest.map(({ field, whole }) => `${field} ${whole.toFixed(0)}`).join(', ')}`,
  );
  console.log(line('the command, a plan anew', commands));
  const [ours, rival] = [changes.map(({ whole }) => whole), commands].map((times) => +at(times, 0.5).toFixed(1));
  const [p90, all] = [
    at(
      changes.map(({ whole }) => whole),
      0.9,
    ),
    at(
      changes.map(({ all }) => all),
      0.5,
    ),
  ].map((ms) => +ms.toFixed(1));
  console.log(
    JSON.stringify({
      bench: 'what-if',
      ours,
      rival,
      ratio: +((ours ?? 0) / (rival ?? 1)).toFixed(3),
      unit: 'ms',
      p90,
      all,
      asked: 50,
    }),
  );
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
