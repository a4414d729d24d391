import type { Plan } from '../../engine/plan-types.js';
import { csvText } from '../csv-cell.js';
import { FOCUS_COLUMNS } from './focus-columns.js';
import { type FocusNames, focusLines } from './focus-line.js';

/**
 * The planned bill as FOCUS 1.2 rows (FinOps Open Cost and Usage Specification), CSV: a row a line and month, so that a projection can stand
 * beside the provider's own cost and usage data. Every row is marked x_Projected; what has no price costs 0 there, has
 * no unit price (the one place where FOCUS wants a value and nobody has it), and is named in x_Unpriced.
 */
export function renderFocus(plan: Plan, names: FocusNames): string {
  const rows = focusLines(plan, names).map((line) => FOCUS_COLUMNS.map((column) => column.cell(line)));
  return csvText([FOCUS_COLUMNS.map(({ name }) => name), ...rows]);
}
