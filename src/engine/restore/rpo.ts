import type { ProtectionPolicy, Scenario } from '../../scenario/types.js';
import type { CapacityResult } from '../capacity/types.js';
import type { PolicyRpo, RpoResult, Verdict } from '../plan-types.js';
import { dailyNew, usableWan } from '../sizing/wan.js';
import { hoursInWords, mbitInWords } from '../sizing/words.js';

const HOURS_PER_DAY = 24;
const DAYS_PER_WEEK = 7;

/** Longest time between two backups of a policy, hours. */
export function intervalHours({ schedule }: ProtectionPolicy): number {
  const days = [...(schedule.weekdays ?? [])].sort((a, b) => a - b);
  const first = days[0];
  if (first === undefined) return schedule.everyHours ?? (schedule.everyDays ?? 1) * HOURS_PER_DAY;
  const gaps = days.map((day, index) => (days[index + 1] ?? first + DAYS_PER_WEEK) - day);
  return Math.max(...gaps) * HOURS_PER_DAY;
}

/** Hours until the largest day's new data is in the cloud: the link works `uploadHours` of every 24. */
export function replicationLagHours(capacity: CapacityResult, network: Scenario['network']): number {
  const { peak } = dailyNew(capacity);
  if (peak <= 0) return 0;
  const perHour = usableWan(network) * network.uploadHours * (3600 / HOURS_PER_DAY);
  return perHour > 0 ? peak / perHour : Number.POSITIVE_INFINITY;
}

export interface RpoInput {
  readonly scenario: Scenario;
  readonly capacity: CapacityResult;
  /** Policies that protect at least one volume. */
  readonly policies: readonly ProtectionPolicy[];
  /** WindowResult.hours. */
  readonly windowHours: number;
}

function verdictOf(site: number, offSite: number, asked: number | undefined): Verdict {
  if (asked === undefined) return 'not asked';
  if (offSite <= asked) return 'meets';
  return site <= asked ? 'at risk' : 'misses';
}

/** The same for every policy: one night's window and one link for all. */
interface Shared {
  readonly windowHours: number;
  readonly lagHours: number;
  readonly askedOfAll: number | undefined;
  readonly wanMbit: number;
}

interface Parts {
  readonly interval: number;
  readonly window: number;
  readonly lag: number;
}

/** The cheapest change that alone meets the target (M-72): a wider link, a shorter night, more backups; in that order. */
function fixFor({ interval, window, lag }: Parts, asked: number, wanMbit: number): string {
  const lagLeft = asked - interval - window;
  if (lagLeft > 0 && lagLeft < lag) {
    const link = wanMbit > 0 && Number.isFinite(lag) ? `a link of ${mbitInWords((wanMbit * lag) / lagLeft)}` : 'a wider link';
    return `${link}, or more upload hours: the largest day has to be in the cloud within ${hoursInWords(lagLeft)}`;
  }
  const windowLeft = asked - interval - lag;
  if (windowLeft > 0) {
    return `backups done within ${hoursInWords(windowLeft)} instead of ${hoursInWords(window)}: more workers, or the largest volume split`;
  }
  const intervalLeft = asked - window - lag;
  if (intervalLeft > 0) return `a backup every ${hoursInWords(intervalLeft)} instead of every ${hoursInWords(interval)}`;
  return `no schedule reaches ${hoursInWords(asked)}: the backup window and the replication alone take ${hoursInWords(window + lag)}`;
}

function ofPolicy(policy: ProtectionPolicy, { windowHours, lagHours, askedOfAll, wanMbit }: Shared): PolicyRpo {
  const interval = intervalHours(policy);
  const askedHours = policy.rpoHours ?? askedOfAll;
  const parts = [
    { name: 'interval between points', hours: interval },
    { name: 'backup window', hours: windowHours },
    { name: 'replication lag', hours: lagHours },
  ];
  const achievableHours = interval + windowHours + lagHours;
  const verdict = verdictOf(interval + windowHours, achievableHours, askedHours);
  const fails = askedHours !== undefined && verdict !== 'meets';
  return {
    policy: policy.name,
    achievableHours,
    askedHours,
    verdict,
    parts,
    fix: fails ? fixFor({ interval, window: windowHours, lag: lagHours }, askedHours, wanMbit) : '',
    because: {
      rule: 'M-72',
      formula: 'interval between points + backup window + replication lag of the largest day',
      inputs: [
        { name: 'policy', value: policy.name, from: `scenario: policies.${policy.name}` },
        ...parts.map((part) => ({ name: part.name, value: hoursInWords(part.hours), from: 'engine' })),
      ],
      sources: [],
    },
  };
}

const WORST_FIRST: readonly Verdict[] = ['misses', 'at risk', 'meets', 'not asked'];

/** By verdict, then by how far past its own target, then by the hours. */
function worseFirst(a: PolicyRpo, b: PolicyRpo): number {
  const past = ({ achievableHours, askedHours }: PolicyRpo) => achievableHours / (askedHours ?? 1);
  const byVerdict = WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict);
  if (byVerdict !== 0) return byVerdict;
  return past(a) === past(b) ? b.achievableHours - a.achievableHours : past(b) - past(a);
}

/** Nothing is protected: nothing can be lost that anyone asked for. */
const NO_POLICY: ProtectionPolicy = {
  name: 'none',
  schedule: { hour: 0, everyDays: 0 },
  fullEvery: 1,
  chains: false,
  retention: { semantics: 'restic' },
};

/**
 * How much work can be lost at worst (M-72): `interval between points + backup window + replication lag`, for each policy against
 * its own target, the scenario's where it has none. It is at risk when the target holds only as long as the appliance survives, so
 * without the lag.
 *
 * Source: design model section 6.
 */
export function rpoResult({ scenario, capacity, policies, windowHours }: RpoInput): RpoResult {
  const shared: Shared = {
    windowHours,
    lagHours: replicationLagHours(capacity, scenario.network),
    askedOfAll: scenario.rpoHours,
    wanMbit: scenario.network.wanMbit,
  };
  const byPolicy = policies.map((policy) => ofPolicy(policy, shared)).sort(worseFirst);
  return { ...(byPolicy[0] ?? ofPolicy(NO_POLICY, shared)), byPolicy };
}
