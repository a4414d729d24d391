import type { Control } from './control.js';
import { plainNumber } from './values.js';

export interface NumberControl extends Pick<Control, 'id' | 'label' | 'unit' | 'value' | 'apply' | 'edits'> {
  readonly low: number;
  readonly high: number;
  readonly whole?: true;
  /** An empty field is a value of its own: nothing said. */
  readonly mayBeEmpty?: true;
}

/** A field for a number between two bounds. */
export function numberControl({ low, high, whole, mayBeEmpty, ...rest }: NumberControl): Control {
  const wanted = `${whole ? 'a whole number' : 'a number'} from ${low} to ${high}`;
  const problem = (text: string): string | undefined => {
    if (text.trim() === '') return mayBeEmpty ? undefined : `nothing is written; wanted ${wanted}`;
    const value = plainNumber(text);
    const fits = value !== undefined && value >= low && value <= high && (!whole || Number.isInteger(value));
    return fits ? undefined : `“${text.slice(0, 20)}” is not ${wanted}`;
  };
  return { ...rest, kind: 'number', wanted, choices: [], problem };
}

/** A list of choices. */
export function choiceControl(rest: Omit<Control, 'kind' | 'wanted' | 'problem' | 'unit'>): Control {
  const problem = (text: string): string | undefined =>
    rest.choices.some(({ value }) => value === text) ? undefined : `“${text.slice(0, 20)}” is not one of the choices`;
  return { ...rest, unit: '', kind: 'choice', wanted: 'one of the choices', problem };
}
