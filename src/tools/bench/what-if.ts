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
/** A reader looks at the panel before changing something. */
const WARM_MS = 3000;
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
  /** The visible part in the document: engine and drawing. */
  readonly whole: number;
  /** A frame with it is painted: on a machine with nothing else to do up to 17 ms are waiting for the screen. */
  readonly painted: number;
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
  const [was, first, before] = [field.value, last('what-if'), last('what-if all')];
  if (field instanceof HTMLSelectElement) field.selectedIndex = (field.selectedIndex + 1) % field.options.length;
  else if (!Number.isInteger(+was)) field.value = String(+(+was > 1 ? 1 + (+was - 1) * 0.8 : +was * 0.8).toPrecision(3));
  else field.value = was === '' ? '40' : String(Math.round(+was * 0.8) === +was ? +was + 1 : Math.round(+was * 0.8));
  for (const told of ['input', 'change']) field.dispatchEvent(new Event(told, { bubbles: true }));
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  for (let frames = 0; last('what-if') === first; frames++) {
    if (frames > 600) throw new Error(id + ': nothing was recalculated');
    await frame();
  }
  const painted = performance.now() - last('what-if').startTime;
  while (last('what-if all') === before) await pause(20);
  await pause(${READ_MS});
  field.value = was;
  const [whole, engine, all] = ['what-if', 'what-if engine', 'what-if all'].map((name) => last(name).duration);
  return { field: id, whole, engine, all, painted };
}`;

async function changed(page: Page): Promise<readonly Change[]> {
  const fields = await page.$$eval('#what-if [data-control]', (all) => all.map((field) => field.getAttribute('data-control')));
  const changes: Change[] = [];
  for (const field of fields) changes.push(await page.evaluate(`(${CHANGE})(${JSON.stringify(field)})`));
  return changes;
}

const at = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;

function line(name: string, times: readonly number[]): string {
  const [median, p90, least, most] = [0.5, 0.9, 0, 1].map((share) => at(times, share).toFixed(1));
  return `${name.padEnd(36)} median ${median} ms, 90th percentile ${p90}, from ${least} to ${most}`;
}

const browser = await launchBrowser();
try {
  const report = join(folder, 'report.html');
  planned('-o', report);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.goto(pathToFileURL(report).href);
  await page.locator('[data-what-if="panel"] > summary').click();
  await page.waitForTimeout(WARM_MS);
  const changes = await changed(page);
  const commands = Array.from({ length: COMMAND_RUNS }, () => planned('--format', 'json', '-o', join(folder, 'plan.json')));
  const [whole, engine, all, painted] = (['whole', 'engine', 'all', 'painted'] as const).map((name) =>
    changes.map((change) => change[name]),
  ) as [number[], number[], number[], number[]];
  const slowest = changes.toSorted((a, b) => b.whole - a.whole).slice(0, 5);
  console.log(
    `${changes.length} changes, one of each field of the sample's report, in Chromium ${browser.version()}; asked: 50 ms`,
  );
  console.log(line('what is on the screen is right after', whole));
  console.log(line('  the engine, with all answers', engine));
  console.log(
    line(
      '  what marks and draws',
      whole.map((ms, index) => ms - (engine[index] ?? 0)),
    ),
  );
  console.log(line('a frame with it is painted by', painted));
  console.log(line('everything out of sight follows by', all));
  console.log(
    `the first: ${whole[0]?.toFixed(1)} ms; slowest: ${slowest.map((one) => `${one.field} ${one.whole.toFixed(1)}`).join(', ')}`,
  );
  console.log(line('the command, a plan anew', commands));
  const rounded = (times: readonly number[], share: number): number => +at(times, share).toFixed(1);
  const [ours, rival] = [rounded(whole, 0.5), rounded(commands, 0.5)];
  const more = { p90: rounded(whole, 0.9), painted: rounded(painted, 0.5), all: rounded(all, 0.5), asked: 50 };
  console.log(JSON.stringify({ bench: 'what-if', ours, rival, ratio: +(rival / ours).toFixed(1), unit: 'ms', ...more }));
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
