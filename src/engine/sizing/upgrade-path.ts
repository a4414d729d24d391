import type { Catalog } from '../../catalog/types.js';
import type { Scenario } from '../../scenario/types.js';
import { addDays, type Day } from '../../units/day.js';
import type { CapacityResult } from '../capacity/types.js';
import type { LimitReached, MonthUse, UpgradePath, UpgradeStep } from '../plan-types.js';
import { type BoxLimits, limitsOfModel, limitsOfRung } from './limits.js';
import type { MonthNeeds } from './needs.js';
import { limitUse, unitsNeeded } from './units-needed.js';
import { counted, percentInWords } from './words.js';

/** A need of exactly the line is on it, not past it, whatever the last bit of a double says. */
const ROUNDING = 1e-9;

/** The first month has the first full and few ordinary nights, so what a plan starts with is what its first two months need. */
const STARTING_MONTHS = 2;

export interface UpgradeInput {
  readonly capacity: CapacityResult;
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  /** monthlyNeeds() of this estate. */
  readonly needs: readonly MonthNeeds[];
  /** chosenLimits(), and how many of it the whole horizon needs. */
  readonly box: BoxLimits;
  readonly units: number;
}

function monthUse({ box, units, needs, capacity }: UpgradeInput): readonly MonthUse[] {
  return needs.map((need, index) => {
    const use = limitUse(box, need, units);
    const [fullest] = [...use].sort((a, b) => (b.share ?? -1) - (a.share ?? -1));
    const share = fullest?.share;
    return {
      from: fromOf(capacity, index),
      use,
      fullest: share === undefined || share === 0 ? undefined : fullest?.constraint,
      headroom: share === undefined ? undefined : 1 - share,
    };
  });
}

const fromOf = ({ months }: CapacityResult, index: number): Day => {
  const month = months[index];
  if (!month) throw new RangeError(`month ${index} of ${months.length}: needs and capacity are not of the same plan`);
  return month.from;
};

/** First months past the line and past the limit, with the units of the start. */
function limitsReached({ box, needs, capacity, scenario }: UpgradeInput, units: number): readonly LimitReached[] {
  const uses = needs.map((need) => limitUse(box, need, units));
  const firstPast = (index: number, line: number): Day | undefined => {
    const month = uses.findIndex((use) => (use[index]?.share ?? 0) > line + ROUNDING);
    return month < 0 ? undefined : fromOf(capacity, month);
  };
  return (uses[0] ?? []).map(({ constraint, share }, index) => ({
    constraint,
    isKnown: share !== undefined,
    lineFrom: firstPast(index, scenario.appliance.planningLine),
    fullFrom: firstPast(index, 1),
  }));
}

/** Units never go back: a box that is bought stays. */
function stepsFrom(input: UpgradeInput, unitsAtStart: number): readonly UpgradeStep[] {
  const { box, needs, capacity, scenario } = input;
  const { planningLine, leadTimeDays } = scenario.appliance;
  const steps: UpgradeStep[] = [];
  let units = unitsAtStart;
  for (const [index, need] of needs.entries()) {
    const needed = unitsNeeded(box, [need], planningLine);
    if (needed.units <= units) continue;
    units = needed.units;
    const from = fromOf(capacity, index);
    const orderBy = leadTimeDays === undefined ? undefined : addDays(from, -leadTimeDays);
    steps.push({ from, units, because: needed.binding, orderBy, isLate: orderBy !== undefined && orderBy < scenario.start });
  }
  return steps;
}

/** The next larger rung; for a catalogue model the same vendor's smallest one with a larger cache. */
function nextBox({ scenario, catalog, box }: UpgradeInput): BoxLimits | undefined {
  const terms = scenario.appliance;
  const { model } = terms;
  if (!model) {
    const ladder = [...catalog.ladder].sort((a, b) => a.protectedTb - b.protectedTb);
    const next = ladder[ladder.findIndex((rung) => rung.name === box.name) + 1];
    return next && limitsOfRung(next, terms);
  }
  const { cacheTb } = model;
  if (cacheTb === undefined) return undefined;
  const larger = catalog.appliances.filter((other) => other.vendor === model.vendor && (other.cacheTb ?? 0) > cacheTb);
  const [next] = larger.sort((a, b) => (a.cacheTb ?? 0) - (b.cacheTb ?? 0));
  return next && limitsOfModel(next, terms);
}

const NO_PATH: UpgradePath = {
  unitsAtStart: 0,
  months: [],
  limits: [],
  steps: [],
  next: undefined,
  because: { rule: 'M-74', formula: 'a plain store has no appliance', inputs: [], sources: [] },
};

/**
 * When the chosen box has to grow (M-74): what each month leaves of its limits, the first month in which each limit of the
 * units of the start passes the planning line and 100 %, every step to more units with its order-by date, and the next larger box.
 *
 * Source: design model section 5. Only within the horizon: nothing is extrapolated. Nothing grows where the store is plain.
 */
export function upgradePath(input: UpgradeInput): UpgradePath {
  if (input.scenario.store.kind === 'plain') return NO_PATH;
  const { box, needs, scenario, units } = input;
  const { owned, planningLine, leadTimeDays } = scenario.appliance;
  const unitsAtStart = owned ?? unitsNeeded(box, needs.slice(0, STARTING_MONTHS), planningLine).units;
  const next = nextBox(input);
  return {
    unitsAtStart,
    months: monthUse(input),
    limits: limitsReached(input, unitsAtStart),
    steps: stepsFrom(input, unitsAtStart),
    next: next && { name: next.name, units: unitsNeeded(next, needs, planningLine).units },
    because: {
      rule: 'M-74',
      formula: 'first month in which need / (units x limit) passes the planning line; order by = that month - lead time',
      inputs: [
        {
          name: 'units of the start',
          value: counted(unitsAtStart, 'unit'),
          from: owned === undefined ? 'engine: need of the first two months' : 'scenario: appliance.owned',
        },
        { name: 'units of the whole horizon', value: counted(units, 'unit'), from: 'engine: M-54' },
        { name: 'planning line', value: percentInWords(planningLine), from: 'scenario: appliance.planningLine' },
        {
          name: 'lead time',
          value: leadTimeDays === undefined ? 'not told' : counted(leadTimeDays, 'day'),
          from: 'scenario: appliance.leadTime',
        },
      ],
      sources: [],
    },
  };
}
