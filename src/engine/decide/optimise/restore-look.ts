import type { RestoreScenario, Scenario } from '../../../scenario/types.js';
import { doubleFromExact } from '../../../units/decimal.js';
import { asGib } from '../../../units/gib.js';
import { bookFor } from '../../plan.js';
import type { PlanInput } from '../../plan-types.js';
import { cacheLocality, type Locality, NOTHING_LOCAL } from '../../restore/cache-locality.js';
import { restoreClasses, retrievalFor } from '../../restore/restore-classes.js';
import { restoreCost } from '../../restore/restore-cost.js';
import { type RestoreData, restoreData } from '../../restore/restore-data.js';
import { restorePipes } from '../../restore/restore-pipes.js';
import { restoreTime } from '../../restore/restore-time.js';
import { workOf } from '../../restore/restore-work.js';
import { resolveSubject } from '../../restore/subject.js';
import type { BoxLimits } from '../../sizing/limits.js';
import { chosenLimits } from '../../sizing/limits.js';
import type { SearchCapacity } from './light-capacity.js';
import type { Limits } from './types.js';

/** The restores of one candidate. */
export interface RestoreTimes {
  /** The slowest, at the probability asked for. */
  readonly hours: number;
  /** Names of the restores that miss their target. */
  readonly misses: readonly string[];
}

/** Tests and expected restores over the horizon. */
export interface RestoreSpend {
  readonly amount: number;
  /** Every charge has a price. */
  readonly isKnown: boolean;
}

export interface RestoreLookInput {
  readonly input: PlanInput;
  /** The candidate's. */
  readonly scenario: Scenario;
  readonly capacity: SearchCapacity;
  readonly box: BoxLimits | undefined;
  readonly units: number;
  readonly pinned: ReadonlySet<string>;
  readonly limits: Limits;
  /** Of the horizon. */
  readonly months: number;
}

const MONTHS_PER_YEAR = 12;

/**
 * Restore time at a probability: the published wait lies evenly between its ends, so the hours that a share q stays within are
 * `low + q x (high - low)`; all other stages are the plan's (M-108).
 */
export function hoursAt({ hoursLow, hoursHigh }: { readonly hoursLow: number; readonly hoursHigh: number }, q: number): number {
  return Number.isFinite(hoursHigh) ? hoursLow + q * (hoursHigh - hoursLow) : hoursHigh;
}

/** A restore apart from what the link and the classes do to it. */
export interface PreparedRestore {
  readonly restore: RestoreScenario;
  readonly remoteFirst: number;
  readonly remoteArchive: number;
  /** Declare and chain, hours. */
  readonly fixedHours: number;
  /** The slower of rehydrate and write, hours. */
  readonly streamHours: number;
  /** GiB/s at which the appliances read from the store; Infinity: there is none. */
  readonly cloudRead: number;
}

/** Every restore of a candidate's scenario, worked out by the plan's own functions up to what link and classes do. */
export function preparedRestores(given: RestoreLookInput): readonly PreparedRestore[] {
  const warm = warmLocality(given);
  return given.scenario.restores.flatMap((restore): readonly PreparedRestore[] => {
    const one = timeOf(given, restore, warm);
    if (one === undefined) return [];
    const hoursOf = (name: string): number => one.time.stages.find((stage) => stage.name === name)?.hours ?? 0;
    return [
      {
        restore,
        remoteFirst: one.data.remoteFirst,
        remoteArchive: one.data.remoteArchive,
        fixedHours: hoursOf('declare') + hoursOf('chain'),
        streamHours: Math.max(hoursOf('rehydrate'), hoursOf('write')),
        cloudRead: given.box === undefined ? Number.POSITIVE_INFINITY : given.box.cloudRead * given.units,
      },
    ];
  });
}

/** How a class lets go of its data: hours of the wait, GiB/s of its restore requests. */
interface Wait {
  readonly low: number;
  readonly high: number;
  readonly throughput: number;
}

/** Of one place and restore: data in the first class only, in the archive class only, in both. */
export interface Waits {
  readonly hasArchive: boolean;
  readonly first: Wait;
  readonly archive: Wait;
  readonly both: Wait;
}

const SECONDS_PER_HOUR = 3600;

/** Which waits count: those shown, and those held against the targets; 0 the best published, 1 the worst. */
export interface Quantiles {
  readonly shown: number;
  readonly held: number;
}

/** `declare + wait + max(fetch, rehydrate, write) + chain` (M-69) of prepared restores, over a link in GiB/s. */
export function restoreTimes(
  prepared: readonly PreparedRestore[],
  waits: ReadonlyMap<string, Waits>,
  link: number,
  { shown, held }: Quantiles,
): RestoreTimes {
  let slowest = 0;
  const misses: string[] = [];
  for (const one of prepared) {
    const of = waits.get(one.restore.name);
    if (of === undefined) continue;
    const hours = hoursOf(one, of, link, shown);
    slowest = Math.max(slowest, hours);
    const { rtoHours, name } = one.restore;
    const judged = shown === held || rtoHours === undefined ? hours : hoursOf(one, of, link, held);
    if (rtoHours !== undefined && judged > rtoHours) misses.push(name);
  }
  return { hours: slowest, misses };
}

function hoursOf(one: PreparedRestore, of: Waits, link: number, probability: number): number {
  const remote = one.remoteFirst + one.remoteArchive;
  if (remote <= 0) return one.fixedHours + one.streamHours;
  const isArchived = of.hasArchive && one.remoteArchive > 0;
  const wait = !isArchived ? of.first : one.remoteFirst > 0 ? of.both : of.archive;
  const rate = Math.min(wait.throughput, one.cloudRead, one.restore.to === 'site' ? link : Number.POSITIVE_INFINITY);
  const fetchHours = rate > 0 ? remote / rate / SECONDS_PER_HOUR : Number.POSITIVE_INFINITY;
  const wait0 = hoursAt({ hoursLow: wait.low, hoursHigh: wait.high }, probability);
  return one.fixedHours + wait0 + Math.max(fetchHours, one.streamHours);
}

function timeOf({ input, scenario, capacity, box, units }: RestoreLookInput, restore: RestoreScenario, warm: () => Locality) {
  const subject = resolveSubject(restore.subject, input.cohorts, capacity.states);
  if (!subject) return undefined;
  const classes = restoreClasses(scenario);
  const locality: Locality = cacheHolds(scenario, restore) ? warm() : NOTHING_LOCAL;
  const isPlain = scenario.store.kind === 'plain';
  const data = restoreData({
    subject,
    ageDays: restore.ageDays,
    locality,
    transitionAfterDays: classes.transitionAfterDays,
    isPlain,
  });
  const book = bookFor(input, scenario.destination);
  const retrieval = retrievalFor({ scenario, book, classes, data }, restore.retrieval, restore.provisionedUnits);
  const limitsOfBox = box ?? chosenLimits('', scenario, input.catalog);
  const pipes = restorePipes({ scenario, to: restore.to, box: limitsOfBox, units, retrieval });
  return { data, classes, book, time: restoreTime(workOf(scenario, subject, data), pipes) };
}

/** What the boxes' cache holds, worked out once for all restores that find it warm. A cache of unknown size is taken as empty. */
function warmLocality({ capacity, box, units, pinned }: RestoreLookInput): () => Locality {
  let known: Locality | undefined;
  return () => {
    known ??= box?.cache === undefined ? NOTHING_LOCAL : cacheLocality(capacity.states, asGib(box.cache * units), pinned);
    return known;
  };
}

/** The same reading as the restore plan's: a gateway that survives, or stands in the cloud, has its cache. */
function cacheHolds({ appliance, store, useCase }: Scenario, restore: RestoreScenario): boolean {
  const inCloud = (appliance.model?.form ?? appliance.form) === 'cloud';
  const warm = restore.cache === undefined ? restore.to === 'site' || inCloud : restore.cache === 'warm';
  return store.kind === 'deduplicating' && useCase !== 'cold' && warm;
}

/** What the tests and the expected restores cost over the horizon, at the prices and sizes of its last month, as the plan has it. */
export function restoreSpend(given: RestoreLookInput): RestoreSpend {
  const { scenario, capacity, months } = given;
  const warm = warmLocality(given);
  let amount = 0;
  let isKnown = true;
  for (const restore of scenario.restores) {
    const count = (restore.testsPerYear ?? 0) + (restore.perYear ?? 0);
    const one = count === 0 ? undefined : timeOf(given, restore, warm);
    if (one === undefined) continue;
    const { data, classes, book, time } = one;
    const fetchHours = time.stages.find(({ name }) => name === 'fetch')?.hours ?? 0;
    const { total } = restoreCost({ scenario, book, capacity, classes, data, restore, fetchHours });
    amount += (doubleFromExact(total.cost.amount) * count * months) / MONTHS_PER_YEAR;
    isKnown &&= total.kind === 'complete';
  }
  return { amount, isKnown };
}

/** How a place's classes let go of their data, by the name of the restore. */
export function waitsOf(input: PlanInput, scenario: Scenario): ReadonlyMap<string, Waits> {
  const classes = restoreClasses(scenario);
  const book = bookFor(input, scenario.destination);
  const of = (remoteFirst: number, remoteArchive: number, restore: RestoreScenario): Wait => {
    const data = { ...NOTHING, remoteFirst: asGib(remoteFirst), remoteArchive: asGib(remoteArchive) };
    const { wait, throughput } = retrievalFor({ scenario, book, classes, data }, restore.retrieval, restore.provisionedUnits);
    return { low: wait.low, high: wait.high, throughput };
  };
  return new Map(
    scenario.restores.map((restore) => [
      restore.name,
      {
        hasArchive: classes.archive !== undefined,
        first: of(1, 0, restore),
        archive: of(0, 1, restore),
        both: of(1, 1, restore),
      },
    ]),
  );
}

const NOTHING: RestoreData = {
  read: asGib(0),
  physical: asGib(0),
  remoteFirst: asGib(0),
  remoteArchive: asGib(0),
  localShare: 0,
  ageDays: 0,
  chain: 0,
  links: 0,
};
