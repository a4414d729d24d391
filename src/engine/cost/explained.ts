import type { Rule } from '../../catalog/types.js';
import type { Decimal } from '../../units/decimal.js';
import type { ExplainedInput } from '../charge.js';

/** Decimals shown in an explanation: enough to redo a line to the cent. */
const SHOWN_PLACES = 6;
const SHOWN_FACTOR = 10 ** SHOWN_PLACES;

/** An exact number as an explanation prints it: plain, at most six decimals, no padding. */
export function shown(value: Decimal): string {
  return value.toDecimalPlaces(SHOWN_PLACES).toFixed();
}

/** The same for the simulation's doubles. Sizes here stay far below 1e15, so the rounding is to the last bit a double has. */
export function shownDouble(value: number): string {
  return `${Math.round(value * SHOWN_FACTOR) / SHOWN_FACTOR}`;
}

export const fromEngine = (name: string, value: string): ExplainedInput => ({ name, value, from: 'engine' });

/** Rules are shown on thousands of lines: each one's text is made once. */
const texts = new WeakMap<Rule, string>();

function textOf(rule: Rule): string {
  const known = texts.get(rule);
  if (known !== undefined) return known;
  const text = `${rule.value.toFixed()} ${rule.unit}`;
  texts.set(rule, text);
  return text;
}

/** A rule of the price table as an input, with its row; "none in the price table" is said too. */
export function fromRule(name: string, rule: Rule | undefined): ExplainedInput {
  if (rule === undefined) return { name, value: 'no such rule in the price table', from: 'price table' };
  return { name, value: textOf(rule), from: rule.source.id };
}
