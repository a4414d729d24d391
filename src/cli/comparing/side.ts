import type { PrivatePrices } from '../../catalog/private-prices.js';
import type { DiffInput, Outcome } from '../../engine/diff/types.js';
import { fullPlan } from '../../engine/full-plan.js';
import { planFor } from '../../engine/plan.js';
import type { Plan, PlanInput } from '../../engine/plan-types.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import { embeddedIn } from '../../report/embedded/embedded.js';
import { isPlanInput, planInputProblem } from '../../report/embedded/shapes.js';
import { inputOfPlan, readPlan } from '../../report/read-plan.js';
import type { Scenario } from '../../scenario/types.js';
import type { Day } from '../../units/day.js';
import { parseDecimal } from '../../units/decimal.js';
import { asGib } from '../../units/gib.js';
import { money } from '../../units/quantity.js';
import { readTextFile } from '../files.js';
import { planHash } from '../html-report.js';
import { loadShelf, type Shelf } from '../load-catalog.js';
import { booksOf, loadPlanInput, loadScenario } from '../load-plan-input.js';
import { laidOver, readPrivatePrices } from '../private-books.js';

/** One of the plans that are held against each other. */
export interface Side {
  readonly file: string;
  readonly input: DiffInput;
  /** As the file says it; of a scenario, as it is planned now. */
  readonly stated: Outcome;
  readonly plan: Plan;
  readonly recomputed: Outcome;
  readonly madeBy: string;
  readonly note: string;
  /** Private prices that it is planned with. */
  readonly own?: PrivatePrices | undefined;
  readonly warnings: readonly Problem[];
}

/** Reads a plan as JSON, a report, or a scenario file: what it is, its content tells. Private prices, where asked for, are a scenario's. */
export async function loadSide(file: string, version: string, today: Day, confidential = false): Promise<Parsed<Side>> {
  const read = await readTextFile(file);
  if (!read.ok) return read;
  const shelf = await loadShelf();
  if (!shelf.ok) return shelf;
  const text = read.value.text.trimStart();
  const made = { file, version, shelf: shelf.value };
  if (text.startsWith('{')) return planSide(text, made);
  if (text.startsWith('<')) return reportSide(text, made);
  return scenarioSide(made, today, confidential);
}

interface Making {
  readonly file: string;
  readonly version: string;
  readonly shelf: Shelf;
}

async function scenarioSide({ file, version }: Making, today: Day, confidential: boolean): Promise<Parsed<Side>> {
  const loaded = await loadScenario(file, today);
  if (!loaded.ok) return loaded;
  const input = await loadPlanInput({ ...loaded.value, confidential }, version);
  if (!input.ok) return input;
  const own = confidential ? await readPrivatePrices(loaded.value) : parsed(undefined);
  if (!own.ok) return own;
  const plan = fullPlan(input.value);
  const outcome = outcomeOf(plan);
  const madeBy = madeByOf(plan.version, plan.catalogVersion);
  return parsed({
    file,
    input: input.value,
    plan,
    stated: outcome,
    recomputed: outcome,
    madeBy,
    note: own.value === undefined ? '' : `${file}: at the prices of a private contract. Confidential.`,
    own: own.value,
    warnings: input.warnings,
  });
}

function planSide(text: string, making: Making): Parsed<Side> {
  const read = readPlan(text);
  if (!read.ok) return refused(making.file, read.why);
  const stated = statedOutcome(read.value);
  if (stated === undefined) return refused(making.file, 'a plan without its totals');
  const { version, catalogVersion } = read.value;
  const madeBy = madeByOf(`${version}`, `${catalogVersion}`);
  return recomputedSide(inputOfPlan(read.value), making, { madeBy, note: '', statedOf: () => stated });
}

function reportSide(text: string, making: Making): Parsed<Side> {
  const read = embeddedIn(text);
  if (!read.ok) return refused(making.file, read.why);
  const { input, hashes, result } = read.value;
  const madeBy = madeByOf(input.version, hashes.catalog);
  return recomputedSide(input, making, {
    madeBy,
    note: '',
    statedOf: () => outcomeOf(planFor(input)),
    result: result.sha256,
    held: input,
  });
}

interface Stated {
  readonly madeBy: string;
  readonly note: string;
  readonly statedOf: () => Outcome;
  /** SHA-256 that a report states of its plan, and the input it carries. */
  readonly result?: string;
  readonly held?: PlanInput;
}

/** A plan that a file carries, computed again with this version and this catalogue. The file may be a stranger's. */
function recomputedSide(carried: object, making: Making, { madeBy, statedOf, result, held }: Stated): Parsed<Side> {
  const { file, version, shelf } = making;
  const whole: unknown = { ...carried, version, catalog: shelf.catalog, books: {}, warnings: [] };
  if (!isPlanInput(whole)) return refused(file, `a plan whose inputs are damaged (${planInputProblem(whole) ?? ''})`);
  const bare = { ...whole, scenario: atListPrices(whole.scenario) };
  const books = booksOf(bare.scenario, shelf);
  if (!books.ok) return books;
  try {
    const plan = fullPlan({ ...bare, books: books.value });
    const changed = held !== undefined && planHash(fullPlan(held)) !== result;
    const notes = [
      changed ? `${file}: this version does not give the figures that it states; they are compared as recomputed.` : '',
      whole.scenario === bare.scenario
        ? ''
        : `${file} was planned with private prices, which only its scenario file leads to: it is recomputed at list prices. Name the scenario with --confidential instead.`,
    ];
    const note = notes.filter((text) => text !== '').join(' ');
    return parsed({ file, input: bare, plan, stated: statedOf(), recomputed: outcomeOf(plan), madeBy, note, warnings: [] });
  } catch (error) {
    if (error instanceof Error) return refused(file, `a plan whose inputs do not fit together (${error.message.slice(0, 100)})`);
    throw error;
  }
}

/** A scenario without its private prices; the same one where it has none. */
function atListPrices(scenario: Scenario): Scenario {
  const { privatePrices } = scenario;
  return privatePrices?.applied === true ? { ...scenario, privatePrices: { ...privatePrices, applied: false } } : scenario;
}

/** What an input between two plans comes to, with this version and catalogue, and the private prices of the side that its prices are from. */
export async function mixer(version: string, sides: readonly Side[]): Promise<Parsed<(input: DiffInput) => Outcome>> {
  const shelf = await loadShelf();
  if (!shelf.ok) return shelf;
  const owned = new Map(sides.map(({ input, own }) => [input.scenario.privatePrices, own]));
  return parsed((input) => {
    const { scenario } = input;
    const list = booksOf(scenario, shelf.value);
    const own = scenario.privatePrices && owned.get(scenario.privatePrices);
    const books = list.ok ? laidOver(list.value, own, scenario) : list;
    if (!books.ok) throw new RangeError('a price book that was there for one of the plans is not there for a plan between them');
    return outcomeOf(planFor({ ...input, version, catalog: shelf.value.catalog, books: books.value, warnings: [] }));
  });
}

export function outcomeOf({ cost, capacity }: Plan): Outcome {
  return { total: cost.total, lastMonth: cost.lastMonth, held: capacity.months.at(-1)?.backEndAtEnd ?? asGib(0) };
}

const madeByOf = (version: string, catalog: string): string => `stowage ${version}, catalogue ${catalog}`;

function statedOutcome({ cost, capacity }: Readonly<Record<string, unknown>>): Outcome | undefined {
  const total = totalIn(member(cost, 'total'));
  const lastMonth = totalIn(member(cost, 'lastMonth'));
  const months = member(capacity, 'months');
  const held = Array.isArray(months) ? member(months.at(-1), 'backEndAtEnd') : undefined;
  return total && lastMonth && typeof held === 'number' ? { total, lastMonth, held: asGib(held) } : undefined;
}

function totalIn(value: unknown): Outcome['total'] | undefined {
  const cost = member(value, 'cost');
  const [currency, text, unpriced] = [member(cost, 'currency'), member(cost, 'amount'), member(value, 'unpriced')];
  const amount = typeof text === 'string' && text.length < 60 ? parseDecimal(text) : undefined;
  if (typeof currency !== 'string' || amount === undefined) return undefined;
  const whole = money(currency, amount);
  if (!Array.isArray(unpriced)) return { kind: 'complete', cost: whole };
  return { kind: 'atLeast', cost: whole, unpriced: unpriced.map(String) };
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

function refused(file: string, found: string): { readonly ok: false; readonly problems: readonly [Problem] } {
  const wanted = 'a plan as JSON, a report, or a scenario file';
  const fix = 'write a plan with: stowage plan scenario.yaml --format json -o plan.json';
  return { ok: false, problems: [{ code: 'CLI040', severity: 'error', where: { file }, found, wanted, fix }] };
}
