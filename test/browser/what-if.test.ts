import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from '../../src/tools/chromium/launch.js';
import { GOLDEN_FOLDER, goldenScenario } from '../../src/tools/golden/golden-plans.js';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const SAMPLE = 'data/samples/scenario.yaml';
const folder = mkdtempSync(join(tmpdir(), 'stowage-what-if-'));
let browser: Browser;

/** Every golden: a folder with a scenario of its own, or one that stands for a shipped scenario. */
const goldens = [
  ...new Set([
    SAMPLE,
    'data/samples/today.yaml',
    ...readdirSync(GOLDEN_FOLDER)
      .map((name) => goldenScenario(name))
      .filter((file) => existsSync(file)),
  ]),
];

function plan(...args: readonly string[]): string {
  const command = ['dist/stowage.mjs', 'plan', ...args, '--as-of', '2026-10-01', '--quiet'];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 64 * 2 ** 20 });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return stdout;
}

function reportOf(scenario: string): string {
  const file = join(folder, `${scenario.replaceAll(/\W/g, '-')}.html`);
  plan(scenario, '-o', file);
  return file;
}

interface Opened {
  readonly page: Page;
  readonly trouble: string[];
}

async function open(file: string, options: BrowserContextOptions = {}, fragment = ''): Promise<Opened> {
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
  await page.goto(`${pathToFileURL(file).href}${fragment}`);
  if (fragment === '') await page.locator('[data-what-if="panel"] > summary').click();
  return { page, trouble };
}

async function downloaded(page: Page, button: string): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: button }).click()]);
  return readFileSync(await file.path(), 'utf8');
}

const summary = (page: Page) => page.locator('[data-what-if="summary"]').textContent();
const recalculated = (page: Page, what: RegExp | string) => expect.poll(() => summary(page), { timeout: 20_000 }).toMatch(what);
/** Until what is out of sight is drawn, too. */
const allDrawn = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(() => {
          const [last, all] = ['what-if', 'what-if all'].map((name) => performance.getEntriesByName(name).at(-1)?.startTime);
          return last !== undefined && last === all;
        }),
      { timeout: 20_000 },
    )
    .toBe(true);
const growth = (page: Page) => page.getByLabel('Growth on top of each profile’s own');

/** The report without the panel, with everything opened and so drawn: whitespace between tags does not count. */
const markup = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    // What is drawn may hold details of its own.
    for (let round = 0; round < 3; round++) {
      for (const details of document.querySelectorAll('details')) details.open = true;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const copy = document.body.cloneNode(true) as HTMLElement;
    for (const gone of copy.querySelectorAll('#what-if, script, canvas')) gone.remove();
    return copy.innerHTML
      .replaceAll(/ (open|data-overflows)="[^"]*"/g, '')
      .replaceAll(/\s+/g, ' ')
      .replaceAll(/ ?(<\/?[^>]*>) ?/g, '\n$1\n')
      .replaceAll(/\n{2,}/g, '\n');
  });

let sample = '';
beforeAll(async () => {
  browser = await launchBrowser();
  sample = reportOf(SAMPLE);
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

describe('the page’s engine', () => {
  it('covers the shipped samples and every golden of its own', () => {
    expect(goldens).toEqual(expect.arrayContaining([SAMPLE, 'data/samples/today.yaml']));
    expect(goldens.length).toBeGreaterThanOrEqual(5);
  });

  it.each(goldens)('gives the JSON of the command for %s, byte by byte', async (scenario) => {
    const { page, trouble } = await open(reportOf(scenario));
    expect(await downloaded(page, 'Download this plan (JSON)')).toBe(plan(scenario, '--format', 'json'));
    expect(trouble).toEqual([]);
    await page.context().close();
  });
});

describe('a what-if', () => {
  it('keeps the sample’s report under 1,100,000 bytes', () => expect(readFileSync(sample).length).toBeLessThan(1_100_000));

  it('keeps the sample’s report under 1,500,000 bytes over 30 years, where a line opens to its 361 months by the engine', async () => {
    const scenario = join(folder, 'thirty-years.yaml');
    const samples = resolve('data/samples');
    const text = readFileSync(SAMPLE, 'utf8')
      .replace('horizon: 3 years', 'horizon: 30 years')
      .replace(/\bvolumes(-finance)?\.csv/g, (name) => join(samples, name));
    writeFileSync(scenario, text);
    const file = reportOf(scenario);
    expect(readFileSync(file).length).toBeLessThan(1_500_000);
    const { page, trouble } = await open(file);
    const line = page.locator('.ledger li').first();
    await line.locator('summary').first().click();
    await line.getByText('Its months').click();
    await expect.poll(() => line.locator('[data-later] tbody tr').count()).toBe(361);
    expect(await line.locator('[data-later] tbody tr').first().textContent()).toMatch(/^Feb 2016.*GiB-Months.*\$/);
    expect(await line.locator('[data-later] output').textContent()).toBe('Rows 1 to 100 of 361');
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('says old → new for the three answers, marks field and figures, and takes it all back on reset', async () => {
    const { page, trouble } = await open(sample);
    const before = await markup(page);
    await growth(page).fill('9');
    await recalculated(page, /1 value differs.*TB → .*TB.*\$[\d,]+ → at least \$[\d,]+/s);
    expect(await page.locator('.field.changed .field-note').textContent()).toContain('was 5% a year');
    expect(await page.locator('#answers .was').count()).toBeGreaterThan(3);
    expect(await page.locator('[data-table="cost.years"] .was').first().textContent()).toMatch(/^Δ was (at least )?\$/);
    await page.getByRole('button', { name: 'Reset all' }).click();
    await recalculated(page, 'Nothing is changed');
    expect(await growth(page).inputValue()).toBe('5');
    await allDrawn(page);
    // What the page draws itself is what the templates printed.
    expect(await markup(page)).toBe(before);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('can be changed in every field there is, without an error', async () => {
    const { page, trouble } = await open(sample);
    await page.evaluate(() => {
      const controls = document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('#what-if [data-control]');
      for (const control of controls) {
        const was = control.value;
        if (control instanceof HTMLSelectElement) control.selectedIndex = control.options.length - 1;
        else control.value = was === '' ? '40' : `${Math.max(1, Math.round(+was * 0.7))}`;
        for (const told of ['input', 'change']) control.dispatchEvent(new Event(told, { bubbles: true }));
      }
    });
    await recalculated(page, /(2|3|4|5)\d values differ/);
    expect(await page.locator('[data-what-if="errors"]').isVisible()).toBe(false);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('downloads a scenario whose plan by the command has the page’s own months and bill', async () => {
    const { page } = await open(sample);
    await growth(page).fill('9');
    await page.getByLabel('Place', { exact: true }).selectOption({ label: 'Ireland' });
    await page.getByLabel('Line to the store').fill('2500');
    await page.locator('summary', { hasText: 'Retention: daily' }).click();
    await page.getByLabel('Keep daily').filter({ visible: true }).fill('21');
    await page.locator('summary', { hasText: 'Data: General purpose' }).click();
    await page.getByLabel('Daily change').filter({ visible: true }).fill('4');
    await recalculated(page, /5 values differ/);
    const wanted = JSON.parse(await downloaded(page, 'Download this plan (JSON)'));
    const yaml = await downloaded(page, 'Download the scenario (YAML)');
    const scenario = join('data/samples', `.what-if-${process.pid}.yaml`);
    writeFileSync(scenario, yaml);
    try {
      const got = JSON.parse(plan(scenario, '--format', 'json'));
      expect(got.capacity.months).toEqual(wanted.capacity.months);
      expect([got.cost.total, got.cost.destination]).toEqual([wanted.cost.total, wanted.cost.destination]);
      expect(got.comparisons.map(({ total }: { total: unknown }) => total)).toEqual(
        wanted.comparisons.map(({ total }: { total: unknown }) => total),
      );
    } finally {
      rmSync(scenario);
    }
    await page.context().close();
  });

  it('travels in a link: who opens it sees the same values', async () => {
    const { page } = await open(sample);
    await growth(page).fill('11');
    await recalculated(page, /1 value differs/);
    const link = await page.locator('#what-if-link').inputValue();
    expect(link).toMatch(/#w=%7B%22growth%22%3A%2211%22%7D$/);
    const other = await open(sample, {}, link.replace(/^[^#]*/, ''));
    await recalculated(other.page, /1 value differs/);
    expect(await summary(other.page)).toBe(await summary(page));
    await Promise.all([page.context().close(), other.page.context().close()]);
  });

  it.each([
    ['cut off', '#w=%7B%22gro', /cut off or no link/],
    ['broken in its escapes', '#w=%E0%A4%A', /cut off or no link/],
    ['for another report', '#w=%7B%22policy%2Fnone%2Fdaily%22%3A%223%22%7D', /nothing called “policy\/none\/daily”/],
    [
      'with markup for a value',
      '#w=%7B%22growth%22%3A%22%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E%22%7D',
      /“<img src=x onerror=a” is not/,
    ],
    ['with a number that is too large', '#w=%7B%22growth%22%3A%229e99%22%7D', /is not a number from/],
    ['with a prototype', '#w=%7B%22__proto__%22%3A%221%22%7D', /nothing called “__proto__”/],
    ['of a megabyte', `#w=${'A'.repeat(20_000)}`, /longer than any link/],
  ])('names a link that is %s, and shows the scenario’s plan', async (_, fragment, message) => {
    const { page, trouble } = await open(sample, {}, fragment);
    await expect.poll(() => page.locator('[data-what-if="errors"]').textContent()).toMatch(message);
    expect(await page.locator('#answers .was').count()).toBe(0);
    expect(trouble).toEqual([]);
    await page.context().close();
  });

  it('names what is wrong in a field, beside it and aloud, and keeps the last good plan', async () => {
    const { page } = await open(sample);
    await growth(page).fill('1,5');
    await expect.poll(() => growth(page).getAttribute('aria-invalid')).toBe('true');
    expect(await page.getByRole('alert').textContent()).toContain('“1,5” is not a number from -99 to 10000');
    expect(await summary(page)).toContain('Nothing is changed');
    await page.locator('summary', { hasText: 'Retention: archive' }).click();
    await growth(page).fill('5');
    for (const keep of await page
      .getByLabel(/^Keep /)
      .filter({ visible: true })
      .all())
      await keep.fill('0');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain('“archive” keeps nothing');
    await page.context().close();
  });

  it('is measured: the page says how long it took', async () => {
    const { page } = await open(sample);
    for (const value of ['6', '7', '8']) {
      await growth(page).fill(value);
      await recalculated(page, /1 value differs/);
      await expect.poll(() => page.locator('.what-if-changes').textContent()).toContain(`→ ${value}% a year`);
    }
    const times = await page.evaluate(() => performance.getEntriesByName('what-if').map(({ duration }) => duration));
    expect(times).toHaveLength(3);
    expect(await page.locator('[data-what-if="timing"]').textContent()).toMatch(
      /^Recalculated in \d+ ms, of which the engine took \d+ ms\.$/,
    );
    await page.context().close();
  });

  it('prints the values in force, and nothing of the panel where nothing is changed', async () => {
    const { page } = await open(sample);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#what-if').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await growth(page).fill('9');
    await recalculated(page, /1 value differs/);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.what-if-changes').isVisible()).toBe(true);
    expect(await page.locator('#what-if form').isVisible()).toBe(false);
    await page.context().close();
  });

  it('draws what is on the screen first, the other sections after it, and everything at once for paper', async () => {
    const { page } = await open(sample);
    const marks = await page.evaluate(
      () =>
        new Promise<readonly (readonly number[])[]>((resolve) => {
          const marked = () =>
            ['#answers', '#destinations', '#ladder'].map((id) => document.querySelectorAll(`${id} .was`).length);
          const measure = performance.measure.bind(performance);
          performance.measure = (...args: Parameters<typeof measure>) => {
            if (args[0] === 'what-if') {
              const atFirst = marked();
              window.dispatchEvent(new Event('beforeprint'));
              const onPaper = marked();
              window.dispatchEvent(new Event('afterprint'));
              resolve([atFirst, onPaper]);
            }
            return measure(...args);
          };
          scrollTo(0, 0);
          const field = document.querySelector<HTMLInputElement>('[data-control="growth"]');
          if (field) field.value = '9';
          requestAnimationFrame(() => field?.dispatchEvent(new Event('input', { bubbles: true })));
        }),
    );
    expect(marks).toEqual([
      [expect.toSatisfy((count: number) => count > 3), 0, 0],
      marks[1]?.map(() => expect.toSatisfy((count: number) => count > 3)),
    ]);
    await page.context().close();
  });

  it('is not offered where scripts are off', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(pathToFileURL(sample).href);
    expect(await page.locator('#what-if').isVisible()).toBe(false);
    await context.close();
  });
});

describe('the panel for everyone', () => {
  // The report's own test opens and checks everything else on four screens; here it is the panel and what a change puts into the page.
  const screens = [
    { width: 1280, colorScheme: 'light' as const },
    { width: 390, colorScheme: 'dark' as const },
  ];
  it.each(screens)(
    'has no axe violation at $width pixels in $colorScheme, changed, with a fault, the panel opened',
    async (screen) => {
      const { width, colorScheme } = screen;
      const { page } = await open(sample, { viewport: { width, height: 900 }, colorScheme, bypassCSP: true });
      await growth(page).fill('9');
      await recalculated(page, /1 value differs/);
      await page.getByLabel('Line to the store').fill('x');
      await expect.poll(() => page.getByRole('alert').textContent()).toContain('Line to the store');
      await page.$$eval('#what-if details', (all) => {
        for (const details of all) (details as HTMLDetailsElement).open = true;
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.addScriptTag({ path: axePath });
      const violations = await page.evaluate(async () => {
        const { axe } = window as unknown as {
          axe: {
            run(context: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
          };
        };
        const result = await axe.run({ include: ['#what-if', '.what-if-changes', '#answers', '[data-table="cost.years"]'] });
        return result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`);
      });
      expect(violations).toEqual([]);
      await page.context().close();
    },
  );

  it('is worked by keyboard: open, type, tab on, hear the result', async () => {
    const { page } = await open(sample);
    await page.locator('[data-what-if="panel"] > summary').focus();
    for (let step = 0; step < 12; step++) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate(() => document.activeElement?.getAttribute('data-control'))) === 'growth') break;
    }
    await page.keyboard.type('9');
    await page.keyboard.press('Tab');
    await recalculated(page, /1 value differs/);
    expect(await page.locator('[data-what-if="summary"]').getAttribute('aria-live')).toBe('polite');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-control'))).toBe('network/wan');
    await page.context().close();
  });
});
