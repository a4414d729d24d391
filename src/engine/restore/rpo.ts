import type { ProtectionPolicy, Scenario } from '../../scenario/types.js';
import type { CapacityResult } from '../capacity/types.js';
import type { RpoResult, Verdict } from '../plan-types.js';
import { dailyNew, usableWan } from '../sizing/wan.js';
import { hoursInWords } from '../sizing/words.js';

const HOURS_PER_DAY = 24;
const DAYS_PER_WEEK = 7;

/** Longest time between two backups of a policy, hours. */
export function intervalHours({ schedule }: ProtectionPolicy): number {
  const days = [...(schedule.weekdays ?? [])].sort((a, b) => a - b);
  const first = days[0];
  if (first === undefined) return (schedule.everyDays ?? 1) * HOURS_PER_DAY;
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

/**
 * How much work can be lost at worst (M-72): `interval between points + backup window + replication lag`. It is at risk when the
 * target holds only as long as the appliance survives, so without the lag.
 *
 * Source: design model section 6.
 */
export function rpoResult({ scenario, capacity, policies, windowHours }: RpoInput): RpoResult {
  const interval = policies.reduce((longest, policy) => Math.max(longest, intervalHours(policy)), 0);
  const lag = replicationLagHours(capacity, scenario.network);
  const achievableHours = interval + windowHours + lag;
  const parts = [
    { name: 'interval between points', hours: interval },
    { name: 'backup window', hours: windowHours },
    { name: 'replication lag', hours: lag },
  ];
  return {
    achievableHours,
    askedHours: scenario.rpoHours,
    verdict: verdictOf(interval + windowHours, achievableHours, scenario.rpoHours),
    parts,
    because: {
      rule: 'M-72',
      formula: 'interval between points + backup window + replication lag of the largest day',
      inputs: parts.map((part) => ({ name: part.name, value: hoursInWords(part.hours), from: 'engine' })),
      sources: [],
    },
  };
}
