import { createHash } from 'node:crypto';
import { overridden } from '../../batch/override.js';
import type { Row } from '../../batch/types.js';
import type { PlanInput } from '../../engine/plan-types.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import type { Budget } from '../../report/budget.js';
import type { Day } from '../../units/day.js';
import { budgetOf } from '../budget-flags.js';
import type { Call } from '../commands.js';
import { isSet } from '../flag-values.js';
import { allOf } from '../inventory/open-inventory.js';
import { loadShelf } from '../load-catalog.js';
import { type LoadedScenario, loadPlanInput, loadScenario, readScenario, type ScenarioRead } from '../load-plan-input.js';
import { rememberedFiles, rememberedInventory } from './remembered.js';
import { type QuoteParts, quoteParts } from './row-quote.js';

/** What all rows of a batch have in common. */
export interface BatchOptions {
  readonly folder: string;
  readonly asOf: Day;
  readonly version: string;
  /** Budgets, --check and --confidential, as `stowage plan` takes them. */
  readonly flags: Call['flags'];
}

/** Everything that a row's files are made from. */
export interface RowInput {
  readonly loaded: LoadedScenario;
  readonly input: PlanInput;
  readonly budget: Budget;
  /** Absent: no quote is asked for. */
  readonly quote: QuoteParts | undefined;
}

let shelf: ReturnType<typeof loadShelf> | undefined;
const MOST_SCENARIOS = 256;
const scenarios = rememberedFiles<Parsed<ScenarioRead>>(MOST_SCENARIOS);

/** Reads what a row names. @returns every problem of the scenario, or else of its inventory, and of the quote's files */
export async function readRow(row: Row, options: BatchOptions): Promise<Parsed<RowInput>> {
  const [plan, quote] = await Promise.all([
    planRead(row, options),
    row.quote === undefined ? parsed(undefined) : quoteParts(row.quote, options.asOf),
  ]);
  if (!plan.ok || !quote.ok) return allOf([plan, quote]);
  return parsed({ ...plan.value, quote: quote.value });
}

async function planRead(row: Row, options: BatchOptions): Promise<Parsed<Omit<RowInput, 'quote'>>> {
  shelf ??= loadShelf();
  const loaded = await loadScenario(row.scenario, options.asOf, { shelf: await shelf, read: (file) => withOverrides(file, row) });
  if (!loaded.ok) return loaded;
  const { scenario } = loaded.value;
  const budget = budgetOf(options, scenario.currency);
  if (!budget.ok) return budget;
  if (scenario.inventory.files.some(({ file }) => file === '-')) return { ok: false, problems: [standardInput(row)] };
  const asked = { ...loaded.value, confidential: isSet(options, 'confidential') };
  const input = await loadPlanInput(asked, options.version, { load: rememberedInventory });
  return input.ok ? parsed({ loaded: loaded.value, input: input.value, budget: budget.value }) : input;
}

async function withOverrides(file: string, { set }: Row): Promise<Parsed<ScenarioRead>> {
  const read = await scenarios(file, [file], () => readScenario(file));
  if (!read.ok || Object.keys(set).length === 0) return read;
  const yaml = overridden(read.value.yaml, set);
  return yaml.ok ? parsed({ yaml: yaml.value, sha256: sha256([read.value.sha256, valuesOf(set)]) }) : yaml;
}

/** SHA-256 of all that a row's files depend on: not of where in the manifest it stands. */
export function keyOf(row: Row, { version, asOf, flags }: BatchOptions, { loaded, input, quote }: RowInput): string {
  const { name, scenario, outputs, quote: asked } = row;
  const inventory = input.inventoryFiles.map(({ file, sha256 }) => [file, sha256]);
  const books = Object.entries(input.books).map(([day, book]) => [day, book.version]);
  const quoted = quote && [asked?.audience, asked?.language, quote.digest];
  const own = [name, scenario, outputs, loaded.source.sha256, inventory, books, quoted];
  return sha256([version, loaded.shelf.prices.version, asOf, flags, own]);
}

const valuesOf = (set: Row['set']) => Object.entries(set).map(([path, { value }]) => [path, value]);

const sha256 = (content: unknown): string => createHash('sha256').update(JSON.stringify(content)).digest('hex');

const standardInput = ({ scenario }: Row): Problem => ({
  code: 'BAT008',
  severity: 'error',
  where: { file: scenario },
  found: 'standard input as the inventory',
  wanted: 'a file: rows cannot share one stream',
});
