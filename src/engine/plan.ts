import type { PriceBook } from '../catalog/types.js';
import type { Destination, Scenario } from '../scenario/types.js';
import { formatDay } from '../units/day.js';
import { asGib } from '../units/gib.js';
import { lazily } from '../units/lazily.js';
import { asGibPerSecond } from '../units/rate.js';
import { capacityOf } from './capacity/capacity-of.js';
import { newTables, type Tables } from './capacity/set-up.js';
import type { CapacityMonth, CapacityResult } from './capacity/types.js';
import { capacityInput } from './capacity-input.js';
import type { ApplianceMonthly } from './cost/appliance.js';
import { comparedCost } from './cost/compared-cost.js';
import { type DestinationCostInput, destinationCost } from './cost/destination-cost.js';
import { scaledBills } from './cost/scaled-bill.js';
import { type FindingsInput, findingsOf } from './findings.js';
import type { Plan, PlanInput } from './plan-types.js';
import { exitOf } from './restore/exit.js';
import { pinnedCohorts } from './restore/pinned.js';
import { restoreBudget } from './restore/restore-budget.js';
import { restorePlan } from './restore/restore-plan.js';
import { restoreRateNeed } from './restore/restore-rate-need.js';
import { rpoResult } from './restore/rpo.js';
import { chooseAppliance } from './sizing/appliance-choice.js';
import { backupWindow } from './sizing/backup-window.js';
import { ladderOf } from './sizing/ladder.js';
import { chosenLimits } from './sizing/limits.js';
import { monthlyNeeds } from './sizing/needs.js';
import { seedingOf } from './sizing/seeding.js';
import { monthlyUnitPrice } from './sizing/unit-price.js';
import { upgradePath } from './sizing/upgrade-path.js';
import { wanResult } from './sizing/wan.js';
import { sourcesOf } from './sources.js';

/**
 * The whole plan: capacity, cost, appliance, ladder, restores and what to look at. Pure: the same input gives the same plan on any
 * machine and any day. A part is worked out when it is first read: a quote reads the bill and the restores, and pays for no ladder.
 *
 * @param tables what plans with policies or change laws in common may share: one set for many plans; by default the plan's own
 * @throws RangeError when a book is missing for a destination's price date: the caller must bring one for each. Of another destination
 *   when its bill is read.
 *
 * Source: design model sections 1 to 6.
 */
export function planFor(input: PlanInput, tables = newTables()): Plan {
  const { scenario, cohorts, catalog } = input;
  const capacity = capacityOf(capacityInput(scenario, cohorts.cohorts, scenario.destination.transitionAfterDays), tables);
  const restoreNeedAt = (scale: number) => restoreRateNeed(scenario, cohorts, capacity, scale);
  const restoreNeed = restoreNeedAt(1);
  const pinned = pinnedCohorts(scenario, cohorts.cohorts);
  const appliance = chooseAppliance({ capacity, scenario, catalog, restoreNeed, pinned });
  const needsAt = (scale: number) => monthlyNeeds({ scenario, capacity, pinned, scale, restoreNeed: restoreNeedAt(scale) });
  const { units } = appliance.needed;
  const box = chosenLimits(appliance.chosen, scenario, catalog);
  const bill = billing({ input, capacity, tables }, { units: units + appliance.spare, ...monthlyUnitPrice(scenario, box.cache) });
  const book = bookFor(input, scenario.destination);
  const largestVolume = cohorts.percentile.max;
  const policies = [...new Set(cohorts.cohorts.map((cohort) => cohort.policy))].flatMap((name) => scenario.policies[name] ?? []);
  const compared = lazily({ costs: () => scenario.compare.map((destination) => comparedCost(bill(destination))) });
  const ladder = () => {
    const scaled = scaledBills({ ...billTerms(input, scenario.destination), capacity: capacity.months });
    return ladderOf({
      capacity,
      scenario,
      catalog,
      needsAt,
      restoreNeedAt,
      largestVolume,
      chosen: appliance.chosen,
      costAtScale: (scale, rung, boxes) =>
        scaled(scale, { units: boxes === 0 ? 0 : boxes + appliance.spare, ...monthlyUnitPrice(scenario, rung.cache) }),
    });
  };
  const plan: Plan = lazily<Plan>({
    schema: () => 'stowage-plan/1',
    version: () => input.version,
    catalogVersion: () => book.version,
    name: () => scenario.name,
    inventory: () => ({ ...cohorts, files: input.inventoryFiles, largest: largestOf(input) }),
    frontEndAtStart: () => ({ volumes: cohorts.planned.volumes, size: capacity.months[0]?.frontEnd ?? asGib(0) }),
    capacity: () => capacity,
    cost: () => destinationCost(bill(scenario.destination)),
    comparisons: () => compared.costs.map(({ cost }) => cost),
    appliance: () => appliance,
    upgrade: () => upgradePath({ capacity, scenario, catalog, needs: needsAt(1), box, units }),
    seeding: () => seedingOf(capacity, scenario, plan.wan.seedDays),
    ladder,
    window: () => backupWindow({ capacity, scenario, ingest: asGibPerSecond(box.ingest * units), largestVolume }),
    wan: () => wanResult({ capacity, scenario, cache: box.cache === undefined ? undefined : asGib(box.cache * units) }),
    restores: () => restorePlan({ scenario, cohorts, capacity, box, units, book }),
    restoreBudget: () => restoreBudget(plan.restores, scenario.currency),
    exit: () => exitOf({ scenario, capacity, box, units, book }),
    rpo: () => rpoResult({ scenario, capacity, policies, windowHours: plan.window.hours }),
    scenario: () => scenario,
    ratios: () => catalog.ratios,
    findings: () => {
      const { cost, upgrade, window, wan, restores, rpo } = plan;
      const parts = { scenario, capacity, cost, appliance, upgrade, window, wan, restores, rpo };
      return findingsOf({ ...parts, input, uncompressed: uncompressed(input, tables) });
    },
    assumptions: () => scenario.assumptions,
    sources: () => sourcesOf(plan, compared.costs),
  });
  return plan;
}

export function bookFor({ books }: PlanInput, destination: Destination): PriceBook {
  const date = formatDay(destination.pricesAsOf);
  const book = books[date];
  if (!book) throw new RangeError(`no price book for ${date}, which "${destination.label}" asks for`);
  return book;
}

/**
 * What a bill of any destination is made from. Capacity is projected again only for a transition age of its own: classes do not change
 * what is stored.
 */
function billing(
  { input, capacity, tables }: { readonly input: PlanInput; readonly capacity: CapacityResult; readonly tables: Tables },
  boxes: ApplianceMonthly,
): (destination: Destination) => DestinationCostInput {
  const { scenario, cohorts } = input;
  const projections = new Map<number | undefined, readonly CapacityMonth[]>([
    [scenario.destination.transitionAfterDays, capacity.months],
  ]);
  return (destination) => {
    const after = destination.transitionAfterDays;
    const months = projections.get(after) ?? capacityOf(capacityInput(scenario, cohorts.cohorts, after), tables).months;
    projections.set(after, months);
    return {
      ...billTerms(input, destination),
      capacity: months,
      applianceMonthly: scenario.store.kind === 'plain' ? undefined : boxes,
      vat: scenario.vat,
    };
  };
}

export function billTerms(input: PlanInput, destination: Destination) {
  const { scenario, catalog } = input;
  return {
    destination,
    useCase: useCaseAt(scenario, destination),
    book: bookFor(input, destination),
    discounts: scenario.discounts,
    currency: scenario.currency,
    exchange: scenario.exchange,
    priceDrift: scenario.priceDrift,
    privateStores: catalog.privateStores,
    objectMib: scenario.store.objectMib,
  };
}

/** A destination with no archive class of its own has one class, whatever the plan's use case. */
function useCaseAt({ useCase }: Scenario, { archiveClass }: Destination): Scenario['useCase'] {
  return useCase === 'combined' && archiveClass === undefined ? 'backup' : useCase;
}

/** The same plan with the writer's compression off, where that would let a deduplicating store work. */
function uncompressed(input: PlanInput, tables: Tables): FindingsInput['uncompressed'] {
  const { scenario, cohorts } = input;
  if (scenario.store.kind !== 'deduplicating' || scenario.cinder.compression === 'none') return undefined;
  const plain = { ...scenario, cinder: { ...scenario.cinder, compression: 'none' as const } };
  const { months } = capacityOf(capacityInput(plain, cohorts.cohorts, scenario.destination.transitionAfterDays), tables);
  const { cost } = comparedCost({ ...billTerms(input, scenario.destination), capacity: months });
  return { backEndAtEnd: months.at(-1)?.backEndAtEnd ?? asGib(0), lastMonth: cost.lastMonth };
}

const LARGEST_SHOWN = 20;

function largestOf({ cohorts }: PlanInput): Plan['inventory']['largest'] {
  return cohorts.cohorts
    .flatMap((cohort) => cohort.largest)
    .sort((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1))
    .slice(0, LARGEST_SHOWN);
}
