import type { Day } from '../../units/day.js';
import { asGib, type Gib } from '../../units/gib.js';
import { cached } from '../cached.js';
import { heldOn, type Standpoint, standpoint } from '../capacity/held-on.js';
import { newTables, setUp, workshop } from '../capacity/set-up.js';
import type { Timeline } from '../capacity/timeline.js';
import type { Behaviour, CapacityInput } from '../capacity/types.js';
import type { Factors } from './types.js';

/** A behaviour with its fitted values moved, inside what is possible: no less changes at all than in a day, and at most everything. */
export function movedBehaviour(behaviour: Behaviour, factors: Factors): Behaviour {
  const dailyChange = Math.min(1, behaviour.dailyChange * factors.dailyChange);
  const hot = Math.min(1, Math.max(dailyChange, behaviour.hot * factors.hot));
  return { ...behaviour, dailyChange, hot, compression: Math.max(1, behaviour.compression * factors.compression) };
}

/**
 * Back-end at the end of some days for any factors, in closed form. Points and their gaps do not depend on what is fitted, so they are
 * worked out once.
 *
 * @param days ascending, none before the plan's start
 */
export function predictor(input: CapacityInput, days: readonly Day[]): (factors: Factors) => readonly Gib[] {
  const horizon = Math.max(0, ...days) - input.start + 1;
  const tables = newTables();
  const moments = new Map<Timeline, readonly Standpoint[]>();
  const momentsOf = (events: Timeline): readonly Standpoint[] =>
    cached(moments, events, () => days.map((day) => standpoint(events, day - input.start)));
  const gaps = {
    name: 'observed days',
    of: (events: Timeline) => Int32Array.from(new Set(momentsOf(events).flatMap((moment) => [...moment.gaps]))),
  };
  return (factors) => {
    const cohorts = input.cohorts.map((cohort) => ({ ...cohort, behaviour: movedBehaviour(cohort.behaviour, factors) }));
    // Tables of D(n) hold for one set of factors only: kept, they would pile up over the fit.
    const shop = workshop({ ...input, cohorts, transitionAfterDays: undefined }, horizon, { ...tables, changed: new Map() });
    const totals = days.map(() => 0);
    for (const cohort of cohorts) {
      const ready = setUp(cohort, shop, gaps);
      momentsOf(ready.events).forEach((moment, index) => {
        totals[index] = (totals[index] ?? 0) + heldOn(ready, moment);
      });
    }
    return totals.map(asGib);
  };
}
