import type { Profile } from '../../catalog/types.js';
import type { Cohorts } from '../../inventory/types.js';
import type { RestoreScenario, Scenario } from '../../scenario/types.js';
import type { DiffInput, InputCause } from './types.js';

/**
 * A's input with B's parts for the causes in `taken`: a plan that nobody asked for, between the two.
 *
 * Profiles and policies that only one side has stay, since its volumes name them; where both have one of a name, the part's side counts.
 * Restores that name what the volumes of the other side have not are left out.
 */
export function mixedInput(a: DiffInput, b: DiffInput, taken: ReadonlySet<InputCause>): DiffInput {
  const of = (cause: InputCause): DiffInput => (taken.has(cause) ? b : a);
  const scenario = (cause: InputCause): Scenario => of(cause).scenario;
  const cohorts: Cohorts = { ...of('volumes').cohorts, named: { ...a.cohorts.named, ...of('volumes').cohorts.named } };
  const { start, horizonMonths } = scenario('period');
  const { inventory, rules } = scenario('volumes');
  const { rpoHours, declareHours } = scenario('policy');
  const { discounts, pricesAsOf, privatePrices } = scenario('prices');
  const mixed: Scenario = {
    ...scenario('system'),
    start,
    horizonMonths,
    inventory,
    rules,
    annualGrowth: scenario('growth').annualGrowth,
    profiles: mixedProfiles(a.scenario, b.scenario, { data: scenario('data'), growth: scenario('growth') }),
    policies: { ...a.scenario.policies, ...b.scenario.policies, ...scenario('policy').policies },
    rpoHours,
    declareHours,
    useCase: scenario('destination').useCase,
    destination: { ...scenario('destination').destination, pricesAsOf: scenario('prices').destination.pricesAsOf },
    exchange: scenario('exchange rate').exchange,
    pricesAsOf,
    discounts,
    privatePrices,
    appliance: { ...applianceWithoutPrices(scenario('system')), ...appliancePrices(scenario('prices')) },
    restores: scenario('system').restores.filter((restore) => isThere(restore, of('volumes').cohorts)),
    compare: [],
  };
  return { scenario: mixed, cohorts, inventoryFiles: of('volumes').inventoryFiles };
}

function mixedProfiles(
  a: Scenario,
  b: Scenario,
  { data, growth }: { readonly data: Scenario; readonly growth: Scenario },
): Readonly<Record<string, Profile>> {
  const all = Object.entries({ ...a.profiles, ...b.profiles, ...data.profiles });
  return Object.fromEntries(
    all.map(([name, profile]) => {
      const grown = Object.hasOwn(growth.profiles, name) ? growth.profiles[name] : undefined;
      return [name, grown === undefined ? profile : { ...profile, annualGrowth: grown.annualGrowth }];
    }),
  );
}

export function appliancePrices({ appliance }: Scenario): Pick<Scenario['appliance'], 'monthlyPrice'> {
  const { monthlyPrice, instanceMonthly, diskMonthlyPerTb } = appliance;
  return {
    monthlyPrice,
    ...(instanceMonthly === undefined ? {} : { instanceMonthly }),
    ...(diskMonthlyPerTb === undefined ? {} : { diskMonthlyPerTb }),
  };
}

export function applianceWithoutPrices({
  appliance,
}: Scenario): Omit<Scenario['appliance'], 'instanceMonthly' | 'diskMonthlyPerTb'> {
  const { instanceMonthly: _instance, diskMonthlyPerTb: _disk, ...rest } = appliance;
  return { ...rest, monthlyPrice: undefined };
}

function isThere({ subject }: RestoreScenario, { named, byProject, byType }: Cohorts): boolean {
  switch (subject.kind) {
    case 'volume':
      return Object.hasOwn(named, subject.volume);
    case 'project':
      return Object.hasOwn(byProject, subject.project);
    case 'type':
      return Object.hasOwn(byType, subject.type);
    case 'largest':
    case 'percentile':
    case 'all':
      return true;
  }
}
