import type { Decisions } from '../../engine/decide/decision-types.js';
import type { PlanInput } from '../../engine/plan-types.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import { decisionSubjects } from '../../report/decide/decision-subjects.js';
import { decisionJson } from '../../report/render-json.js';
import type { Subject, TablesDocument } from '../../report/tables-document.js';
import { formatDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { choice, text, today } from '../flag-values.js';
import { type LoadedScenario, loadPlanInput, loadScenario } from '../load-plan-input.js';
import { type Progress, progressFor } from '../progress.js';
import { delivered, rendered, TABLE_FORMATS } from '../table-output.js';
import { countOf, type ExitCode } from '../terminal.js';

/** A decision: its data, and how it reads. */
export interface Decision {
  readonly data: object;
  readonly subjects: readonly Subject[];
}

/** What a decision is made from. */
export interface Ground {
  readonly call: Call;
  readonly loaded: LoadedScenario;
  readonly input: PlanInput;
  readonly progress: Progress;
}

/** Decisions as data, and as a report's own section says them. */
export const decisionOf = (decisions: Decisions): Decision => ({
  data: decisions,
  subjects: decisionSubjects(decisions, new Map()),
});

const NOTHING_DONE = 'Nothing was calculated.';

/** Every decision command: scenario in, decision out in every format, to stdout or a file. */
export async function decide(call: Call, kind: string, make: (ground: Ground) => Promise<Parsed<Decision>>): Promise<ExitCode> {
  const { terminal } = call;
  const format = choice(call, 'format', TABLE_FORMATS);
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
    const { input } = ground.value;
    const content = await rendered(documentOf(kind, made.value, input), terminal.json ? 'json' : format.value, () =>
      decisionJson(made.value.data),
    );
    return await delivered(call, content, [input.scenario.file, ...input.inventoryFiles.map(({ file }) => file)]);
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

/** One subject is the document itself. */
function documentOf(kind: string, { subjects }: Decision, { scenario, version, books }: PlanInput): TablesDocument {
  const [only, ...more] = subjects;
  const isOne = only !== undefined && more.length === 0;
  const [book] = Object.values(books);
  return {
    kind,
    title: isOne ? only.title : scenario.name,
    subjects: isOne ? [{ ...only, title: '' }] : subjects,
    footer: [
      { name: 'Scenario', value: `${scenario.name} (${scenario.file})` },
      { name: 'Prices of', value: formatDay(scenario.pricesAsOf) },
      { name: 'Stowage', value: `${version}, catalogue ${book?.version ?? ''}` },
    ],
    csv: 'every table',
  };
}
