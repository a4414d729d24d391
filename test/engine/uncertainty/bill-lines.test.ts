import { describe, expect, it } from 'vitest';
import { capacityOf } from '../../../src/engine/capacity/capacity-of.js';
import { project } from '../../../src/engine/capacity/project.js';
import { capacityInput } from '../../../src/engine/capacity-input.js';
import { destinationTerms } from '../../../src/engine/cost/destination-terms.js';
import { monthlyCostDouble, simulationTerms } from '../../../src/engine/cost/simulation.js';
import type { PlanInput } from '../../../src/engine/plan-types.js';
import { billLines, graduatedCost } from '../../../src/engine/uncertainty/bill-lines.js';
import { MonthRow, monthGrid, rowPlan, rowsOf } from '../../../src/engine/uncertainty/rows.js';
import { addMonths, formatDay, monthSpans } from '../../../src/units/day.js';
import { type EstateChange, estate } from './estate.js';

/** The bill of every month by lines, and by the doubles that the engine has. */
function bothBills({ scenario, cohorts, books, catalog }: PlanInput) {
  const book = books[formatDay(scenario.pricesAsOf)] ?? Object.values(books)[0];
  if (book === undefined) throw new Error('the estate has a book');
  const simulation = simulationTerms(
    destinationTerms({
      ...{
        destination: scenario.destination,
        useCase: scenario.useCase,
        book,
        discounts: [],
        currency: 'USD',
        exchange: undefined,
      },
      ...{ privateStores: catalog.privateStores, objectMib: scenario.store.objectMib },
    }),
  );
  const input = capacityInput(scenario, cohorts.cohorts, scenario.destination.transitionAfterDays);
  const spans = monthSpans(input.start, addMonths(input.start, input.horizonMonths));
  const bill = billLines(simulation);
  const two = scenario.useCase === 'combined';
  const plan = rowPlan(
    {
      ...{ grid: monthGrid(spans), bill, bills: spans.map(() => bill) },
      ...{ store: input.store, transitionAfterDays: input.transitionAfterDays },
      leavesFirstAt: two ? scenario.destination.transitionAfterDays : undefined,
    },
    [],
  );
  const rows = rowsOf(plan, project(input, addMonths(input.start, input.horizonMonths) - input.start, []));
  const lines = spans.map((_, month) => {
    const base = month * plan.perMonth;
    return bill.graduated.reduce(
      (sum, line, index) => sum + graduatedCost(rows[base + MonthRow.graduated + index] ?? 0, line.tiers),
      rows[base + MonthRow.flat] ?? 0,
    );
  });
  return { lines, doubles: capacityOf(input).months.map((month) => monthlyCostDouble(simulation, month)) };
}

const cases: readonly (readonly [string, EstateChange])[] = [
  ['two classes, with transitions and early deletion', {}],
  ['everything in the archive class from the start', { useCase: 'cold', destination: { transitionAfterDays: undefined } }],
  ['one class', { useCase: 'backup', destination: { archiveClass: undefined, transitionAfterDays: undefined } }],
  [
    'a plain bucket with incrementals',
    { fullEvery: 7, store: { kind: 'plain' }, cinder: { compression: 'zlib', objectBytes: 52_428_800 } },
  ],
  ['a typed ratio', { store: { mode: 'ratio' } }],
];

describe('billLines', () => {
  it.each(cases)('bill every month as the doubles do, to 1e-9: %s', (_, change) => {
    const { lines, doubles } = bothBills(estate(change));
    lines.forEach((cost, month) => {
      expect(Math.abs(cost / (doubles[month] ?? 0) - 1)).toBeLessThan(1e-9);
    });
    expect(lines).toHaveLength(25);
  });
});
