import { cached } from '../cached.js';
import type { CohortTerms } from './cohort-terms.js';
import { at, type DayTotals, dayTotals, settle } from './day-totals.js';
import type { EventForms } from './event-forms.js';
import { type Grown, grownAt, type Scratch, scratchFor } from './flows.js';
import { fillParcels } from './parcels.js';
import { type Reclaimed, runCohort } from './run-cohort.js';
import { newTables, setUp, type Workshop, workshop } from './set-up.js';
import { addStanding, joinStanding, type Standing } from './standing.js';
import type { Timeline } from './timeline.js';
import type { CapacityInput, CohortInput } from './types.js';

/** One policy's timeline and what its cohorts gave back at each event. */
export interface PolicyRun {
  readonly events: Timeline;
  readonly forms: EventForms;
  readonly reclaimed: Reclaimed;
  readonly scratch: Scratch;
}

/** One cohort after its run. */
export interface CohortOutcome {
  readonly cohort: CohortInput;
  readonly terms: CohortTerms;
  readonly events: Timeline;
  /** Used GiB on the last day, and back-end GiB at each month's end. */
  readonly usedAtEnd: number;
  readonly backEndAtEnd: Float64Array;
}

export interface Projection {
  readonly totals: DayTotals;
  readonly policies: readonly PolicyRun[];
  readonly cohorts: readonly CohortOutcome[];
  /** As the store cleans: 0 for a plain bucket and for a ratio. */
  readonly cleaningLagDays: number;
}

/** Where all cohorts of one projection add up. */
interface Books {
  readonly totals: DayTotals;
  readonly policies: Map<Timeline, PolicyRun>;
  readonly standing: Map<string, Standing>;
  readonly grown: Map<string, Grown>;
  readonly monthEnds: readonly number[];
}

/**
 * Runs all cohorts day by day over the horizon. The work is cohorts x events; the number of volumes does not enter.
 *
 * @param monthEnds last day of each month, counted from the start
 * @param tables    shared between projections of the same plan
 *
 * Source: docs/methodology-capacity.md M-12 to M-16.
 */
export function project(input: CapacityInput, days: number, monthEnds: readonly number[], tables = newTables()): Projection {
  const shop = workshop(input, days, tables);
  const books: Books = { totals: dayTotals(days), policies: new Map(), standing: new Map(), grown: new Map(), monthEnds };
  const cohorts = input.cohorts.map((cohort) => runOne(cohort, shop, books));
  for (const standing of books.standing.values()) addStanding(standing, books.totals, shop.input);
  settle(books.totals);
  const { cleaningLagDays } = shop.input.store;
  return { totals: books.totals, policies: [...books.policies.values()], cohorts, cleaningLagDays };
}

function runOne(cohort: CohortInput, shop: Workshop, books: Books): CohortOutcome {
  const runOf = (events: Timeline): PolicyRun =>
    cached(books.policies, events, () => policyRun(events, shop.tables.calendars.formsOf(events)));
  const ready = setUp(cohort, shop, { name: 'events', of: (events) => runOf(events).forms.gaps });
  const { terms, events, growth, store } = ready;
  const policy = runOf(events);
  const { parcels } = policy.scratch;
  const growthKey = `${ready.key} ${cohort.behaviour.annualGrowth}`;
  joinStanding(books.standing, growthKey, ready);
  fillParcels(ready, events, parcels);
  const run = {
    events,
    forms: policy.forms,
    data: ready.data,
    grown: cached(books.grown, growthKey, () => grownAt(events, growth)),
    physicalPerUsed: terms.physicalPerUsed,
    parcels,
    transitionAfterDays: shop.input.transitionAfterDays,
    cleaningLagDays: store.cleaningLagDays,
    deadPerLive: store.slack / (1 - store.slack),
    monthEnds: books.monthEnds,
  };
  const backEndAtEnd = runCohort(run, books.totals, policy.reclaimed, policy.scratch);
  const lastTick = (shop.days - 1) * events.lifetimes.perDay;
  return { cohort, terms, events, usedAtEnd: terms.used * at(growth, lastTick), backEndAtEnd };
}

function policyRun(events: Timeline, forms: EventForms): PolicyRun {
  const room = (): Float64Array => new Float64Array(events.drops.day.length);
  return { events, forms, reclaimed: { first: room(), archive: room() }, scratch: scratchFor(events) };
}
