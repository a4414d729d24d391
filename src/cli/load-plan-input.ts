import { dirname, isAbsolute, join } from 'node:path';
import type { PriceBook } from '../catalog/types.js';
import type { PlanInput } from '../engine/plan-types.js';
import type { StreamProgress } from '../files/stream-cohorts.js';
import { type Parsed, type Problem, parsed, parsedUnless } from '../problems/problem.js';
import { checkAgainstInventory } from '../scenario/check-inventory.js';
import { destinationsIn } from '../scenario/decisions.js';
import { inventoryNamed } from '../scenario/inventory-named.js';
import { type PlaceIn, placesOf, scenarioOf } from '../scenario/parse-scenario.js';
import type { Scenario } from '../scenario/types.js';
import { readYaml, type YamlFile } from '../scenario/yaml-file.js';
import { type Day, formatDay } from '../units/day.js';
import { type ReadText, readTextFile } from './files.js';
import { type InventoryRequest, type LoadedInventory, loadInventory } from './inventory/load-inventory.js';
import { allOf } from './inventory/open-inventory.js';
import { loadShelf, resolverOf, type Shelf } from './load-catalog.js';
import { rememberedBook } from './price-books.js';
import { withPrivatePrices } from './private-books.js';

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly shelf: Shelf;
  readonly warnings: readonly Problem[];
  readonly place: PlaceIn;
  /** Lay the scenario's private prices over the list. Off: the file is not even read, so nothing of it can be passed on. */
  readonly confidential?: boolean;
  readonly source: ScenarioRead;
}

/** A scenario file, read: its YAML, and the SHA-256 of what it came from, hexadecimal. */
export interface ScenarioRead {
  readonly yaml: YamlFile;
  readonly sha256: string;
}

export interface LoadOptions {
  /** The catalogue, where the caller has it already. */
  readonly shelf?: Parsed<Shelf> | undefined;
  /** How the file is read: a batch remembers files, and puts a row's values over them. */
  readonly read?: ((file: string) => Promise<Parsed<ScenarioRead>>) | undefined;
}

/** Reads a scenario file and the catalogue that its names mean something in. */
export async function loadScenario(
  file: string,
  today: Day,
  { shelf: given, read = readScenario }: LoadOptions = {},
): Promise<Parsed<LoadedScenario>> {
  const [source, shelf] = await Promise.all([read(file), given ?? loadShelf()]);
  if (!source.ok) return source;
  if (!shelf.ok) return shelf;
  const scenario = scenarioFrom({ file, source: source.value, today, shelf: shelf.value });
  return scenario.ok ? scenario : allOf([scenario, await inventoryAlone(file, source.value.yaml)]);
}

/** A scenario file as it stands on the disk. */
export async function readScenario(file: string): Promise<Parsed<ScenarioRead>> {
  const read = await readTextFile(file);
  return read.ok ? scenarioRead(file, read.value) : read;
}

export function scenarioRead(file: string, { text, sha256 }: ReadText): Parsed<ScenarioRead> {
  const yaml = readYaml(file, text);
  return yaml.ok ? parsed({ yaml: yaml.value, sha256 }) : yaml;
}

export interface ScenarioSource {
  /** As a person calls it: it stands in every problem. */
  readonly file: string;
  readonly source: ScenarioRead;
  readonly today: Day;
  readonly shelf: Shelf;
}

/** A scenario against a catalogue that is at hand. */
export function scenarioFrom({ file, source, today, shelf }: ScenarioSource): Parsed<LoadedScenario> {
  const { yaml } = source;
  const scenario = scenarioOf({ file, yaml, today, resolver: resolverOf(shelf) });
  if (!scenario.ok) return scenario;
  return parsed({ scenario: scenario.value, source, shelf, warnings: scenario.warnings, place: placesOf(yaml) });
}

/** The problems of the inventory files, where those of the scenario keep the plan from being made: a person wants all of them at once. */
async function inventoryAlone(file: string, { tree, place }: YamlFile): Promise<Parsed<unknown>> {
  const files = inventoryNamed(tree).map(({ file: name, project, path }) => ({
    path: isAbsolute(name) ? name : join(dirname(file), name),
    project,
    where: place(path),
  }));
  if (files.length === 0) return parsed(undefined);
  const sorting = { rules: [], excludedStatuses: [], named: [] };
  return loadInventory({ files, sorting, maxRejects: Number.POSITIVE_INFINITY, rejectsAt: { file } });
}

interface InventoryOptions {
  readonly progress?: StreamProgress | undefined;
  /** How an inventory is read: a batch remembers those it has read. */
  readonly load?: typeof loadInventory | undefined;
}

/** Reads the inventory files and the prices of a scenario: everything that a plan is computed from. */
export async function loadPlanInput(
  loaded: Omit<LoadedScenario, 'source'>,
  version: string,
  { progress, load = loadInventory }: InventoryOptions = {},
): Promise<Parsed<PlanInput>> {
  const { scenario: written, shelf, place, confidential = false } = loaded;
  const own = written.privatePrices;
  const scenario = own === undefined ? written : { ...written, privatePrices: { ...own, applied: confidential } };
  const inventory = await load({ ...inventoryRequest(scenario, place), progress });
  const list = booksOf(scenario, shelf);
  const books = list.ok && confidential ? await withPrivatePrices(list.value, { scenario, shelf, place }) : list;
  return planInputOf({ ...loaded, scenario }, { inventory, books }, version);
}

/** What a plan is computed from beside its scenario, as it was read. */
export interface Ingredients {
  readonly inventory: Parsed<LoadedInventory>;
  readonly books: Parsed<Readonly<Record<string, PriceBook>>>;
}

/** The same with an inventory and prices that have been read already. */
export function planInputOf(
  { scenario, shelf, warnings, place }: Omit<LoadedScenario, 'source'>,
  { inventory, books }: Ingredients,
  version: string,
): Parsed<PlanInput> {
  if (!inventory.ok || !books.ok) return allOf([inventory, books]);
  const { files, cohorts, volumeNames } = inventory.value;
  const problems = [
    ...warnings,
    ...inventory.warnings,
    ...checkAgainstInventory(scenario, cohorts, { volumeNames, place }),
    ...emptyPlan(scenario, cohorts.planned.volumes),
  ];
  return parsedUnless(problems, () => ({
    version,
    scenario,
    cohorts,
    catalog: shelf.catalog,
    books: books.value,
    inventoryFiles: files,
    warnings: problems,
  }));
}

/** Inventory files are named from the scenario's folder; '-' is standard input. */
export function inventoryRequest({ file, inventory, rules, restores }: Scenario, place: PlaceIn): InventoryRequest {
  const folder = dirname(file);
  const pathOf = (name: string): string => (name === '-' || isAbsolute(name) ? name : join(folder, name));
  return {
    files: inventory.files.map((entry, index) => ({
      path: pathOf(entry.file),
      project: entry.project,
      where: place(['inventory', 'files', index]),
    })),
    sorting: {
      rules,
      excludedStatuses: inventory.excludedStatuses,
      named: restores.flatMap(({ subject }) => (subject.kind === 'volume' ? [subject.volume] : [])),
    },
    maxRejects: inventory.maxRejects,
    rejectsAt: place(['inventory', 'maxRejects']),
  };
}

function emptyPlan({ file }: Scenario, planned: number): readonly Problem[] {
  if (planned > 0) return [];
  const fix = 'look at inventory.excludeStatuses and at rules with exclude';
  return [
    {
      code: 'SCN011',
      severity: 'error',
      where: { file },
      found: 'no volume left to plan: all are excluded',
      wanted: 'at least one',
      fix,
    },
  ];
}

/** One price book for each date that a destination is priced on. */
export function booksOf(scenario: Scenario, { prices }: Shelf): Parsed<Readonly<Record<string, PriceBook>>> {
  const { exchange, currency, pricesAsOf } = scenario;
  const named = destinationsIn(scenario).map((one) => one.pricesAsOf);
  // A search looks for classes on the scenario's own date.
  const days = [...new Set([...named, ...(scenario.decisions === undefined ? [] : [pricesAsOf])])];
  const rate = exchange && { ...exchange, to: currency };
  const books = days.map((day) => ({ day, book: rememberedBook(prices, day, rate) }));
  const problems = books.flatMap(({ book }) => (book.ok ? book.warnings : book.problems));
  return parsedUnless(problems, () =>
    Object.fromEntries(books.flatMap(({ day, book }) => (book.ok ? [[formatDay(day), book.value]] : []))),
  );
}
