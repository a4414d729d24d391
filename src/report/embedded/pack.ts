import { Decimal } from '../../units/decimal.js';

/**
 * Any plain data of ours as small JSON. What JSON has no word for gets one: `{"$d": "0.012"}` an exact number, `{"$u": 1}` undefined,
 * `{"$n": "Infinity"}` a number without end, `{"$o": [[key, value]]}` an object one of whose keys starts with "$". Objects and long
 * texts that occur more than once (a source behind forty prices) are written once, into `shared`, and stand as `{"$": place}` elsewhere. An object of three keys and more is `{"$k": [set of keys, ...values]}`.
 */
export interface Packed {
  readonly keys: readonly (readonly string[])[];
  readonly shared: readonly Json[];
  readonly value: Json;
}
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

interface Out {
  readonly keys: Map<string, { readonly place: number; readonly names: readonly string[] }>;
  readonly shared: Json[];
}

/** Fewer keys cost less written out. */
const WORTH_A_SET = 3;
/** Shorter ones cost less written out than referred to. */
const WORTH_SHARING = 24;

interface Node {
  readonly shape: Json;
  count: number;
  place: number | undefined;
}

/**
 * Packs a value. Same value, same text: objects are numbered in the order of their first use.
 *
 * @throws TypeError for a function or a symbol: the caller hands over data only
 */
export function pack(value: unknown): Packed {
  const nodes: Node[] = [];
  const top = interned(value, new Map(), nodes);
  const out: Out = { keys: new Map(), shared: [] };
  const content = written(top, nodes, out);
  return { keys: [...out.keys.values()].map(({ names }) => names), shared: out.shared, value: content };
}

/** Every object becomes `{"$": number of its node}`; equal objects are one node. */
function interned(value: unknown, known: Map<string, number>, nodes: Node[]): Json {
  if (value === undefined) return { $u: 1 };
  if (typeof value === 'string') return value.length < WORTH_SHARING ? value : numbered(value, known, nodes);
  if (value === null || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $n: `${value}` };
  if (Decimal.isDecimal(value)) return { $d: value.toFixed() };
  if (Array.isArray(value)) return value.map((item) => interned(item, known, nodes));
  if (typeof value !== 'object') throw new TypeError(`cannot pack a ${typeof value}`);
  return numbered(shapeOf(value, known, nodes), known, nodes);
}

/** An object with its items interned. Written out: a plan's input has tens of thousands. */
function shapeOf(value: object, known: Map<string, number>, nodes: Node[]): Json {
  const from = value as Readonly<Record<string, unknown>>;
  const keys = Object.keys(value);
  if (keys.some((key) => key.startsWith('$'))) return { $o: keys.map((key) => [key, interned(from[key], known, nodes)]) };
  const shape: Record<string, Json> = {};
  for (const key of keys) {
    const item = interned(from[key], known, nodes);
    // Assigning would set the prototype: a project called "__proto__" stays a project.
    if (key === '__proto__') Object.defineProperty(shape, key, { value: item, enumerable: true });
    else shape[key] = item;
  }
  return shape;
}

/** The number of the node that has this shape; a new one where there is none yet. */
function numbered(shape: Json, known: Map<string, number>, nodes: Node[]): Json {
  const text = JSON.stringify(shape);
  const found = known.get(text);
  const node = found === undefined ? undefined : nodes[found];
  if (found !== undefined && node) {
    node.count += 1;
    return { $: found };
  }
  nodes.push({ shape, count: 1, place: text.length < WORTH_SHARING ? -1 : undefined });
  known.set(text, nodes.length - 1);
  return { $: nodes.length - 1 };
}

function written(value: Json, nodes: readonly Node[], out: Out): Json {
  if (isList(value)) return value.map((item) => written(item, nodes, out));
  if (typeof value !== 'object' || value === null) return value;
  const node = typeof value.$ === 'number' ? nodes[value.$] : undefined;
  if (node === undefined) return value;
  if (node.count === 1 || node.place === -1) return inside(node.shape, nodes, out);
  if (node.place === undefined) {
    const content = inside(node.shape, nodes, out);
    node.place = out.shared.push(content) - 1;
  }
  return { $: node.place };
}

function inside(shape: Json, nodes: readonly Node[], out: Out): Json {
  if (isList(shape)) return shape.map((item) => written(item, nodes, out));
  if (typeof shape !== 'object' || shape === null) return shape;
  if ('$o' in shape) return Object.fromEntries(Object.entries(shape).map(([key, item]) => [key, inside(item, nodes, out)]));
  const keys = Object.keys(shape);
  const values = Object.values(shape).map((item) => written(item, nodes, out));
  if (keys.length >= WORTH_A_SET) return { $k: [keySet(keys, out), ...values] };
  return Object.fromEntries(keys.map((key, index) => [key, values[index] ?? null]));
}

function keySet(names: readonly string[], { keys }: Out): number {
  const text = JSON.stringify(names);
  const known = keys.get(text);
  if (known) return known.place;
  keys.set(text, { place: keys.size, names });
  return keys.size - 1;
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
