import { cached } from '../cached.js';
import { heldOn, type Standpoint, standpoint } from './held-on.js';
import { newTables, type SetUp, setUp, type Tables, type Workshop, workshop } from './set-up.js';
import { joinStanding, type Standing, type Traffic, trafficOf } from './standing.js';
import type { Timeline } from './timeline.js';
import type { CapacityInput } from './types.js';

/**
 * Back-end GiB on the last day in closed form, without the days before it: what another cadence or another change overlap would
 * come to, at a small part of a projection's cost. Both classes together.
 *
 * @param days   length of the horizon
 * @param tables shared with the projections of the same plan
 *
 * Source: docs/methodology-capacity.md M-12, M-19, M-122.
 */
export function backEndAtEnd(input: CapacityInput, days: number, tables = newTables()): number {
  return heldBy(lastDay(workshop(input, days, tables)));
}

/** The same beside what the source reads and the writer sends over the whole horizon. Source: docs/methodology-capacity.md M-9. */
export function atEnd(
  input: CapacityInput,
  days: number,
  tables: Tables,
): { readonly backEnd: number; readonly traffic: Traffic } {
  const last = lastDay(workshop(input, days, tables));
  return { backEnd: heldBy(last), traffic: trafficOver(last) };
}

interface LastDay {
  readonly allReady: readonly SetUp[];
  readonly momentOf: (events: Timeline) => Standpoint;
}

const heldBy = ({ allReady, momentOf }: LastDay): number =>
  allReady.reduce((sum, ready) => sum + heldOn(ready, momentOf(ready.events)), 0);

function trafficOver({ allReady }: LastDay): Traffic {
  const standing = new Map<string, Standing>();
  for (const ready of allReady) joinStanding(standing, `${ready.key} ${ready.cohort.behaviour.annualGrowth}`, ready);
  const traffic = { sourceRead: 0, sent: 0, objects: 0 };
  for (const one of [...standing.values()].map(trafficOf)) {
    traffic.sourceRead += one.sourceRead;
    traffic.sent += one.sent;
    traffic.objects += one.objects;
  }
  return traffic;
}

/** Every cohort with D(n) for what its last day asks for. */
function lastDay(shop: Workshop): LastDay {
  const moments = new Map<Timeline, Standpoint>();
  const momentOf = (events: Timeline): Standpoint => cached(moments, events, () => standpoint(events, shop.days - 1));
  const gaps = { name: 'last day', of: (events: Timeline) => momentOf(events).gaps };
  return { allReady: shop.input.cohorts.map((cohort) => setUp(cohort, shop, gaps)), momentOf };
}
