import { heldOn, type Standpoint, standpoint } from './held-on.js';
import { cached, newTables, setUp, workshop } from './set-up.js';
import { joinStanding, type Standing, type Traffic, trafficOf } from './standing.js';
import type { Timeline } from './timeline.js';
import type { CapacityInput } from './types.js';

/** A plan's end without the days before it. */
export interface AtEnd extends Traffic {
  /** Back-end GiB on the last day, by cohort and in all. */
  readonly byCohort: readonly number[];
  readonly backEnd: number;
}

/**
 * The last day in closed form, and the traffic up to it: what another cadence or another change overlap would come to, at a
 * hundredth of a projection's cost.
 *
 * @param days   length of the horizon
 * @param tables shared with the projections of the same plan
 *
 * Source: docs/methodology-capacity.md M-12, M-19, M-122.
 */
export function atEnd(input: CapacityInput, days: number, tables = newTables()): AtEnd {
  // Both classes together are compared: where the data lies need not be worked out again.
  const shop = workshop({ ...input, transitionAfterDays: undefined }, days, tables);
  const moments = new Map<Timeline, Standpoint>();
  const momentOf = (events: Timeline): Standpoint => cached(moments, events, () => standpoint(events, days - 1));
  const standing = new Map<string, Standing>();
  const byCohort = input.cohorts.map((cohort) => {
    const ready = setUp(cohort, shop, { name: 'last day', of: (events) => momentOf(events).gaps });
    joinStanding(standing, `${ready.key} ${cohort.behaviour.annualGrowth}`, ready);
    return heldOn(ready, momentOf(ready.events));
  });
  const traffic = { sourceRead: 0, sent: 0, objects: 0 };
  for (const one of [...standing.values()].map(trafficOf)) {
    traffic.sourceRead += one.sourceRead;
    traffic.sent += one.sent;
    traffic.objects += one.objects;
  }
  return { ...traffic, byCohort, backEnd: byCohort.reduce((sum, size) => sum + size, 0) };
}
