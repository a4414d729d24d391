import { capacityFigures } from '../../engine/explain/explain-figure.js';
import { planFor } from '../../engine/plan.js';
import type { Plan, PlanInput } from '../../engine/plan-types.js';
import { oddsSteps } from '../../engine/uncertainty/plan-with-odds.js';
import { finished } from '../../engine/uncertainty/steps.js';
import { EMBEDDED_ID, type Embedded, readEmbedded } from '../../report/embedded/embedded.js';
import { type ReportView, reportView } from '../../report/view-model.js';
import type { Changes, ControlGroup, Edit } from '../../report/what-if/control.js';
import { type Applied, applyChanges, controlGroups } from '../../report/what-if/controls.js';

/** The report's own plan, recalculated once, and everything needed to calculate another. */
export interface Model {
  readonly embedded: Embedded;
  /** With the books of all dates that the page offers. */
  readonly input: PlanInput;
  readonly groups: readonly ControlGroup[];
  readonly base: Calculated;
}

/** A plan at its likely values first: `whole` adds what its ranges do to it, which takes longer. */
export interface Calculated {
  readonly input: PlanInput;
  readonly plan: Plan;
  readonly view: ReportView;
  readonly whole: () => Pick<Calculated, 'plan' | 'view'>;
  /** One step towards the whole; true when it is there. */
  readonly advance: () => boolean;
  readonly edits: readonly Edit[];
}

/** Parts of a view are made when they are read: what a reader sees first and every change tells. */
export function makeFirstScreen({ answers, facts, findings, notes }: ReportView): readonly unknown[] {
  return [answers, facts, findings, notes];
}

let loaded: { readonly model: Model | undefined } | undefined;

/** The page's model, calculated when it is first asked for; undefined where the report carries nothing that can be read. */
export const pageModel = (): Model | undefined => {
  loaded ??= { model: loadModel() };
  return loaded.model;
};

function loadModel(): Model | undefined {
  const read = readEmbedded(document.getElementById(EMBEDDED_ID)?.textContent ?? '');
  if (!read.ok) return undefined;
  const embedded = read.value;
  const input = { ...embedded.input, books: { ...embedded.otherBooks, ...embedded.input.books } };
  return { embedded, input, groups: controlGroups(input), base: calculated(input, [], embedded.asOf) };
}

export type Outcome = { readonly ok: true; readonly result: Calculated } | Extract<Applied, { readonly ok: false }>;

/** Another plan by the same engine, or what is wrong with the changes. Without changes it is the report's own, which is known. */
export function calculate(model: Model, changes: Changes): Outcome {
  const applied = applyChanges(model.input, model.groups, changes);
  if (!applied.ok) return applied;
  if (applied.input.scenario === model.input.scenario) return { ok: true, result: model.base };
  return { ok: true, result: calculated(applied.input, applied.edits, model.embedded.asOf) };
}

function calculated(input: PlanInput, edits: readonly Edit[], asOf: string): Calculated {
  const plan = planFor(input);
  const drawn = (of: Plan): Pick<Calculated, 'plan' | 'view'> => ({
    plan: of,
    view: reportView(of, { asOf, cinderSteps: [], figures: () => capacityFigures(of) }),
  });
  const steps = oddsSteps(input, plan);
  let known: Pick<Calculated, 'plan' | 'view'> | undefined;
  const advance = (): boolean => {
    const step = known === undefined ? steps.next() : undefined;
    if (step?.done === true) known = drawn(step.value);
    return known !== undefined;
  };
  return { input, edits, ...drawn(plan), advance, whole: () => (known ??= drawn(finished(steps))) };
}
