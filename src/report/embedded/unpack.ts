import { parseDecimal } from '../../units/decimal.js';

/** A value, or in a few words why the packed text cannot be one. */
export type Unpacked = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly why: string };

/** More values than any plan has: shared parts that refer to shared parts could otherwise stand for more than a machine holds. */
const MOST_VALUES = 3_000_000;
const DEEPEST = 60;
const LONGEST_NUMBER = 60;

class Damaged extends Error {}

/**
 * The other way round from `pack`, for text that a stranger may have written: it builds data only, refuses what `pack` never writes, and
 * counts what shared parts stand for, so that a small file cannot unfold into a large one.
 */
export function unpack(packed: unknown): Unpacked {
  try {
    if (!isRecord(packed) || !Array.isArray(packed.shared) || !isKeys(packed.keys) || !('value' in packed))
      throw new Damaged('it has no packed value');
    const tables: Tables = { keys: packed.keys, places: [] };
    for (const item of packed.shared) {
      const size = { values: 0 };
      const value = revived(item, tables, size, 0);
      tables.places.push({ value, values: size.values });
    }
    const size = { values: 0 };
    return { ok: true, value: revived(packed.value, tables, size, 0) };
  } catch (error) {
    if (error instanceof Damaged) return { ok: false, why: error.message };
    throw error;
  }
}

interface Tables {
  readonly keys: readonly (readonly string[])[];
  readonly places: Place[];
}

const isKeys = (value: unknown): value is readonly (readonly string[])[] =>
  Array.isArray(value) && value.every((names) => Array.isArray(names) && names.every((name) => typeof name === 'string'));

interface Place {
  readonly value: unknown;
  readonly values: number;
}

function revived(value: unknown, tables: Tables, size: { values: number }, depth: number): unknown {
  grow(size, 1);
  if (depth > DEEPEST) throw new Damaged('it is nested deeper than a plan is');
  if (Array.isArray(value)) return value.map((item) => revived(item, tables, size, depth + 1));
  if (!isRecord(value)) return value;
  const [first] = Object.keys(value);
  if (first?.startsWith('$')) return special(first, value[first], tables, size, depth);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, revived(item, tables, size, depth + 1)]));
}

function grow(size: { values: number }, by: number): void {
  size.values += by;
  if (size.values > MOST_VALUES) throw new Damaged('it unfolds into more than a plan can be');
}

function special(sign: string, content: unknown, tables: Tables, size: { values: number }, depth: number): unknown {
  if (sign === '$' && typeof content === 'number') {
    const place = tables.places[content];
    if (place === undefined) throw new Damaged(`it refers to part ${content}, which is not there`);
    grow(size, place.values);
    return place.value;
  }
  if (sign === '$u') return undefined;
  if (sign === '$k' && Array.isArray(content)) return keyed(content, tables, size, depth);
  if (sign === '$d' && typeof content === 'string' && content.length <= LONGEST_NUMBER) {
    const exact = parseDecimal(content);
    if (exact !== undefined) return exact;
  }
  if (sign === '$n' && typeof content === 'string' && /^(-?Infinity|NaN)$/.test(content)) return +content;
  if (sign === '$o' && Array.isArray(content)) {
    return Object.fromEntries(content.map((entry) => pair(entry, tables, size, depth)));
  }
  throw new Damaged(`"${sign.slice(0, 20)}" stands where it means nothing`);
}

function keyed(content: readonly unknown[], tables: Tables, size: { values: number }, depth: number): unknown {
  const [set, ...values] = content;
  const names = typeof set === 'number' ? tables.keys[set] : undefined;
  if (names === undefined || names.length !== values.length) throw new Damaged('an object without its keys');
  return Object.fromEntries(names.map((name, index) => [name, revived(values[index], tables, size, depth + 1)]));
}

function pair(entry: unknown, tables: Tables, size: { values: number }, depth: number): readonly [string, unknown] {
  if (!Array.isArray(entry) || typeof entry[0] !== 'string') throw new Damaged('an entry without a key');
  return [entry[0], revived(entry[1], tables, size, depth + 1)];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
