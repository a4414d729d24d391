import * as z from 'zod';
import { pathFault } from '../output-path.js';
import type { Row, RowResult } from '../types.js';

/** Names that a whole deployment shares. */
export const QUEUE_NAME = 'stowage-batch';
/** Where workers leave results for the run that asked: a hash, so that a row done twice is one result. */
export const resultsKey = (run: string): string => `stowage-results-${run}`;

const LONGEST = 4096;
const MOST_VALUES = 10_000;

type Tree = string | readonly Tree[] | { readonly [key: string]: Tree };
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.union([z.string().max(LONGEST), z.array(tree).max(MOST_VALUES), z.record(z.string(), tree)]),
);
const path = z.string().max(LONGEST);
const output = z
  .string()
  .max(LONGEST)
  .refine((path) => pathFault(path) === undefined, 'a path inside the output folder');
const flag = z.union([z.string().max(200), z.boolean()]);

const place = z.strictObject({
  file: z.string().max(LONGEST),
  line: z.int().exactOptional(),
  column: z.int().exactOptional(),
  field: z.string().exactOptional(),
});
const overrides = z.record(z.string().max(LONGEST), z.strictObject({ value: tree, where: place }));
const planned = z.strictObject({
  row: z.int().min(1),
  name: z.string().max(LONGEST),
  scenario: path,
  set: overrides,
  outputs: z.record(z.string(), output),
  where: place,
  quote: z
    .strictObject({
      terms: path.exactOptional(),
      brand: path.exactOptional(),
      manifest: path,
      audience: z.enum(['customer', 'internal']),
      language: z.enum(['en', 'de']),
      set: overrides,
    })
    .exactOptional(),
});
const row = planned.refine((one) => pathsOf(one).every(isInside), 'paths inside the folder that the worker serves');
const problem = z.looseObject({
  code: z.string(),
  severity: z.enum(['error', 'warning']),
  where: z.looseObject({ file: z.string() }),
  found: z.string(),
  wanted: z.string(),
});
const result = z.looseObject({
  id: z.string().max(LONGEST),
  row: z.int().min(1),
  name: z.string(),
  status: z.enum(['done', 'over', 'failed']),
  key: z.string(),
  outputs: z.array(z.strictObject({ format: z.string(), path: output, sha256: z.string(), bytes: z.int() })),
  problems: z.array(problem),
  over: z.array(z.string()),
  currency: z.string(),
  total: z.string().regex(/^(\d+(\.\d+)?)?$/),
  totalText: z.string(),
});

const isResult = (value: unknown): value is RowResult => result.safeParse(value).success;

const job = z.strictObject({
  run: z.string().regex(/^[0-9a-f]{16}$/),
  version: z.string(),
  catalog: z.string(),
  asOf: z.int(),
  flags: z.record(z.string(), flag),
  row,
  known: z.custom<RowResult>(isResult).optional(),
});

/** Overrides whose values name files. */
const FILES = /^(inventory|privatePrices|termsFile)(\.|$)/;

/** Every file that a row names, but for those that its scenario, terms and brand name themselves. */
export function pathsOf({ scenario, set, quote }: Pick<Row, 'scenario' | 'set' | 'quote'>): readonly string[] {
  const named = Object.entries({ ...set, ...quote?.set }).flatMap(([key, { value }]) => (FILES.test(key) ? textsIn(value) : []));
  const { terms, brand, manifest } = quote ?? {};
  return [scenario, terms, brand, manifest].flatMap((one) => one ?? []).concat(named);
}

function textsIn(value: Tree): readonly string[] {
  return typeof value === 'string' ? [value] : Object.values(value).flatMap(textsIn);
}

/** Inside the folder that a run and its workers share: what comes over the wire must not reach further. */
export const isInside = (path: string): boolean => !/^([/\\]|[a-z]:)/i.test(path) && !path.split(/[/\\]/).includes('..');

/** One row on its way to a worker. */
export interface RowJob {
  /** Which run asks. */
  readonly run: string;
  readonly version: string;
  /** Version of the catalogue: other prices, other bytes. */
  readonly catalog: string;
  /** The reports' day. */
  readonly asOf: number;
  readonly flags: Readonly<Record<string, string | boolean>>;
  readonly row: Row;
  /** What was noted for this row before. */
  readonly known?: RowResult | undefined;
}

/** A job as the queue hands it over, which anybody may have filled: what is wrong with it, or the job. */
export function readJob(
  data: unknown,
): { readonly ok: true; readonly value: RowJob } | { readonly ok: false; readonly why: string } {
  const read = job.safeParse(data);
  if (read.success) return { ok: true, value: read.data };
  const [first] = read.error.issues;
  return { ok: false, why: `${first?.path.join('.') ?? ''}: ${first?.message ?? 'not a job'}` };
}

/** A result as a worker left it; undefined for text that is none. */
export function readResult(text: string): RowResult | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isResult(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
