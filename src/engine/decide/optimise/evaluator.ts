import type { Scenario } from '../../../scenario/types.js';
import { doubleFromExact, parseDecimal } from '../../../units/decimal.js';
import { asGib } from '../../../units/gib.js';
import { asGibPerSecond } from '../../../units/rate.js';
import { cached } from '../../cached.js';
import { newTables } from '../../capacity/set-up.js';
import { driftingTerms } from '../../cost/destination-cost.js';
import { type DestinationTerms, destinationTerms } from '../../cost/destination-terms.js';
import { monthlyCostDouble, type SimulationTerms, simulationTerms } from '../../cost/simulation.js';
import { billTerms } from '../../plan.js';
import type { PlanInput, UnitsNeeded } from '../../plan-types.js';
import { pinnedCohorts } from '../../restore/pinned.js';
import { restoreRateNeed } from '../../restore/restore-rate-need.js';
import { intervalHours, replicationLagHours } from '../../restore/rpo.js';
import { backupHours, largestNight } from '../../sizing/backup-window.js';
import { type BoxLimits, limitsOfModel, limitsOfRung } from '../../sizing/limits.js';
import { type MonthNeeds, monthlyNeeds } from '../../sizing/needs.js';
import { monthlyUnitPrice, standsInCloud } from '../../sizing/unit-price.js';
import { NO_UNITS, unitsAtWorst, worstNeeds } from '../../sizing/units-needed.js';
import { dailyNew, usableWan } from '../../sizing/wan.js';
import { type IsSettled, type Missed, promisesMissed } from './candidate-odds.js';
import { candidateAt, type Spot, scenarioOf, spotOf, withBox, withVariant } from './candidate-scenario.js';
import { lightCapacity, type SearchCapacity } from './light-capacity.js';
import { LIMIT_NAMES, UNPRICED } from './limit-names.js';
import {
  type PreparedRestore,
  preparedRestores,
  type RestoreLookInput,
  type RestoreSpend,
  type RestoreTimes,
  restoreSpend,
  restoreTimes,
  waitsOf,
} from './restore-look.js';
import type { BoxOption, Candidate, Grid, Limits, SearchPrices } from './types.js';

/** A box and how many of it a candidate needs. */
export interface Boxes {
  readonly box: BoxLimits | undefined;
  readonly needed: UnitsNeeded;
  /** Over the horizon; 0 where nobody told a price. */
  readonly cost: number;
}

export interface EvaluatorInput {
  readonly input: PlanInput;
  readonly grid: Grid;
  readonly limits: Limits;
  readonly prices: SearchPrices;
}

/** What is worked out of a candidate, each part once for all candidates that share it. */
export interface Evaluator {
  readonly grid: Grid;
  /** Bill, boxes and link: never more than the cost, since restores are not in it. */
  bound(index: number): number;
  times(index: number): RestoreTimes;
  restoreCost(index: number): RestoreSpend;
  /** Limits broken apart from those of the restores and the budget. */
  breaks(index: number): readonly string[];
  /** Promises that are not kept in the share of the trials asked for (M-115), or enough of them to settle it: dear, so asked last. */
  missedInTrials(index: number, isSettled: IsSettled): readonly string[];
  candidate(index: number): Candidate;
}

/**
 * Splits a candidate's figures by what they depend on: capacity on (cadence, compression, retention, transition age), the bill on that and
 * the destination, the boxes on capacity, model and cache, restores on all but the place's prices. Every part is the plan's own
 * function; bills are M-39's doubles.
 *
 * Source: docs/methodology-decide.md M-107.
 */
export function evaluator({ input, grid, limits, prices }: EvaluatorInput): Evaluator {
  const { scenario, cohorts, catalog } = input;
  const tables = newTables();
  const capacities = new Map<string, SearchCapacity>();
  const bills = new Map<string, number>();
  const boxes = new Map<string, Boxes>();
  const nights = new Map<string, number>();
  const looks = new Map<string, readonly PreparedRestore[]>();
  const broken = new Map<string, readonly string[]>();
  const missed = new Map<string, Missed>();
  const missedAtSite = new Map<string, readonly string[]>();
  const variants = grid.variants.map((variant) => withVariant(scenario, variant));
  const terms = grid.places.map(({ destination }) => {
    const bill = { ...billTerms(input, destination), useCase: useCaseOf(scenario, destination.archiveClass) };
    return driftingTerms(destinationTerms(bill), bill);
  });
  const simulations = new Map<DestinationTerms, SimulationTerms>();
  const pinned = pinnedCohorts(scenario, cohorts.cohorts);
  const ages = grid.places.map(({ destination }) => destination.transitionAfterDays);
  const months = lightMonths(variants[0] ?? scenario);

  function lightMonths(one: Scenario): number {
    const { months: all } = lightCapacity(one, cohorts, undefined, tables);
    return all.reduce((sum, { days, daysOfMonth }) => sum + days / daysOfMonth, 0);
  }

  function capacityAt({ variant, place }: Spot): SearchCapacity {
    const age = ages[place];
    return cached(capacities, `${variant} ${age}`, () => lightCapacity(variants[variant] ?? scenario, cohorts, age, tables));
  }

  function billAt(spot: Spot): number {
    return cached(bills, `${spot.variant} ${spot.place}`, () => {
      const termsOn = terms[spot.place];
      if (!termsOn) return 0;
      return capacityAt(spot).months.reduce((sum, month) => {
        const on = termsOn(month.from);
        return (
          sum +
          monthlyCostDouble(
            cached(simulations, on, () => simulationTerms(on)),
            month,
          )
        );
      }, 0);
    });
  }

  function scenarioAt(spot: Spot): Scenario {
    return scenarioOf(scenario, candidateAt(grid, indexOf(grid, spot)));
  }

  function boxesAt(spot: Spot): Boxes {
    const cold = useCaseOf(scenario, grid.places[spot.place]?.destination.archiveClass);
    const key = `${spot.variant} ${ages[spot.place]} ${cold} ${spot.box} ${spot.cache}`;
    return cached(boxes, key, () => chosenBoxes(scenarioAt(spot), capacityAt(spot)));
  }

  function chosenBoxes(one: Scenario, capacity: SearchCapacity): Boxes {
    if (one.store.kind === 'plain') return { box: undefined, needed: NO_UNITS, cost: 0 };
    const needs = monthlyNeeds({ scenario: one, capacity, pinned, restoreNeed: restoreRateNeed(one, cohorts, capacity) });
    const { box, needed } = smallest(one, needs);
    const { price } = monthlyUnitPrice(one, box.cache);
    const each = price === undefined ? undefined : parseDecimal(price);
    const units = needed.units + (one.appliance.spare ?? 0);
    return { box, needed, cost: each === undefined ? 0 : doubleFromExact(each) * units * months };
  }

  function smallest({ appliance }: Scenario, needs: readonly MonthNeeds[]): { box: BoxLimits; needed: UnitsNeeded } {
    const worst = worstNeeds(needs);
    const sized = (box: BoxLimits) => ({ box, needed: unitsAtWorst(box, worst, appliance.planningLine) });
    if (appliance.model) return sized(limitsOfModel(appliance.model, appliance));
    const ladder = [...catalog.ladder]
      .sort((a, b) => a.protectedTb - b.protectedTb)
      .map((rung) => sized(limitsOfRung(rung, appliance)));
    return ladder.reduce((best, one) => (one.needed.units < best.needed.units ? one : best));
  }

  function windowAt(spot: Spot): number {
    const { box, needed } = boxesAt(spot);
    return cached(nights, `${spot.variant} ${ages[spot.place]} ${box?.name} ${needed.units}`, () => {
      const ingest = asGibPerSecond((box?.ingest ?? 0) * needed.units);
      return backupHours(largestNight(capacityAt(spot), cohorts.percentile.max), scenarioAt(spot), ingest);
    });
  }

  const stands = grid.boxes.map((box) => standsInCloud(withBox(scenario, box)));
  const used = new Set(cohorts.cohorts.map(({ policy }) => policy));

  function breaksAt(spot: Spot): readonly string[] {
    const place = grid.places[spot.place]?.destination;
    const { box, needed } = boxesAt(spot);
    const cold = useCaseOf(scenario, place?.archiveClass);
    const key = `${spot.variant} ${ages[spot.place]} ${cold} ${box?.name} ${needed.utilisation} ${needed.units} ${spot.wan}`;
    const ofSite = cached(broken, key, () => siteBreaks(spot));
    const ofPlace = [...(placeBreaks[spot.place] ?? []), ...(isBoxComparable(spot) ? [] : [UNPRICED])];
    return ofPlace.length === 0 ? ofSite : [...ofPlace, ...ofSite];
  }

  /** Boxes without a price cannot be held against boxes with one. */
  const isPriced = grid.boxes.map((box) => isQuoted(scenario, box));
  const isBoxComparable = ({ box }: Spot): boolean =>
    scenario.store.kind === 'plain' || isPriced[box] === true || !isPriced.includes(true);

  const placeBreaks = grid.places.map(({ destination }) => {
    const isAllowed = destination.provider === 'private' || isResident(input, destination, limits);
    const isExcluded = limits.excludedProviders.includes(destination.provider);
    return [...(isAllowed ? [] : [LIMIT_NAMES.residency]), ...(isExcluded ? [LIMIT_NAMES.vendor] : [])];
  });

  function siteBreaks(spot: Spot): readonly string[] {
    const one = scenarioAt(spot);
    const capacity = capacityAt(spot);
    const { needed } = boxesAt(spot);
    const hours = windowAt(spot);
    const lag = replicationLagHours(capacity, one.network);
    const uploadSeconds = one.network.uploadHours * 3600;
    const carries = usableWan(one.network) * uploadSeconds;
    const late = Object.values(one.policies).some((policy) => {
      const asked = policy.rpoHours ?? one.rpoHours;
      return used.has(policy.name) && asked !== undefined && intervalHours(policy) + hours + lag > asked;
    });
    return [
      ...(needed.utilisation * (1 + limits.headroom) > 1 + 1e-9 ? [LIMIT_NAMES.headroom] : []),
      ...(hours > one.cinder.windowHours ? [LIMIT_NAMES.window] : []),
      ...(dailyNew(capacity).peak > carries ? [LIMIT_NAMES.link] : []),
      ...(late ? [LIMIT_NAMES.rpo] : []),
    ];
  }

  const waits = grid.places.map((_, place) => waitsOf(input, scenarioAt({ variant: 0, place, box: 0, cache: 0, wan: 0 })));
  /** Places whose classes let go of data alike: what the trials make of a candidate does not depend on its prices. */
  const waitNames = grid.places.map(({ destination, retrieval }, place) => {
    const { provider, storageClass, archiveClass } = destination;
    return JSON.stringify([provider, storageClass, archiveClass, retrieval, [...(waits[place] ?? [])]]);
  });
  const isDrawn = limits.probability < 1 && (scenario.uncertainty?.trials ?? 0) > 0;
  /** Where trials decide, the likely values only sort out what half of the trials would miss anyway. */
  const quantiles = { shown: limits.probability, held: isDrawn ? Math.min(0.5, limits.probability) : limits.probability };

  function missedAt(spot: Spot, isSettled: IsSettled): readonly string[] {
    const one = scenarioAt(spot);
    const { box, needed } = boxesAt(spot);
    const site = `${spot.variant} ${ages[spot.place]} ${one.useCase} ${spot.box} ${box?.name} ${needed.units} ${spot.wan}`;
    // Windows, recovery points and the link are the same wherever data goes.
    const known = missedAtSite.get(site) ?? [];
    if (isSettled(known)) return known;
    const key = `${site} ${waitNames[spot.place]}`;
    const before = missed.get(key);
    if (before !== undefined && (before.isWhole || isSettled(before.names))) return before.names;
    const parts = { capacity: capacityAt(spot), appliance: { chosen: box?.name ?? '', needed } };
    const found = promisesMissed({ input, scenario: one, parts, probability: limits.probability, isSettled });
    missed.set(key, found);
    missedAtSite.set(
      site,
      found.names.filter((name) => SITE_LIMITS.includes(name)),
    );
    return found.names;
  }

  function restoresAt(spot: Spot): RestoreLookInput {
    const { box, needed } = boxesAt(spot);
    return { input, scenario: scenarioAt(spot), capacity: capacityAt(spot), box, units: needed.units, pinned, limits, months };
  }

  return {
    grid,
    bound: (index) => {
      const spot = spotOf(grid, index);
      const link = (prices.wanPerMbit ?? 0) * (grid.wanMbit[spot.wan] ?? 0) * months;
      return billAt(spot) + boxesAt(spot).cost + link;
    },
    times: (index) => {
      const spot = spotOf(grid, index);
      const { box, needed } = boxesAt(spot);
      const cold = useCaseOf(scenario, grid.places[spot.place]?.destination.archiveClass);
      const key = `${spot.variant} ${ages[spot.place]} ${cold} ${box?.name} ${stands[spot.box]} ${needed.units}`;
      const prepared = cached(looks, key, () => preparedRestores(restoresAt(spot)));
      const link = usableWan({ ...scenario.network, wanMbit: grid.wanMbit[spot.wan] ?? 0 });
      return restoreTimes(prepared, waits[spot.place] ?? new Map(), link, quantiles);
    },
    restoreCost: (index) => restoreSpend(restoresAt(spotOf(grid, index))),
    breaks: (index) => breaksAt(spotOf(grid, index)),
    missedInTrials: (index, isSettled) => (isDrawn ? missedAt(spotOf(grid, index), isSettled) : []),
    candidate: (index) => candidateAt(grid, index),
  };
}

const SITE_LIMITS: readonly string[] = [LIMIT_NAMES.window, LIMIT_NAMES.rpo, LIMIT_NAMES.link];

const useCaseOf = ({ useCase }: Scenario, archiveClass: string | undefined): Scenario['useCase'] =>
  archiveClass !== undefined ? 'combined' : useCase === 'cold' ? 'cold' : 'backup';

function indexOf({ places, boxes, cacheDays, wanMbit }: Grid, { variant, place, box, cache, wan }: Spot): number {
  return (((variant * places.length + place) * boxes.length + box) * cacheDays.length + cache) * wanMbit.length + wan;
}

/** Data lies where it may: a country allowed, or a region by its code or name. */
function isResident(
  { books }: PlanInput,
  { provider, region }: { readonly provider: string; readonly region: string },
  { countries, regions }: Limits,
): boolean {
  if (countries.length === 0 && regions.length === 0) return true;
  const known = Object.values(books).flatMap((book) => book.regions[`${provider}|${region}`] ?? []);
  return regions.includes(region) || known.some(({ country, title }) => countries.includes(country) || regions.includes(title));
}

/** Does anything tell what a unit of a box costs? A cache of any size is enough to see that. */
const isQuoted = (scenario: Scenario, box: BoxOption): boolean =>
  monthlyUnitPrice(withBox(scenario, box), asGib(1)).price !== undefined;
