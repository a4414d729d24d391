import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { idOf } from '../../batch/results.js';
import type { Output, Row, RowResult } from '../../batch/types.js';
import { UNFINISHED } from '../../batch/unfinished.js';
import { placeFor } from '../../batch/write-output.js';
import { newTables } from '../../engine/capacity/set-up.js';
import type { Total } from '../../engine/charge.js';
import { completed } from '../../engine/full-plan.js';
import { planFor } from '../../engine/plan.js';
import type { Plan } from '../../engine/plan-types.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import { budgetFailures } from '../../report/budget.js';
import { formatTotal } from '../../report/format-money.js';
import type { Quote } from '../../report/quote/quote-types.js';
import { formatDay } from '../../units/day.js';
import { money } from '../../units/quantity.js';
import { failedChecks } from '../failed-checks.js';
import { reasonOf, writeSmall } from '../files.js';
import { isSet } from '../flag-values.js';
import { renderedAlone } from '../plan-formats.js';
import { quoteAlone } from '../quote/quote-formats.js';
import { PLAN_FORMATS, QUOTE_FORMATS } from './batch-formats.js';
import { type BatchOptions, keyOf, type RowInput, readRow } from './read-row.js';
import { quoteFrom } from './row-quote.js';

export interface RowTask {
  readonly row: Row;
  readonly options: BatchOptions;
  /** What was noted for this row before; done again only where something has changed. */
  readonly known: RowResult | undefined;
}

/** Plans one row and writes its files, each whole or not at all. Never throws for what a row says: its problems are its result. */
export async function renderRow({ row, options, known }: RowTask): Promise<RowResult> {
  const read = await readRow(row, options);
  if (!read.ok) return failed(row, read.problems);
  const key = keyOf(row, options, read.value);
  if (known?.key === key && (await standing(options.folder, known.outputs))) return known;
  const plans = plansOf(read.value);
  const { quote: parts } = read.value;
  const quote = parts && quoteFrom(plans.point, parts, options.asOf);
  const outputs: Output[] = [];
  for (const { format, content } of contentsOf(row, options, { ...read.value, plans, made: quote })) {
    const written = await writeOutput(row, options.folder, format, await content());
    if (!written.ok) return failed(row, written.problems);
    outputs.push(written.value);
  }
  const over = failures(plans, read.value, options);
  return { ...finished(row, plans.point, quote), status: over.length > 0 ? 'over' : 'done', key, outputs, over };
}

/** A row's plan: at its likely values, all that a quote needs; and whole, with its odds, made when a format or a flag asks for it. */
interface Plans {
  readonly point: Plan;
  readonly whole: () => Plan;
}

/** So many plans share what policies and change laws come to; then it starts afresh, so that memory stays flat. */
const SHARED_BY = 256;
let shared = { plans: 0, tables: newTables() };

function plansOf({ input }: RowInput): Plans {
  if (shared.plans >= SHARED_BY) shared = { plans: 0, tables: newTables() };
  shared.plans += 1;
  // How data grows is often the row's own: tables of it that nobody asks for again would only fill memory.
  const point = planFor(input, { ...shared.tables, growth: new Map() });
  let whole: Plan | undefined;
  return {
    point,
    whole: () => {
      whole ??= completed(input, point);
      return whole;
    },
  };
}

interface Content {
  readonly format: string;
  readonly content: () => Promise<string | Uint8Array>;
}

interface Made {
  readonly plans: Plans;
  /** Absent: no quote is asked for. */
  readonly made: Quote | undefined;
}

/** The row's files in the order of the list of formats, each made when it is asked for. */
function contentsOf({ outputs }: Row, { asOf }: BatchOptions, from: RowInput & Made): readonly Content[] {
  const { loaded, input, plans, quote, made } = from;
  const report = () => ({ plan: plans.whole(), input, shelf: loaded.shelf, asOf: formatDay(asOf), source: loaded.source });
  const ofPlan = PLAN_FORMATS.map((format): Content => ({ format, content: () => renderedAlone(report(), format) }));
  const ofQuote =
    quote && made
      ? QUOTE_FORMATS.map(({ format, quoted }): Content => ({ format, content: () => quoteAlone(made, quote.brand, quoted) }))
      : [];
  return [...ofPlan, ...ofQuote].filter(({ format }) => Object.hasOwn(outputs, format));
}

/** Checks and budgets that failed. Only those of targets look at odds. */
function failures({ point, whole }: Plans, { budget }: RowInput, options: BatchOptions): readonly string[] {
  const checked = isSet(options, 'check') ? failedChecks(whole()) : [];
  return [...checked, ...budgetFailures(budget.requireSla ? whole() : point, budget)];
}

async function writeOutput(row: Row, folder: string, format: string, content: string | Uint8Array): Promise<Parsed<Output>> {
  const path = row.outputs[format] ?? '';
  try {
    // A power cut may take what was written last: --resume holds each file to its hash, and makes it again.
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    const written = await writeSmall(await placeFor(folder, path), bytes, join(folder, UNFINISHED));
    return written.ok ? parsed({ format, path, sha256: sha256(bytes), bytes: bytes.length }) : written;
  } catch (error) {
    return { ok: false, problems: [unwritten(join(folder, path), reasonOf(error))] };
  }
}

/** Whether the files of an earlier run are still what it wrote. */
async function standing(folder: string, outputs: readonly Output[]): Promise<boolean> {
  for (const { path, sha256: wanted } of outputs) {
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    if (bytes === undefined || sha256(bytes) !== wanted) return false;
  }
  return outputs.length > 0;
}

function finished(row: Row, plan: Plan, quote: Quote | undefined): Omit<RowResult, 'status' | 'key' | 'outputs' | 'over'> {
  const total = quote === undefined ? plan.cost.total : priceOf(quote);
  const { amount, currency } = total.cost;
  return { ...called(row), problems: [], currency, total: amount.toFixed(2), totalText: formatTotal(total) };
}

/** What the customer is asked for, without tax and options. */
function priceOf({ totals: { total, isAtLeast }, currency, unpriced }: Quote): Total {
  const cost = money(currency, total.net);
  return isAtLeast ? { kind: 'atLeast', cost, unpriced } : { kind: 'complete', cost };
}

const called = (row: Row): Pick<RowResult, 'id' | 'row' | 'name'> => ({ id: idOf(row), row: row.row, name: row.name });

export function failed(row: Row, problems: readonly Problem[]): RowResult {
  const none = { key: '', outputs: [], over: [], currency: '', total: '', totalText: '' };
  return { ...called(row), status: 'failed', problems: problems.filter(({ severity }) => severity === 'error'), ...none };
}

const unwritten = (file: string, found: string): Problem => ({
  code: 'BAT008',
  severity: 'error',
  where: { file },
  found,
  wanted: 'a file that can be written',
});

const sha256 = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex');
