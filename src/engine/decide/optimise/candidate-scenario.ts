import type { BoxAsked } from '../../../scenario/decision-types.js';
import type { Scenario } from '../../../scenario/types.js';
import { standsInCloud } from '../../sizing/unit-price.js';
import type { Candidate, Grid, Variant } from './types.js';

export const sizeOf = ({ variants, places, boxes, cacheDays, wanMbit }: Grid): number =>
  variants.length * places.length * boxes.length * cacheDays.length * wanMbit.length;

/** Where in each list a candidate stands: mixed radix, the link fastest. */
export interface Spot {
  readonly variant: number;
  readonly place: number;
  readonly box: number;
  readonly cache: number;
  readonly wan: number;
}

export function spotOf({ places, boxes, cacheDays, wanMbit }: Grid, index: number): Spot {
  const wan = index % wanMbit.length;
  const aboveWan = Math.floor(index / wanMbit.length);
  const cache = aboveWan % cacheDays.length;
  const aboveCache = Math.floor(aboveWan / cacheDays.length);
  const box = aboveCache % boxes.length;
  const aboveBox = Math.floor(aboveCache / boxes.length);
  return { wan, cache, box, place: aboveBox % places.length, variant: Math.floor(aboveBox / places.length) };
}

/** @throws RangeError for an index outside the grid: a bug in the caller */
export function candidateAt(grid: Grid, index: number): Candidate {
  const spot = spotOf(grid, index);
  const variant = grid.variants[spot.variant];
  const place = grid.places[spot.place];
  const box = grid.boxes[spot.box];
  const cacheDays = grid.cacheDays[spot.cache];
  const wanMbit = grid.wanMbit[spot.wan];
  if (!variant || !place || !box || cacheDays === undefined || wanMbit === undefined) {
    throw new RangeError(`candidate ${index} of ${sizeOf(grid)}`);
  }
  return { index, variant, place, box, cacheDays, wanMbit };
}

/** The scenario as a variant would have it: how points are taken, kept and sent. */
export function withVariant(scenario: Scenario, { fullEvery, compression, retention }: Variant): Scenario {
  const policies = Object.fromEntries(
    Object.entries(scenario.policies).map(([name, policy]) => [
      name,
      { ...policy, fullEvery: fullEvery ?? policy.fullEvery, retention: retention ?? policy.retention },
    ]),
  );
  return { ...scenario, policies, cinder: { ...scenario.cinder, compression } };
}

/** The scenario of a candidate: what `stowage plan` would be given. */
export function scenarioOf(scenario: Scenario, { variant, place, box, cacheDays, wanMbit }: Candidate): Scenario {
  const { destination, retrieval } = place;
  const varied = withVariant(scenario, variant);
  return {
    ...varied,
    destination,
    useCase: useCaseFor(scenario, destination.archiveClass),
    compare: [],
    network: { ...scenario.network, wanMbit },
    restores: scenario.restores.map((restore) => ({ ...restore, retrieval })),
    appliance: { ...withBox(scenario, box).appliance, cacheDays },
  };
}

/**
 * The scenario with another box. Its own quote holds for boxes that stand where its own does: a box in the cloud costs its instance and disks,
 * not what one at the site was offered for.
 */
export function withBox(scenario: Scenario, { model, form, monthlyPrice }: BoxAsked): Scenario {
  const { appliance } = scenario;
  const moved = { ...scenario, appliance: { ...appliance, model, form: form ?? model?.form ?? appliance.form } };
  const quote = standsInCloud(moved) === standsInCloud(scenario) ? appliance.monthlyPrice : undefined;
  return { ...moved, appliance: { ...moved.appliance, monthlyPrice: monthlyPrice ?? quote } };
}

/** Two classes combine; one class is a backup store, or a cold one where the scenario is cold: then the cache holds no points. */
export function useCaseFor({ useCase }: Scenario, archiveClass: string | undefined): Scenario['useCase'] {
  if (archiveClass !== undefined) return 'combined';
  return useCase === 'cold' ? 'cold' : 'backup';
}
