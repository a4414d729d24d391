import { dirname, isAbsolute, join } from 'node:path';
import { priceBookOn } from '../catalog/price-book.js';
import type { PriceBook } from '../catalog/types.js';
import type { PlanInput } from '../engine/plan-types.js';
import { cohortsOf } from '../inventory/cohorts-of.js';
import { mergeInventories } from '../inventory/merge-inventories.js';
import { parseInventoryFile } from '../inventory/parse-inventory-file.js';
import type { Inventory } from '../inventory/types.js';
import { type Parsed, type Problem, parsed, parsedUnless } from '../problems/problem.js';
import { checkAgainstInventory } from '../scenario/check-inventory.js';
import { type PlaceIn, parseScenario, placesIn } from '../scenario/parse-scenario.js';
import type { Scenario } from '../scenario/types.js';
import { type Day, formatDay } from '../units/day.js';
import { readTextFile } from './files.js';
import { loadShelf, resolverOf, type Shelf } from './load-catalog.js';

export interface LoadedScenario {
  readonly scenario: Scenario;
  readonly shelf: Shelf;
  readonly warnings: readonly Problem[];
  readonly place: PlaceIn;
}

/** Reads a scenario file and the catalogue that its names mean something in. */
export async function loadScenario(file: string, today: Day): Promise<Parsed<LoadedScenario>> {
  const [read, shelf] = await Promise.all([readTextFile(file), loadShelf()]);
  if (!read.ok) return read;
  if (!shelf.ok) return shelf;
  const { text } = read.value;
  const scenario = parseScenario({ file, text, today, resolver: resolverOf(shelf.value) });
  if (!scenario.ok) return scenario;
  return parsed({ scenario: scenario.value, shelf: shelf.value, warnings: scenario.warnings, place: placesIn(file, text) });
}

/** Reads the inventory files and the prices of a scenario: everything that a plan is computed from. */
export async function loadPlanInput(
  { scenario, shelf, warnings, place }: LoadedScenario,
  version: string,
): Promise<Parsed<PlanInput>> {
  const inventory = await loadInventory(scenario, place);
  const books = booksOf(scenario, shelf);
  if (!inventory.ok || !books.ok) return allOf([inventory, books]);
  const { files } = inventory.value;
  const cohorts = cohortsOf({
    inventory: inventory.value,
    rules: scenario.rules,
    excludedStatuses: scenario.inventory.excludedStatuses,
    named: scenario.restores.flatMap(({ subject }) => (subject.kind === 'volume' ? [subject.volume] : [])),
  });
  const volumeNames = inventory.value.volumes.map(({ name }) => name);
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

async function loadInventory({ file, inventory }: Scenario, place: PlaceIn): Promise<Parsed<Inventory>> {
  const folder = dirname(file);
  const parts = await Promise.all(
    inventory.files.map(async (entry, index): Promise<Parsed<Inventory>> => {
      const path = isAbsolute(entry.file) ? entry.file : join(folder, entry.file);
      const read = await readTextFile(path, place(['inventory', 'files', index]));
      return read.ok
        ? parseInventoryFile({ file: path, text: read.value.text, project: entry.project, sha256: read.value.sha256 })
        : read;
    }),
  );
  if (parts.some((part) => !part.ok)) return allOf(parts);
  const merged = mergeInventories(parts.flatMap((part) => (part.ok ? [part.value] : [])));
  if (!merged.ok) return merged;
  const { rejects } = merged.value;
  const tooMany = rejects.length > inventory.maxRejects;
  const shown = rejects.map((reject): Problem => (tooMany ? reject : { ...reject, severity: 'warning' }));
  const warned = parts.flatMap((part) => (part.ok ? part.warnings : []));
  const limit: readonly Problem[] = tooMany ? [tooManyRejects(rejects.length, inventory.maxRejects, place)] : [];
  return parsedUnless([...warned, ...merged.warnings, ...shown, ...limit], () => merged.value);
}

function tooManyRejects(found: number, allowed: number, place: PlaceIn): Problem {
  const fix = `put them right, or allow them: inventory: {files: ..., maxRejects: ${found}}`;
  return {
    code: 'SCN010',
    severity: 'error',
    where: place(['inventory', 'maxRejects']),
    found: `${found} rejected row${found === 1 ? '' : 's'}`,
    wanted: `at most ${allowed}`,
    fix,
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
function booksOf(
  { destination, compare, exchange, currency }: Scenario,
  { prices }: Shelf,
): Parsed<Readonly<Record<string, PriceBook>>> {
  const days = [...new Set([destination, ...compare].map(({ pricesAsOf }) => pricesAsOf))];
  const rate = exchange && { ...exchange, to: currency };
  const books = days.map((day) => ({ day, book: priceBookOn(prices, day, rate) }));
  const problems = books.flatMap(({ book }) => (book.ok ? book.warnings : book.problems));
  return parsedUnless(problems, () =>
    Object.fromEntries(books.flatMap(({ day, book }) => (book.ok ? [[formatDay(day), book.value]] : []))),
  );
}

/** The problems of several results as one. @throws Error where none of them failed: a bug in the caller. */
function allOf(results: readonly Parsed<unknown>[]): { readonly ok: false; readonly problems: readonly [Problem, ...Problem[]] } {
  const [first, ...rest] = results.flatMap((result) => (result.ok ? result.warnings : result.problems));
  if (first === undefined) throw new Error('asked for the problems of results that have none');
  return { ok: false, problems: [first, ...rest] };
}
