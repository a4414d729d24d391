import { createHash } from 'node:crypto';
import { fullPlan } from '../../engine/full-plan.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import { contentPolicy } from '../../report/render-report.js';
import { renderSummary } from '../../report/render-summary.js';
import type { InventoryGiven, Planned, Planner } from '../../serve/planner.js';
import { type Day, formatDay } from '../../units/day.js';
import { reportAssets } from '../assets.js';
import { htmlReport } from '../html-report.js';
import { inventoryOf, type LoadedInventory } from '../inventory/load-inventory.js';
import { allOf } from '../inventory/open-inventory.js';
import type { Shelf } from '../load-catalog.js';
import { booksOf, inventoryRequest, planInputOf, scenarioFrom, scenarioRead } from '../load-plan-input.js';
import type { LoadedBrand } from '../quote/brand.js';
import type { LoadedTerms } from '../quote/terms.js';
import { takeawaysOf } from './takeaways.js';

export interface TextPlanner {
  readonly shelf: Shelf;
  readonly version: string;
  readonly today: () => Day;
  /** What quotes are made with: read once, when the server starts. */
  readonly terms: LoadedTerms;
  readonly brand: LoadedBrand;
  /** Prints PDFs; undefined: none is on this machine, and none is offered. */
  readonly browser: string | undefined;
}

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** What `stowage plan` does, for a scenario and an inventory that are text: no name in them is ever opened. */
export function textPlanner({ shelf, version, today, terms: quoted, brand, browser }: TextPlanner): Planner {
  return {
    plan: async ({ scenario, inventory }): Promise<Parsed<Planned>> => {
      const day = today();
      const source = scenarioRead('scenario.yaml', { text: scenario, sha256: sha256(scenario) });
      const loaded = source.ok ? scenarioFrom({ file: 'scenario.yaml', source: source.value, today: day, shelf }) : source;
      if (!loaded.ok) {
        const read = inventoryAlone(inventory);
        return allOf(read.ok ? [loaded] : [loaded, read]);
      }
      const read = inventoryOf(inventoryRequest(loaded.value.scenario, loaded.value.place), [parsed(inventoryText(inventory))]);
      const input = planInputOf(loaded.value, { inventory: read, books: booksOf(loaded.value.scenario, shelf) }, version);
      if (!input.ok) return input;
      const plan = fullPlan(input.value);
      const made = { plan, input: input.value, shelf, source: loaded.value.source, asOf: formatDay(day) };
      const report = await htmlReport(made);
      const { hashes } = await reportAssets();
      const reportPolicy = `${contentPolicy(hashes)}; frame-ancestors 'none'`;
      return parsed({
        name: plan.name,
        summary: renderSummary(plan),
        report,
        reportPolicy,
        takeaways: takeawaysOf(made, { terms: quoted, brand, date: day, browser }),
      });
    },
  };
}

const inventoryText = ({ name, text }: InventoryGiven) => ({ file: name, text, sha256: sha256(text) });

/** The problems of an inventory beside those of a scenario that cannot be read. */
function inventoryAlone(inventory: InventoryGiven): Parsed<LoadedInventory> {
  const sorting = { rules: [], excludedStatuses: [], named: [] };
  const request = { sorting, maxRejects: Number.POSITIVE_INFINITY, rejectsAt: { file: inventory.name } };
  return inventoryOf(request, [parsed(inventoryText(inventory))]);
}
