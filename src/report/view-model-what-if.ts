import type { PlanInput } from '../engine/plan-types.js';
import { countOf } from './format-number.js';
import { controlGroups } from './what-if/controls.js';

/** One field of the panel. `field` is its number, from which its ids in the page are made. */
export interface ControlView {
  readonly id: string;
  readonly field: string;
  readonly label: string;
  readonly unit: string;
  readonly value: string;
  readonly isChoice: boolean;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly selected: boolean }[];
}

export interface WhatIfView {
  readonly groups: readonly { readonly title: string; readonly open: boolean; readonly controls: readonly ControlView[] }[];
  readonly lead: string;
}

/** Groups shown at once; the others, one a policy and one a profile, open on demand. */
const OPEN_GROUPS = 3;

/** The what-if panel as the templates print it: the scenario's own values in every field. */
export function whatIfView(input: PlanInput): WhatIfView {
  let field = 0;
  const groups = controlGroups(input).map(({ title, controls }, index) => ({
    title,
    open: index < OPEN_GROUPS,
    controls: controls.map((control) => ({
      id: control.id,
      field: `w${field++}`,
      label: control.label,
      unit: control.unit,
      value: control.value,
      isChoice: control.kind === 'choice',
      choices: control.choices.map((choice) => ({ ...choice, selected: choice.value === control.value })),
    })),
  }));
  return {
    groups,
    lead: `${countOf(field, 'value', 'values')} can be changed here. The page recalculates itself with the engine that made it; nothing leaves this page.`,
  };
}
