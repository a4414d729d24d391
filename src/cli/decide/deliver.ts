import type { PlanInput } from '../../engine/plan-types.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import { type Sheet, sheetCsv, sheetMarkdown } from '../../report/decide/sheet.js';
import { decisionJson } from '../../report/render-json.js';
import type { Call } from '../commands.js';
import { overwritesInput, writeWhole } from '../files.js';
import { choice, text, today } from '../flag-values.js';
import { type LoadedScenario, loadPlanInput, loadScenario } from '../load-plan-input.js';
import { type Progress, progressFor } from '../progress.js';
import { textTable } from '../tables.js';
import { countOf, type ExitCode } from '../terminal.js';

/** A decision: its data, and how it reads. */
export interface Decision {
  readonly data: unknown;
  readonly sheets: readonly Sheet[];
}

/** What a decision is made from. */
export interface Ground {
  readonly call: Call;
  readonly loaded: LoadedScenario;
  readonly input: PlanInput;
  readonly progress: Progress;
}

const NOTHING_DONE = 'Nothing was calculated.';

/** Every decision command: scenario in, decision out as text, Markdown, CSV or JSON, to stdout or a file. */
export async function decide(call: Call, make: (ground: Ground) => Promise<Parsed<Decision>>): Promise<ExitCode> {
  const { terminal } = call;
  const format = choice(call, 'format', ['text', 'json', 'csv', 'md']);
  if (!format.ok) return terminal.problems(format.problems, NOTHING_DONE);
  const progress = progressFor(terminal);
  try {
    await progress.step('reading');
    const ground = await groundOf(call, progress);
    if (!ground.ok) return terminal.problems(ground.problems, countOf(ground.problems, NOTHING_DONE));
    await progress.step('calculating');
    const made = await make(ground.value);
    progress.done();
    if (!made.ok) return terminal.problems(made.problems, countOf(made.problems, NOTHING_DONE));
    if (ground.warnings.length > 0) terminal.problems(ground.warnings, countOf(ground.warnings, ''));
    return await deliver(call, rendered(made.value, terminal.json ? 'json' : format.value), ground.value);
  } finally {
    progress.done();
  }
}

async function groundOf(call: Call, progress: Progress): Promise<Parsed<Ground>> {
  const loaded = await loadScenario(text(call, 'scenario') ?? '', today());
  if (!loaded.ok) return loaded;
  const input = await loadPlanInput(loaded.value, call.version);
  return input.ok ? parsed({ call, loaded: loaded.value, input: input.value, progress }, input.warnings) : input;
}

function rendered({ data, sheets }: Decision, format: 'text' | 'json' | 'csv' | 'md'): string {
  switch (format) {
    case 'json':
      return decisionJson(data);
    case 'csv':
      return sheets.map(sheetCsv).join('');
    case 'md':
      return sheets.map(sheetMarkdown).join('\n');
    case 'text':
      return sheets.map(sheetText).join('\n');
  }
}

function sheetText({ title, answer, tables, notes }: Sheet): string {
  const parts = [
    `${title}\n`,
    answer.map((line) => `${line}\n`).join(''),
    ...tables.map(({ title: name, head, rows }) => `${name}\n${textTable(head, rows)}`),
    notes.map((line) => `${line}\n`).join(''),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

async function deliver(call: Call, content: string, { loaded, input }: Ground): Promise<ExitCode> {
  const { terminal } = call;
  const target = text(call, 'out') ?? '-';
  if (target === '-') {
    terminal.data(content);
    return 0;
  }
  const inputs = [loaded.scenario.file, ...input.inventoryFiles.map(({ file }) => file)];
  const clash = await overwritesInput(target, inputs);
  if (clash) return terminal.problems([clash], NOTHING_DONE);
  const written = await writeWhole(target, content);
  if (!written.ok) return terminal.problems(written.problems, 'It was calculated, but not written.');
  terminal.say(`Written: ${target}`);
  return 0;
}
