import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parseCatalog } from '../../src/catalog/catalog.js';
import { CATALOG_FILES } from '../../src/catalog/files.js';
import { parsePriceTable } from '../../src/catalog/price-table.js';
import { resolverOf } from '../../src/cli/load-catalog.js';
import type { Problem } from '../../src/problems/problem.js';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import type { Scenario } from '../../src/scenario/types.js';
import { dayOf } from '../../src/units/day.js';

const root = new URL('../../', import.meta.url);
export const readShipped = (path: string): string => readFileSync(new URL(path, root), 'utf8');

const files = Object.fromEntries(CATALOG_FILES.map((name) => [name, readShipped(name)]));
const catalog = parseCatalog(files);
const prices = parsePriceTable(files, createHash('sha256').update('test').digest('hex').slice(0, 12));
if (!catalog.ok) throw new Error(JSON.stringify(catalog.problems));
if (!prices.ok) throw new Error(JSON.stringify(prices.problems));

export const shippedDefaults = catalog.value.defaults;
/** The shipped catalogue: names and prices as people meet them. */
export const resolver = resolverOf({ catalog: catalog.value, prices: prices.value });
/** The clock of these tests: 2026-11-22. */
export const TODAY = dayOf(2026, 11, 22);

const parse = (text: string) => parseScenario({ file: 'estate.yaml', text, today: TODAY, resolver });

export function scenarioOf(text: string): Scenario {
  const result = parse(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems, null, 1));
  return result.value;
}

export function problemsOf(text: string): readonly Problem[] {
  const result = parse(text);
  return result.ok ? [] : result.problems;
}

/** "3:11 SCN004 horizon": enough to say which problem it is. */
export const brief = ({ code, where }: Problem): string => `${where.line}:${where.column} ${code} ${where.field}`;
