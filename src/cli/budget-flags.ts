import { type Parsed, type Problem, parsed } from '../problems/problem.js';
import type { Budget } from '../report/budget.js';
import { parseDecimal } from '../units/decimal.js';
import { type Money, money } from '../units/quantity.js';
import type { Call } from './commands.js';
import { isSet, text } from './flag-values.js';

const AMOUNT = /^(\d[\d,]*(?:\.\d+)?)(?: ?([A-Z]{3}))?$/;

/** The budget that the flags state, in the plan's currency. CLI005 for what is no amount, or is of another currency. */
export function budgetOf(call: Pick<Call, 'flags'>, currency: string): Parsed<Budget> {
  const maxMonthly = amountFlag(call, 'max-monthly', currency);
  const maxTotal = amountFlag(call, 'max-total', currency);
  if (!maxMonthly.ok) return maxTotal.ok ? maxMonthly : { ok: false, problems: [...maxMonthly.problems, ...maxTotal.problems] };
  if (!maxTotal.ok) return maxTotal;
  return parsed({ maxMonthly: maxMonthly.value, maxTotal: maxTotal.value, requireSla: isSet(call, 'require-sla') });
}

function amountFlag(call: Pick<Call, 'flags'>, name: string, currency: string): Parsed<Money | undefined> {
  const given = text(call, name);
  if (given === undefined) return parsed(undefined);
  const [, digits = '', named = currency] = AMOUNT.exec(given.trim()) ?? [];
  const amount = parseDecimal(digits.replaceAll(',', ''));
  if (amount === undefined) return wrong(name, given, `an amount of ${currency}, such as 25000 or "25000 ${currency}"`);
  if (named !== currency) return wrong(name, given, `an amount of ${currency}, the plan's currency`);
  return parsed(money(currency, amount));
}

function wrong(name: string, given: string, wanted: string): { readonly ok: false; readonly problems: readonly [Problem] } {
  return {
    ok: false,
    problems: [{ code: 'CLI005', severity: 'error', where: { file: `--${name}` }, found: `"${given}"`, wanted }],
  };
}
