import type { PlanInput } from '../../engine/plan-types.js';
import type { Changes, Control, ControlGroup, Edit } from './control.js';
import { destinationGroups } from './destination-controls.js';
import { estateGroups } from './estate-controls.js';
import { emptyPolicies, policyGroups } from './policy-controls.js';
import { profileGroups } from './profile-controls.js';

/** Everything that a reader can change, in the order of the panel. `books` of the input are all that the page has. */
export function controlGroups(input: PlanInput): readonly ControlGroup[] {
  return [...destinationGroups(input), ...estateGroups(input), ...policyGroups(input), ...profileGroups(input)];
}

/** A control's id and what is wrong with its text. */
export interface ControlProblem {
  readonly id: string;
  readonly message: string;
}

export type Applied =
  | { readonly ok: true; readonly input: PlanInput; readonly edits: readonly Edit[] }
  | { readonly ok: false; readonly problems: readonly [ControlProblem, ...ControlProblem[]] };

/** The plan's input with the changes in it, or everything that is wrong with them. Changes are applied in the panel's order, not in theirs. */
export function applyChanges(base: PlanInput, groups: readonly ControlGroup[], changes: Changes): Applied {
  const all = groups.flatMap(({ controls }) => controls);
  const changed = all.flatMap((control) => {
    const text = Object.hasOwn(changes, control.id) ? changes[control.id] : undefined;
    return text === undefined || text === control.value ? [] : [{ control, text: text.trim() }];
  });
  const unknown = Object.keys(changes).filter((id) => !all.some((control) => control.id === id));
  const problems = [
    ...unknown.map((id) => ({ id, message: `this report has nothing called “${id.slice(0, 60)}” to change` })),
    ...changed.flatMap(({ control, text }) => problemOf(control, text)),
  ];
  const [first, ...rest] = problems;
  if (first) return { ok: false, problems: [first, ...rest] };
  const scenario = changed.reduce((now, { control, text }) => control.apply(now, text), base.scenario);
  const [empty] = emptyPolicies(scenario);
  if (empty !== undefined) {
    const id = changed.find(({ control }) => control.id.startsWith(`policy/${empty}/`))?.control.id ?? '';
    return { ok: false, problems: [{ id, message: `the policy “${empty}” keeps nothing; wanted at least one restore point` }] };
  }
  return { ok: true, input: { ...base, scenario }, edits: changed.flatMap(({ control }) => control.edits(scenario)) };
}

function problemOf(control: Control, text: string): readonly ControlProblem[] {
  const message = control.problem(text);
  return message === undefined ? [] : [{ id: control.id, message: `${control.label}: ${message}` }];
}
