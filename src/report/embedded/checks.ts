import { Decimal } from '../../units/decimal.js';

/** Looks at a value at a path: the first thing wrong, as "scenario.horizonMonths: found 1e9, wanted ...", or undefined. */
export type Check = (value: unknown, path: string) => string | undefined;

const LONGEST_TEXT = 20_000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !Decimal.isDecimal(value);

function wrong(path: string, value: unknown, wanted: string): string {
  const found =
    typeof value === 'string' ? `"${value.slice(0, 40)}"` : typeof value === 'object' ? 'something else' : `${String(value)}`;
  return `${path}: found ${found}, wanted ${wanted}`;
}

const check =
  (isRight: (value: unknown) => boolean, wanted: string): Check =>
  (value, path) =>
    isRight(value) ? undefined : wrong(path, value, wanted);

export const text = check((value) => typeof value === 'string' && value.length <= LONGEST_TEXT, 'text');
export const yesNo = check((value) => typeof value === 'boolean', 'true or false');
export const exact = check((value) => Decimal.isDecimal(value) && value.isFinite(), 'an exact number');
export const numberFrom = (low: number, high: number): Check =>
  check((value) => typeof value === 'number' && value >= low && value <= high, `a number from ${low} to ${high}`);
export const wholeFrom = (low: number, high: number): Check =>
  check(
    (value) => typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high,
    `a whole number from ${low} to ${high}`,
  );
export const oneOf = (...words: readonly string[]): Check =>
  check((value) => typeof value === 'string' && words.includes(value), words.join(' or '));

/** Absent, undefined, or what the check wants. */
export const maybe =
  (inner: Check): Check =>
  (value, path) =>
    value === undefined ? undefined : inner(value, path);

export const listOf =
  (inner: Check, most: number): Check =>
  (value, path) => {
    if (!Array.isArray(value) || value.length > most) return wrong(path, value, `a list of at most ${most}`);
    return first(
      value.map((item, index) => [item, `${path}[${index}]`] as const),
      inner,
    );
  };

export const recordOf =
  (inner: Check, most: number): Check =>
  (value, path) => {
    if (!isRecord(value) || Object.keys(value).length > most) return wrong(path, value, `at most ${most} named values`);
    return first(
      Object.entries(value).map(([key, item]) => [item, `${path}.${key.slice(0, 40)}`] as const),
      inner,
    );
  };

/** An object with these members; further ones are let through, since they are data like the rest. */
export const objectOf =
  (members: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (!isRecord(value)) return wrong(path, value, 'named values');
    for (const [key, inner] of Object.entries(members)) {
      const problem = inner(Object.hasOwn(value, key) ? value[key] : undefined, path === '' ? key : `${path}.${key}`);
      if (problem !== undefined) return problem;
    }
    return undefined;
  };

function first(items: readonly (readonly [unknown, string])[], inner: Check): string | undefined {
  for (const [item, path] of items) {
    const problem = inner(item, path);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
