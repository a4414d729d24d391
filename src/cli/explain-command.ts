import { explainFigure, figuresOf, hasMonths, monthsOf } from '../engine/explain/explain-figure.js';
import { isPlan, textAt } from '../engine/explain/plan-tree.js';
import type { ExplainedFigure } from '../engine/explain/types.js';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import type { Parsed, Problem } from '../problems/problem.js';
import { printable } from '../problems/render.js';
import { type PlaceIn, placesIn } from '../scenario/parse-scenario.js';
import type { Call } from './commands.js';
import { readTextFile } from './files.js';
import { choice, text } from './flag-values.js';
import { jsonText, textTable } from './tables.js';
import type { ExitCode } from './terminal.js';

/** `stowage explain`: one figure of a plan taken apart. Reads the plan's JSON, and for line numbers its scenario if that is still there. */
export async function explainCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const format = choice(call, 'format', ['text', 'json']);
  if (!format.ok) return terminal.problems(format.problems, 'Nothing was explained.');
  const file = text(call, 'plan') ?? '';
  const plan = await readPlan(file);
  if (!plan.ok) return terminal.problems(plan.problems, 'Nothing was explained.');
  const figure = text(call, 'figure') ?? '';
  const month = text(call, 'month');
  const problems = [...unknownFigure(plan.value, figure), ...wrongMonth(plan.value, figure, month)];
  if (problems.length > 0) return terminal.problems(problems, 'Nothing was explained.');
  const explained = explainFigure(plan.value, figure, month === undefined ? undefined : +month);
  if (explained === undefined) throw new Error(`${figure} is a figure of the plan, and was not explained`);
  const placed = withLines(explained, await scenarioPlaces(textAt(plan.value, 'scenario', 'file')));
  terminal.data(format.value === 'json' || terminal.json ? jsonText(placed) : asText(placed));
  return 0;
}

async function readPlan(file: string): Promise<Parsed<unknown>> {
  const read = await readTextFile(file);
  if (!read.ok) return read;
  const value = parsedJson(read.value.text);
  if (isPlan(value)) return { ok: true, value, warnings: [] };
  const fix = 'write one with: stowage plan scenario.yaml --format json -o plan.json';
  const found = value === undefined ? 'text that is no JSON' : 'JSON that is no plan of stowage';
  return { ok: false, problems: [{ code: 'CLI005', severity: 'error', where: { file }, found, wanted: 'a plan as JSON', fix }] };
}

function parsedJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
}

function unknownFigure(plan: unknown, figure: string): readonly Problem[] {
  const known = figuresOf(plan);
  if (known.includes(figure)) return [];
  const near = didYouMean(nearestNames(figure, known));
  const fix = near ?? `figures: ${known.join(', ')}`;
  return [
    { code: 'CLI005', severity: 'error', where: { file: 'figure' }, found: `"${figure}"`, wanted: 'a figure of the plan', fix },
  ];
}

function wrongMonth(plan: unknown, figure: string, month: string | undefined): readonly Problem[] {
  if (month === undefined) return [];
  const last = monthsOf(plan);
  const problem = { code: 'CLI005', severity: 'error', where: { file: '--month' }, found: `"${month}"` } as const;
  if (!/^\d{1,4}$/.test(month) || +month < 1 || +month > last)
    return [{ ...problem, wanted: `a month of the plan, 1 to ${last}` }];
  return hasMonths(figure) || !figuresOf(plan).includes(figure)
    ? []
    : [{ ...problem, wanted: `no --month: ${figure} is one figure for the whole plan` }];
}

async function scenarioPlaces(file: string): Promise<PlaceIn | undefined> {
  const read = file === '' ? undefined : await readTextFile(file);
  return read?.ok === true ? placesIn(file, read.value.text) : undefined;
}

/** "scenario: store.slack" becomes "estate.yaml:14: store.slack" where the file is there to look it up. */
function withLines(explained: ExplainedFigure, places: PlaceIn | undefined): ExplainedFigure {
  if (places === undefined) return explained;
  const inputs = explained.inputs.map((input) => {
    const key = /^scenario: ([\w.-]+)$/.exec(input.from)?.[1];
    const place = key === undefined ? undefined : places(key.split('.'));
    return place?.line === undefined ? input : { ...input, from: `${place.file}:${place.line}: ${key}` };
  });
  return { ...explained, inputs };
}

function asText({ figure, title, value, rule, formula, inputs, steps, sources }: ExplainedFigure): string {
  const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
    rows.length === 0 ? '' : `\n${textTable(head, rows)}`;
  return [
    `${figure}: ${printable(title)}\n${printable(value)}\n\n${rule}: ${printable(formula)}\n`,
    table(
      ['input', 'value', 'from'],
      inputs.map((input) => [input.name, input.value, input.from]),
    ),
    table(
      ['step', 'value'],
      steps.map((step) => [step.name, step.value]),
    ),
    table(['source', 'read', 'rows'], bySource(sources)),
  ].join('');
}

/** One line for each page read, with the rows of data/ that stand on it. */
function bySource(sources: ExplainedFigure['sources']): readonly (readonly string[])[] {
  const pages = new Map<string, { readonly what: string; readonly read: string; readonly rows: string[] }>();
  for (const { id, title, url, lastChecked } of sources) {
    const what = `${title} ${url}`.trim();
    const page = pages.get(`${what} ${lastChecked}`) ?? { what, read: lastChecked, rows: [] };
    pages.set(`${what} ${lastChecked}`, page);
    page.rows.push(id);
  }
  return [...pages.values()].map(({ what, read, rows }) => [what, read, rows.join(' ')]);
}
