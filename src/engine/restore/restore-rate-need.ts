import type { Cohorts } from '../../inventory/types.js';
import type { RestoreScenario, Scenario } from '../../scenario/types.js';
import { asGibPerSecond, type GibPerSecond } from '../../units/rate.js';
import type { CapacityResult } from '../capacity/types.js';
import { resolveSubject } from './subject.js';

const SECONDS_PER_HOUR = 3600;
const ONE_VOLUME: readonly RestoreScenario['subject']['kind'][] = ['volume', 'largest', 'percentile'];

/**
 * Rate at which the boxes must give data back so that every restore to the site with a target can meet it (M-53): the largest
 * `provisioned size / (target - declare)`. Waits are not in it: no number of boxes shortens them. 0 when nothing is asked.
 *
 * @param scale of an estate so many times as large: it has more volumes, not larger ones, so only restores of many grow with it
 */
export function restoreRateNeed(scenario: Scenario, cohorts: Cohorts, capacity: CapacityResult, scale = 1): GibPerSecond {
  const needs = scenario.restores.map((restore) => {
    const hours = (restore.rtoHours ?? 0) - scenario.declareHours;
    const subject = restore.to === 'site' && hours > 0 ? resolveSubject(restore.subject, cohorts, capacity.states) : undefined;
    const grown = ONE_VOLUME.includes(restore.subject.kind) ? 1 : scale;
    return subject ? (subject.provisioned * grown) / (hours * SECONDS_PER_HOUR) : 0;
  });
  return asGibPerSecond(needs.reduce((most, need) => Math.max(most, need), 0));
}
