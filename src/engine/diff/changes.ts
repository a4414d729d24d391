import type { Scenario } from '../../scenario/types.js';
import { asDay, formatDay } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import { appliancePrices, applianceWithoutPrices } from './parts.js';
import type { Change, DiffInput, InputCause } from './types.js';

/** Where a figure comes from and what a file is called change no result. */
const SILENT: ReadonlySet<string> = new Set(['source', 'file', 'title', 'assumptions', 'label', 'sha256']);
const DAYS: ReadonlySet<string> = new Set(['start', 'pricesAsOf', 'from', 'until', 'release']);

/** Keys of a scenario that other parts have, and those that change no bill of the destination planned. */
const ELSEWHERE: ReadonlySet<string> = new Set<keyof Scenario>([
  'name',
  'start',
  'horizonMonths',
  'pricesAsOf',
  'exchange',
  'inventory',
  'rules',
  'profiles',
  'policies',
  'annualGrowth',
  'useCase',
  'destination',
  'compare',
  'declareHours',
  'rpoHours',
  'discounts',
  'privatePrices',
  'appliance',
  'decisions',
]);

/** Every value of one part of the input that is not the same on both sides, in the order of A, then of B. */
export function changesOf(cause: InputCause, a: DiffInput, b: DiffInput): readonly Change[] {
  const before = leaves(partOf(cause, a));
  const after = leaves(partOf(cause, b));
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return keys.flatMap((key) => {
    const [was, is] = [before.get(key) ?? '', after.get(key) ?? ''];
    return was === is ? [] : [{ key, before: was, after: is }];
  });
}

/** The part of an input that a cause stands for, as a reader would look for it. */
function partOf(cause: InputCause, input: DiffInput): unknown {
  const { scenario } = input;
  switch (cause) {
    case 'period':
      return { start: scenario.start, horizonMonths: scenario.horizonMonths };
    case 'volumes':
      return volumesOf(input);
    case 'growth':
      return {
        annualGrowth: scenario.annualGrowth,
        profiles: mapped(scenario.profiles, ({ annualGrowth }) => ({ annualGrowth })),
      };
    case 'data':
      return { profiles: mapped(scenario.profiles, ({ annualGrowth: _growth, name: _name, ...rest }) => rest) };
    case 'policy':
      return { policies: scenario.policies, rpoHours: scenario.rpoHours, declareHours: scenario.declareHours };
    case 'system':
      return systemOf(scenario);
    case 'destination': {
      const { pricesAsOf: _date, ...destination } = scenario.destination;
      return { useCase: scenario.useCase, destination };
    }
    case 'exchange rate':
      return { exchange: scenario.exchange };
    case 'prices':
      return {
        pricesAsOf: scenario.destination.pricesAsOf,
        discounts: scenario.discounts,
        'private prices': scenario.privatePrices?.applied === true ? scenario.privatePrices.file : undefined,
        appliance: appliancePrices(scenario),
      };
  }
}

function volumesOf({ cohorts }: DiffInput): unknown {
  const { planned, percentile, cohorts: list } = cohorts;
  const groups = list.map(({ name, volumes, provisioned, policy, profile, encrypted }) => [
    name,
    { volumes, 'provisioned (GiB)': provisioned, policy, profile, encrypted },
  ]);
  return {
    planned: { volumes: planned.volumes, 'size (GiB)': planned.size, 'largest (GiB)': percentile.max },
    groups: Object.fromEntries(groups),
  };
}

/** What no other part has: store, writer, appliance, network, restores, and whatever a scenario may come to say. */
function systemOf(scenario: Scenario): unknown {
  const rest = Object.entries(scenario).filter(([key]) => !ELSEWHERE.has(key));
  return { ...Object.fromEntries(rest), appliance: applianceWithoutPrices(scenario) };
}

function mapped<T>(record: Readonly<Record<string, T>>, part: (value: T) => unknown): unknown {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, part(value)]));
}

/** Path of each value and its text. Lists go by position; what is absent has no path. */
function leaves(value: unknown, path: readonly string[] = [], into = new Map<string, string>()): ReadonlyMap<string, string> {
  if (value === undefined || value === null) return into;
  if (typeof value === 'object' && !Decimal.isDecimal(value)) {
    for (const [key, item] of Object.entries(value)) if (!SILENT.has(key)) leaves(item, [...path, key], into);
    return into;
  }
  into.set(path.join('.'), leafText(value, path.at(-1) ?? ''));
  return into;
}

function leafText(value: unknown, key: string): string {
  if (typeof value === 'number')
    return DAYS.has(key) && Number.isInteger(value) ? formatDay(asDay(value)) : `${+value.toPrecision(9)}`;
  return String(value);
}
