import { withUnit } from '../../report/format-number.js';
import type { Changes } from '../../report/what-if/control.js';
import type { ControlProblem } from '../../report/what-if/controls.js';
import { el } from '../draw/element.js';
import type { Model } from './model.js';

type Field = HTMLInputElement | HTMLSelectElement;

/** The panel's fields by control id. */
export function fieldsOf(form: HTMLFormElement): ReadonlyMap<string, Field> {
  return new Map(
    [...form.querySelectorAll<Field>('[data-control]')].map((field) => [field.getAttribute('data-control') ?? '', field]),
  );
}

/** What stands in the fields and is not the scenario's. */
export function readChanges({ groups }: Model, fields: ReadonlyMap<string, Field>): Changes {
  const controls = groups.flatMap((group) => group.controls);
  return Object.fromEntries(
    controls.flatMap(({ id, value }) => {
      const text = fields.get(id)?.value.trim();
      return text === undefined || text === value ? [] : [[id, text] as const];
    }),
  );
}

/** Puts values into the fields; those that are not named get the scenario's. */
export function writeFields({ groups }: Model, fields: ReadonlyMap<string, Field>, changes: Changes): void {
  for (const { id, value } of groups.flatMap((group) => group.controls)) {
    const field = fields.get(id);
    if (field) field.value = Object.hasOwn(changes, id) ? (changes[id] ?? value) : value;
  }
}

/** Marks the fields that differ and those that are wrong: by sign and words, and for who hears the page as well. */
export function markFields(
  { groups }: Model,
  fields: ReadonlyMap<string, Field>,
  changes: Changes,
  problems: readonly ControlProblem[],
): void {
  for (const control of groups.flatMap((group) => group.controls)) {
    const field = fields.get(control.id);
    const note = field && document.getElementById(`${field.id}-note`);
    if (!field || !note) continue;
    const problem = problems.find(({ id }) => id === control.id);
    if (problem) field.setAttribute('aria-invalid', 'true');
    else field.removeAttribute('aria-invalid');
    const isChanged = Object.hasOwn(changes, control.id);
    field.closest('.field')?.classList.toggle('changed', isChanged);
    note.replaceChildren(
      ...(problem ? [sign('✕'), ` ${problem.message}`] : isChanged ? [sign('Δ'), ` was ${labelOf(control, control.value)}`] : []),
    );
  }
}

const sign = (text: string): HTMLElement => el('span', { class: 'sign', 'aria-hidden': 'true' }, text);

interface Named {
  readonly unit: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** A value as the panel shows it: a choice by its label, a number with its unit. */
export function labelOf({ unit, choices }: Named, value: string): string {
  if (value === '') return 'empty';
  return choices.find((choice) => choice.value === value)?.label ?? withUnit(value, unit);
}
