import { basename } from 'node:path';
import Table from 'cli-table3';
import { planFor } from '../engine/plan.js';
import type { Plan } from '../engine/plan-types.js';
import { printable } from '../problems/render.js';
import { renderCsv } from '../report/render-csv.js';
import { renderJson } from '../report/render-json.js';
import { renderMarkdown } from '../report/render-markdown.js';
import { renderReport } from '../report/render-report.js';
import { renderSummary } from '../report/render-summary.js';
import type { Tone } from '../report/table-view.js';
import { cinderConf } from '../scenario/cinder-conf.js';
import { releaseOf } from '../scenario/cinder-releases.js';
import type { Scenario } from '../scenario/types.js';
import { formatDay } from '../units/day.js';
import { reportAssets } from './assets.js';
import type { Call } from './commands.js';
import { writeWhole } from './files.js';
import { choice, dayFlag, isSet, text } from './flag-values.js';
import { loadPlanInput, loadScenario } from './load-plan-input.js';
import { progressFor } from './progress.js';
import { countOf, type ExitCode, type Terminal } from './terminal.js';

type Format = 'html' | 'json' | 'csv' | 'md';

/** `stowage plan`: reads everything, computes, renders in memory, and only then writes: a plan that fails leaves no file behind. */
export async function planCommand(call: Call): Promise<ExitCode> {
  const { terminal, version } = call;
  const format = choice<Format>(call, 'format', ['html', 'json', 'csv', 'md']);
  const asOf = dayFlag(call, 'as-of');
  if (!format.ok || !asOf.ok) return terminal.problems([...problemsOf(format), ...problemsOf(asOf)], 'Nothing was calculated.');
  const progress = progressFor(terminal);
  try {
    await progress.step('reading');
    const loaded = await loadScenario(text(call, 'scenario') ?? '', asOf.value);
    const input = loaded.ok ? await loadPlanInput(loaded.value, version) : loaded;
    if (!input.ok) return terminal.problems(input.problems, countOf(input.problems, 'Nothing was calculated.'));
    await progress.step('planning');
    const plan = planFor(input.value);
    await progress.step('writing');
    const content = await rendered(plan, format.value, formatDay(asOf.value));
    progress.done();
    if (input.warnings.length > 0) terminal.problems(input.warnings, countOf(input.warnings, 'They are in the report too.'));
    return await deliver({ plan, content, format: format.value, out: text(call, 'out') }, call);
  } finally {
    progress.done();
  }
}

const problemsOf = (result: { readonly ok: boolean; readonly problems?: readonly import('../problems/problem.js').Problem[] }) =>
  result.problems ?? [];

async function rendered(plan: Plan, format: Format, asOf: string): Promise<string> {
  switch (format) {
    case 'html':
      return renderReport(plan, { ...(await reportAssets()), asOf, cinderSteps: cinderSteps(plan.scenario) });
    case 'json':
      return renderJson(plan);
    case 'csv':
      return renderCsv(plan);
    case 'md':
      return renderMarkdown(plan, { asOf });
  }
}

/** The configuration of cinder-backup, as the report's section shows it. */
function cinderSteps(scenario: Scenario): readonly { readonly title: string; readonly text: string; readonly code?: string }[] {
  const release = releaseOf(scenario.cinder.release);
  if (!release) return [];
  const conf = cinderConf(scenario, release);
  const options = conf.options.map(({ name, value }) => `${name} = ${value}`).join('\n');
  return [
    ...conf.limits.map((limit) => ({ title: 'Not possible', text: limit })),
    ...conf.steps.map(({ title, commands }) => ({
      title,
      text: '',
      ...(commands.length === 0 ? {} : { code: commands.join('\n') }),
    })),
    { title: `Options for OpenStack ${conf.release}`, text: '', code: `[DEFAULT]\n${options}` },
    ...conf.options.map(({ name, why }) => ({ title: name, text: why })),
  ];
}

interface Delivery {
  readonly plan: Plan;
  readonly content: string;
  readonly format: Format;
  readonly out: string | undefined;
}

/** A page goes to a file and its summary to stdout; data goes to stdout unless a file is named. */
async function deliver({ plan, content, format, out }: Delivery, call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const target = out ?? (format === 'html' ? `${basename(plan.scenario.file).replace(/\.ya?ml$/i, '')}.report.html` : '-');
  if (target === '-') terminal.data(content);
  else {
    const written = await writeWhole(target, content);
    if (!written.ok) return terminal.problems(written.problems, 'The plan was made, but not written.');
    if (terminal.json) terminal.data(`${JSON.stringify({ ok: true, report: target, format })}\n`);
    else if (!terminal.quiet) terminal.data(summary(plan, terminal));
    terminal.say(`Report: ${target}`);
  }
  return isSet(call, 'check') ? checked(plan, terminal) : 0;
}

/** --check: a missed target or a finding of severity error is exit code 1. */
function checked({ restores, rpo, findings }: Plan, terminal: Terminal): ExitCode {
  const missed = [...restores.map(({ what, verdict }) => ({ what, verdict })), { what: 'RPO', verdict: rpo.verdict }].filter(
    ({ verdict }) => verdict === 'misses',
  );
  const errors = findings.filter(({ severity }) => severity === 'error');
  for (const { what } of missed) terminal.say(`check failed: ${printable(what)} misses its target`);
  for (const { title } of errors) terminal.say(`check failed: ${printable(title)}`);
  return missed.length + errors.length > 0 ? 1 : 0;
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
