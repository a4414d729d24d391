import { stat } from 'node:fs/promises';
import { fullPlan } from '../engine/full-plan.js';
import type { Plan } from '../engine/plan-types.js';
import type { Problem } from '../problems/problem.js';
import { printable } from '../problems/render.js';
import { type Embedded, embeddedIn, figuresOf } from '../report/embedded/embedded.js';
import type { Call } from './commands.js';
import { readTextFile } from './files.js';
import { text } from './flag-values.js';
import { htmlAgain, planHash } from './html-report.js';
import { loadShelf } from './load-catalog.js';
import type { ExitCode } from './terminal.js';

/** No report comes near it, and what is read of one stays a small multiple of its size. */
const LARGEST_REPORT = 8 * 2 ** 20;
const MOST_SHOWN = 12;

interface Verdict {
  readonly holds: boolean;
  readonly differences: readonly string[];
  readonly notes: readonly string[];
}

/** `stowage verify`: takes a report's inputs out of it, computes again, and says whether the report still holds. 0 holds, 1 differs, 2 no report. */
export async function verifyCommand(call: Call): Promise<ExitCode> {
  const { terminal, version } = call;
  const file = text(call, 'report') ?? '';
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LARGEST_REPORT) return refused(call, problem(file, `${Math.round(size / 2 ** 20)} MiB`, 'a report: at most 8 MiB'));
  const read = await readTextFile(file);
  if (!read.ok) return terminal.problems(read.problems, 'Nothing was verified.');
  const embedded = embeddedIn(read.value.text);
  if (!embedded.ok) return refused(call, unreadable(file, embedded));
  const plan = computed(embedded.value);
  if (typeof plan === 'string') return refused(call, unreadable(file, { kind: 'damaged', why: plan }));
  const verdict = await verdictOn({ html: read.value.text, embedded: embedded.value, plan, version });
  return told(call, file, embedded.value, verdict);
}

/** The plan again, or why there is none: a stranger's input can pass every check and still name what is not there. */
function computed({ input }: Embedded): Plan | string {
  try {
    return fullPlan(input);
  } catch (error) {
    if (error instanceof Error) return `its inputs do not fit together (${error.message.slice(0, LONGEST_QUOTE)})`;
    throw error;
  }
}

interface Case {
  readonly html: string;
  readonly embedded: Embedded;
  readonly plan: Plan;
  readonly version: string;
}

async function verdictOn({ html, embedded, plan, version }: Case): Promise<Verdict> {
  const made = embedded.input.version;
  const sameTool = made === version;
  const figures = figureDifferences(embedded, plan);
  const notes = [...(sameTool ? [] : [versionNote(made, version)]), ...(await catalogNote(embedded))];
  if (planHash(plan) !== embedded.result.sha256) {
    const unseen = figures.length > 0 ? [] : [sameTool ? 'a figure that is not among the report’s main ones' : OTHER_JSON];
    const hash = `result: SHA-256 in the report ${embedded.result.sha256}, recomputed ${planHash(plan)}`;
    return { holds: false, differences: [...figures, ...unseen, hash], notes };
  }
  // Another version words and draws things otherwise: only its figures can be held against each other.
  const page = sameTool ? pageDifference(html, await htmlAgain(embedded, plan)) : [];
  const differences = [...figures, ...page];
  return { holds: differences.length === 0, differences, notes };
}

const OTHER_JSON = 'no main figure, but the plan as JSON: another version may have worked it out or written it otherwise';

const versionNote = (made: string, version: string): string =>
  `The report was made by stowage ${made}, this is ${version}: its figures are compared, the page around them is not. Only stowage ${made} can tell a changed report from another way to calculate.`;

async function catalogNote({ hashes }: Embedded): Promise<readonly string[]> {
  const shelf = await loadShelf();
  // A private book laid over the list adds its own version after a plus.
  if (!shelf.ok || shelf.value.prices.version === hashes.catalog.split('+')[0]) return [];
  return [
    `The catalogue has changed since (${hashes.catalog}, now ${shelf.value.prices.version}): a new plan may have other prices. The report is held to the prices inside it.`,
  ];
}

/** Rows of the summary that the recomputed plan does not have so. */
function figureDifferences({ result }: Embedded, plan: Plan): readonly string[] {
  const again = figuresOf(plan);
  return result.figures.flatMap((row, index) => {
    const now = again[index] ?? [];
    return row.join('|') === now.join('|') ? [] : [`${row[0] ?? ''}: in the report ${said(row)}, recomputed ${said(now)}`];
  });
}

const said = ([, value = '', verdict = '']: readonly string[]): string =>
  value === '' && verdict === '' ? 'nothing' : `"${[value, verdict].filter((part) => part !== '').join(', ')}"`;

const LONGEST_QUOTE = 100;

/** The first line of the page that is not what its inputs give. */
function pageDifference(html: string, again: string): readonly string[] {
  if (html === again) return [];
  const [has, wants] = [html.split('\n'), again.split('\n')];
  const at = has.findIndex((line, index) => line !== wants[index]);
  const index = at < 0 ? has.length : at;
  const from = firstDifference(has[index] ?? '', wants[index] ?? '');
  const quote = (line: string | undefined): string =>
    line === undefined ? 'nothing' : `"${line.slice(from, from + LONGEST_QUOTE)}"`;
  return [`the page's own text, first on line ${index + 1}: has ${quote(has[index])}, its inputs give ${quote(wants[index])}`];
}

/** A little before the first letter that differs. */
function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return Math.max(0, at - 20);
}

function told({ terminal }: Call, file: string, { input, hashes, result }: Embedded, verdict: Verdict): ExitCode {
  const { holds, differences, notes } = verdict;
  if (terminal.json) {
    const inputs = { scenario: hashes.scenario, catalog: hashes.catalog, files: input.inventoryFiles };
    terminal.data(
      `${JSON.stringify({ ok: true, holds, version: input.version, differences, notes, inputs, result: result.sha256 }, null, 2)}\n`,
    );
    return holds ? 0 : 1;
  }
  const more = differences.length - MOST_SHOWN;
  const lines = [
    holds ? `${file} holds: recomputed from the inputs inside it, it is the same.` : `${file} does not hold:`,
    ...differences.slice(0, MOST_SHOWN).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    ...notes,
    'Made from (SHA-256):',
    `  ${hashes.scenario}  ${input.scenario.file}`,
    ...input.inventoryFiles.map(({ file: name, sha256 }) => `  ${sha256 ?? 'no hash'}  ${name}`),
    `  ${hashes.catalog}…  catalogue`,
    `  ${result.sha256}  the plan as JSON`,
  ];
  if (!terminal.quiet || !holds) terminal.data(`${lines.map(printable).join('\n')}\n`);
  return holds ? 0 : 1;
}

function unreadable(file: string, { kind, why }: { readonly kind: 'no report' | 'damaged'; readonly why: string }): Problem {
  return problem(file, kind === 'damaged' ? `a damaged report: ${why}` : why, 'a whole report that "stowage plan" wrote');
}

const problem = (file: string, found: string, wanted: string): Problem => ({
  code: 'CLI008',
  severity: 'error',
  where: { file },
  found,
  wanted,
  fix: 'make the report again with "stowage plan"',
});

const refused = ({ terminal }: Call, found: Problem): ExitCode => terminal.problems([found], 'Nothing was verified.');
