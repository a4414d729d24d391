import { at, type DayTotals, integer } from '../capacity/day-totals.js';
import type { Projection } from '../capacity/project.js';
import type { StoreTerms } from '../capacity/types.js';
import { type BillLines, FLOWS, Flow } from './bill-lines.js';

const MIB_PER_GIB = 1024;

/** The months of the horizon; days count from the start. */
export interface MonthGrid {
  readonly starts: Int32Array;
  readonly lengths: Int32Array;
  readonly daysOfMonth: Int32Array;
  readonly monthOfDay: Int32Array;
}

export interface FlowTerms {
  readonly grid: MonthGrid;
  readonly bill: BillLines;
  /** The same with each month's own prices. */
  readonly bills: readonly BillLines[];
  readonly store: StoreTerms;
  /** When data moves to the archive class, as the projection has it. */
  readonly transitionAfterDays: number | undefined;
  /** Does the bill know two classes? Then what moves leaves the first one at this age. */
  readonly leavesFirstAt: number | undefined;
}

/**
 * A projection as the flows that its bill is made of, without the months' other figures: stocks times the share of the calendar month, unserved
 * GiB-days by its days.
 *
 * @returns months x FLOWS
 *
 * Source: docs/methodology-uncertainty.md M-86; held to the bill of `capacityMonths` (M-17) by a test.
 */
export function flowsOf(projection: Projection, terms: FlowTerms): Float64Array {
  const { starts, lengths } = terms.grid;
  const flows = new Float64Array(starts.length * FLOWS);
  for (let month = 0; month < starts.length; month++) {
    const from = integer(starts, month);
    setMonth(flows, { month, from, until: from + integer(lengths, month) }, projection.totals, terms);
  }
  addUnserved(flows, projection, terms);
  return flows;
}

interface Month {
  readonly month: number;
  readonly from: number;
  readonly until: number;
}

function setMonth(flows: Float64Array, { month, from, until }: Month, totals: DayTotals, terms: FlowTerms): void {
  const { grid, bill, store, leavesFirstAt } = terms;
  const whole = integer(grid.daysOfMonth, month);
  const base = month * FLOWS;
  const sum = (values: Float64Array): number => {
    let total = 0;
    for (let day = from; day < until; day++) total += at(values, day);
    return total;
  };
  const first = sum(totals.first) / whole;
  const archive = sum(totals.archive) / whole;
  const moved = sum(totals.moved);
  const plain = store.kind === 'plain' && store.mode === 'versions';
  const perGib = MIB_PER_GIB / store.objectMib;
  flows[base + Flow.first] = first;
  flows[base + Flow.archive] = archive;
  flows[base + Flow.objectsPut] = plain ? sum(totals.writerObjects) : sum(totals.newData) * perGib;
  flows[base + Flow.objectsFirst] = plain ? sum(totals.objectsFirst) / whole : first * perGib;
  flows[base + Flow.objectsArchive] = plain ? sum(totals.objectsArchive) / whole : archive * perGib;
  flows[base + Flow.objectsMoved] = plain ? sum(totals.objectsMoved) : moved * perGib;
  if (leavesFirstAt !== undefined) {
    flows[base + Flow.unservedFirst] = (moved * Math.max(0, bill.minimumFirst - leavesFirstAt)) / whole;
  }
}

/** GiB-days of a minimum duration that reclaimed data has not served (M-15, M-26). */
function addUnserved(flows: Float64Array, { policies, cleaningLagDays }: Projection, terms: FlowTerms): void {
  const { grid, bill, transitionAfterDays } = terms;
  if (bill.minimumFirst === 0 && bill.minimumArchive === 0) return;
  for (const { events, reclaimed } of policies) {
    const { drops, lifetimes } = events;
    for (let drop = 0; drop < drops.day.length; drop++) {
      const day = integer(drops.day, drop) + cleaningLagDays;
      if (day >= grid.monthOfDay.length) continue;
      const age = day - integer(lifetimes.day, integer(drops.backup, drop));
      const inArchive = Math.max(0, age - (transitionAfterDays ?? 0));
      const month = integer(grid.monthOfDay, day);
      const whole = integer(grid.daysOfMonth, month);
      const base = month * FLOWS;
      const first = at(reclaimed.first, drop) * Math.max(0, bill.minimumFirst - age);
      const archive = at(reclaimed.archive, drop) * Math.max(0, bill.minimumArchive - inArchive);
      flows[base + Flow.unservedFirst] = at(flows, base + Flow.unservedFirst) + first / whole;
      flows[base + Flow.unservedArchive] = at(flows, base + Flow.unservedArchive) + archive / whole;
    }
  }
}
