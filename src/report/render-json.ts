import type { Plan } from '../engine/plan-types.js';
import { asDay, formatDay } from '../units/day.js';
import { Decimal } from '../units/decimal.js';

/** Keys whose numbers are calendar days: written as "2016-02-15". */
export const DAY_KEYS: ReadonlySet<string> = new Set([
  'from',
  'until',
  'start',
  'pricesAsOf',
  'cacheFullOn',
  'createdAt',
  'asOf',
  'release',
  'fullFrom',
  'lineFrom',
  'orderBy',
  'finish',
  'breakEven',
  'latestFinish',
]);

/**
 * The whole plan as JSON text, two spaces, `schema` first and every other key in alphabetical order, so that two runs compare byte
 * by byte. Exact amounts are strings without exponents; days are ISO dates; what is unknown or without end is null; functions are
 * left out.
 */
export function renderJson(plan: Plan): string {
  const known = written.get(plan);
  if (known !== undefined) return known;
  const text = stableJson(plan);
  written.set(plan, text);
  return text;
}

/** A report states the hash of its plan's JSON, and is often written beside it: written out once for each plan. */
const written = new WeakMap<Plan, string>();

/** Any result value as text in the same form. */
export function stableJson<T extends { readonly schema: string }>({ schema, ...rest }: T): string {
  const sorted = plainValue(rest, '');
  const body = typeof sorted === 'object' && sorted !== null && !Array.isArray(sorted) ? sorted : {};
  return `${JSON.stringify({ schema, ...body }, null, 2)}\n`;
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

function plainValue(value: unknown, key: string): Plain {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return plainNumber(value, key);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (Decimal.isDecimal(value)) return value.toFixed();
  if (Array.isArray(value)) return value.map((item) => plainValue(item, ''));
  if (typeof value === 'object') return plainObject(value);
  throw new TypeError(`cannot write a ${typeof value} at "${key}"`);
}

function plainNumber(value: number, key: string): number | string | null {
  if (!Number.isFinite(value)) return null;
  return DAY_KEYS.has(key) ? formatDay(asDay(value)) : value;
}

function plainObject(value: object): { readonly [key: string]: Plain } {
  const from = value as { readonly [key: string]: unknown };
  const sorted: { [key: string]: Plain } = {};
  for (const key of Object.keys(value).sort()) {
    const item = from[key];
    if (typeof item === 'function') continue;
    const plain = plainValue(item, key);
    // Assigning would set the prototype: a project called "__proto__" stays a project.
    if (key === '__proto__') Object.defineProperty(sorted, key, { value: plain, enumerable: true });
    else sorted[key] = plain;
  }
  return sorted;
}

/** A decision's data in the same form: keys in alphabetical order, exact amounts as strings, what is without end as null. */
export const decisionJson = (data: unknown): string => `${JSON.stringify(plainValue(data, ''), null, 2)}\n`;
