import { basename } from 'node:path';
import Table from 'cli-table3';
import { fullPlan } from '../engine/full-plan.js';
import type { Plan, PlanInput } from '../engine/plan-types.js';
import { problemsOf } from '../problems/problem.js';
import { printable } from '../problems/render.js';
import { type Budget, budgetFailures } from '../report/budget.js';
import { renderSummary } from '../report/render-summary.js';
import type { Tone } from '../report/table-view.js';
import { formatDay } from '../units/day.js';
import { budgetOf } from './budget-flags.js';
import type { Call } from './commands.js';
import { failedChecks } from './failed-checks.js';
import { overwritesInput, writeWhole } from './files.js';
import { choice, dayFlag, isSet, text, wrong } from './flag-values.js';
import { loadPlanInput, loadScenario } from './load-plan-input.js';
import { readAllowing } from './max-rejects.js';
import { APPENDICES, type AppendixChoice, PAPERS, type Paper } from './pdf/paper.js';
import { FORMATS, type Format, rendered, tableAlone } from './plan-formats.js';
import { privatePricesFile } from './private-books.js';
import { progressFor } from './progress.js';
import { countOf, type ExitCode, type Terminal } from './terminal.js';

/** `stowage plan`: reads everything, computes, renders in memory, and only then writes: a plan that fails leaves no file behind. */
export async function planCommand(call: Call): Promise<ExitCode> {
  const { terminal, version } = call;
  const format = choice<Format>(call, 'format', FORMATS);
  const asOf = dayFlag(call, 'as-of');
  const paper = choice<Paper>(call, 'paper', PAPERS);
  const appendix = choice<AppendixChoice>(call, 'appendix', APPENDICES);
  const allowed = readAllowing(call);
  if (!format.ok || !asOf.ok || !paper.ok || !appendix.ok || !allowed.ok)
    return terminal.problems([format, asOf, paper, appendix, allowed].flatMap(problemsOf), 'Nothing was calculated.');
  const table = text(call, 'table');
  if (table !== undefined && format.value !== 'csv')
    return terminal.problems(
      problemsOf(wrong('table', `--format ${format.value}`, 'a table as CSV', 'add --format csv')),
      'Nothing was calculated.',
    );
  const progress = progressFor(terminal);
  try {
    await progress.step('reading');
    const loaded = await loadScenario(text(call, 'scenario') ?? '', asOf.value, allowed.value);
    if (!loaded.ok) return terminal.problems(loaded.problems, countOf(loaded.problems, 'Nothing was calculated.'));
    const budget = budgetOf(call, loaded.value.scenario.currency);
    if (!budget.ok) return terminal.problems(budget.problems, 'Nothing was calculated.');
    const confidential = isSet(call, 'confidential');
    const input = await loadPlanInput({ ...loaded.value, confidential }, version);
    if (!input.ok) return terminal.problems(input.problems, countOf(input.problems, 'Nothing was calculated.'));
    const target = targetOf(call, format.value, loaded.value.scenario.file);
    const clash = target === '-' ? undefined : await overwritesInput(target, inputFiles(input.value));
    if (clash) return terminal.problems([clash], 'Nothing was calculated.');
    await progress.step('planning');
    const plan = fullPlan(input.value);
    await progress.step('writing');
    const { shelf, source } = loaded.value;
    const report = { plan, input: input.value, shelf, source, asOf: formatDay(asOf.value) };
    const printed = { browser: text(call, 'browser'), paper: paper.value, appendix: appendix.value };
    const content = table === undefined ? await rendered(report, format.value, printed) : tableAlone(report, table);
    progress.done();
    if (!content.ok) return terminal.problems(content.problems, 'The plan was made, but not written.');
    if (input.warnings.length > 0) terminal.problems(input.warnings, countOf(input.warnings, 'They are in the report too.'));
    return await deliver({ plan, content: content.value, format: format.value, target, budget: budget.value }, call);
  } finally {
    progress.done();
  }
}

/** Every file that the plan was made from: none is written over. */
function inputFiles({ scenario, inventoryFiles }: PlanInput): readonly string[] {
  const own = privatePricesFile(scenario);
  return [scenario.file, ...inventoryFiles.map(({ file }) => file), ...(own === undefined ? [] : [own])];
}

interface Delivery {
  readonly plan: Plan;
  readonly content: string | Uint8Array;
  readonly format: Format;
  /** A file, or '-' for stdout. */
  readonly target: string;
  readonly budget: Budget;
}

/** A page goes to a file beside where one stands; data goes to stdout unless a file is named. */
function targetOf(call: Call, format: Format, scenario: string): string {
  const isPage = format === 'html' || format === 'pdf' || format === 'xlsx';
  return text(call, 'out') ?? (isPage ? `${basename(scenario).replace(/\.ya?ml$/i, '')}.report.${format}` : '-');
}

/** Writes the result: a page's summary goes to stdout. */
async function deliver({ plan, content, format, target, budget }: Delivery, call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const failed = [...(isSet(call, 'check') ? failedChecks(plan) : []), ...budgetFailures(plan, budget)];
  if (target === '-') terminal.data(content);
  else {
    const written = await writeWhole(target, content);
    if (!written.ok) return terminal.problems(written.problems, 'The plan was made, but not written.');
    if (terminal.json) terminal.data(`${JSON.stringify({ ok: true, report: target, format, failed })}\n`);
    else if (!terminal.quiet) terminal.data(summary(plan, terminal));
    terminal.say(`Report: ${target}`);
  }
  for (const what of failed) terminal.failed(printable(what));
  return failed.length > 0 ? 1 : 0;
}

function summary(plan: Plan, { colors, width }: Terminal): string {
  const paint: Readonly<Record<Tone, (text: string) => string>> = {
    good: colors.green,
    warn: colors.yellow,
    bad: colors.red,
    none: (text) => text,
  };
  const table = new Table({
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    colWidths: [30, Math.max(30, Math.min(width, 140) - 30 - 22 - 4), 22],
  });
  for (const { label, value, verdict, tone } of renderSummary(plan))
    table.push([colors.bold(printable(label)), printable(value), paint[tone](printable(verdict))]);
  return `${printable(plan.name)}\n${table.toString()}\n`;
}
