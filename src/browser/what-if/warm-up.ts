import type { Control } from '../../report/what-if/control.js';
import { calculate, type Model, makeFirstScreen } from './model.js';

/** Plans until the browser has compiled what it takes to make one. */
const PLANS = 16;

/**
 * Makes the first change as quick as any later one: plans a few others, of which nothing is shown, and works out what changes are compared
 * with. In steps of some milliseconds, one a task: whoever types meanwhile goes first.
 */
export function warmUp(model: Model): void {
  const steps = stepsOf(model);
  const next = (): void => {
    if (steps.next().done !== true) setTimeout(next);
  };
  setTimeout(next);
}

function* stepsOf(model: Model): Generator<undefined> {
  const { view, advance } = model.base;
  makeFirstScreen(view);
  yield;
  const others = model.groups.flatMap(({ controls }) => controls.flatMap(otherValue));
  for (let plan = 0; plan < PLANS; plan++) {
    const other = others[Math.floor((plan * others.length) / PLANS)];
    const outcome = other && calculate(model, Object.fromEntries([other]));
    if (outcome?.ok) makeFirstScreen(outcome.result.view);
    yield;
  }
  for (const part of REST) {
    JSON.stringify(view[part]);
    yield;
  }
  while (!advance()) yield;
}

const REST = [
  'capacity',
  'cost',
  'restores',
  'service',
  'destinations',
  'appliance',
  'upgrade',
  'ladder',
  'sources',
  'charts',
] as const;

/** A value that is planned anew: another choice, or the same number written otherwise. */
function otherValue({ id, value, kind, choices }: Control): readonly (readonly [string, string])[] {
  const other =
    kind === 'choice' ? choices.find((choice) => choice.value !== value)?.value : `${value}${value.includes('.') ? '0' : '.0'}`;
  return other === undefined || value === '' ? [] : [[id, other]];
}
