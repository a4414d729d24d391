import type { PriceBook, Source } from '../../catalog/types.js';
import type { Cohorts } from '../../inventory/types.js';
import type { RestoreScenario, Scenario } from '../../scenario/types.js';
import { asGib, type Gib } from '../../units/gib.js';
import { money } from '../../units/quantity.js';
import type { CapacityResult } from '../capacity/types.js';
import type { Explanation } from '../charge.js';
import type { RestoreResult } from '../plan-types.js';
import type { BoxLimits } from '../sizing/limits.js';
import { grouped, hoursInWords, percentInWords } from '../sizing/words.js';
import { cacheForPoints, cacheLocality, type Locality, NOTHING_LOCAL } from './cache-locality.js';
import { fixFor } from './fix.js';
import { skipsZeros } from './release.js';
import { type ClassQuery, otherRetrievals, restoreClasses, retrievalFor } from './restore-classes.js';
import { restoreCost } from './restore-cost.js';
import { choosePoint, type RestoreData, restoreData } from './restore-data.js';
import { restorePipes } from './restore-pipes.js';
import { type RestoreTime, type RestoreWork, restoreTime } from './restore-time.js';
import { type ResolvedSubject, resolveSubject } from './subject.js';
import { verdictOf } from './verdict.js';

export interface RestorePlanInput {
  readonly scenario: Scenario;
  readonly cohorts: Cohorts;
  readonly capacity: CapacityResult;
  /** chosenLimits() of the chosen box, and how many of it. */
  readonly box: BoxLimits;
  readonly units: number;
  /** The price book of the scenario's destination. */
  readonly book: PriceBook;
}

/** An appliance that is set up in the cloud for the restore starts with an empty cache; one that stands there already does not. */
function cacheHoldsData({ scenario }: RestorePlanInput, restore: RestoreScenario): boolean {
  const inCloud = (scenario.appliance.model?.form ?? scenario.appliance.form) === 'cloud';
  const gateway = scenario.store.kind === 'deduplicating' && scenario.useCase !== 'cold';
  return gateway && (restore.to === 'site' || inCloud);
}

function localityFor(input: RestorePlanInput, restore: RestoreScenario): Locality {
  const { box, units, capacity } = input;
  // A cache of unknown size is taken as empty: the slower answer, and a finding names it.
  if (box.cache === undefined || !cacheHoldsData(input, restore)) return NOTHING_LOCAL;
  return cacheLocality(capacity.states, asGib(box.cache * units));
}

/** Cache that would keep all of the restore local: up to the oldest backup that it reads. */
function cacheFor(input: RestorePlanInput, restore: RestoreScenario, subject: ResolvedSubject): Gib | undefined {
  if (!cacheHoldsData(input, restore)) return undefined;
  const oldest = subject.parts.reduce((age, part) => Math.max(age, choosePoint(part.state, restore.ageDays).fullAgeDays), 0);
  return cacheForPoints(input.capacity.states, oldest);
}

function workOf(scenario: Scenario, subject: ResolvedSubject, data: RestoreData): RestoreWork {
  const sparse = skipsZeros(scenario.cinder.release);
  return {
    remote: asGib(data.remoteFirst + data.remoteArchive),
    read: data.read,
    written: sparse ? asGib(data.read - subject.provisioned + subject.used) : data.read,
    volumes: subject.volumes,
    largest: sparse ? asGib((subject.largest * subject.used) / subject.provisioned) : subject.largest,
    chain: data.chain,
    links: data.links,
  };
}

function explain(subject: ResolvedSubject, data: RestoreData, time: RestoreTime, sources: readonly Source[]): Explanation {
  const stages = time.stages.map((stage) => ({ name: stage.name, value: hoursInWords(stage.hours), from: stage.limit }));
  return {
    rule: 'M-69',
    formula: 'declare + wait + max(fetch, rehydrate, write) + chain',
    inputs: [
      {
        name: 'restored',
        value: `${grouped(subject.volumes)} volumes, ${grouped(subject.provisioned, 1)} GiB provisioned`,
        from: 'inventory',
      },
      { name: 'physical size', value: `${grouped(data.physical, 1)} GiB`, from: 'engine: M-62' },
      { name: 'in the cache', value: percentInWords(data.localShare), from: 'engine: M-61' },
      { name: 'to fetch', value: `${grouped(data.remoteFirst + data.remoteArchive, 1)} GiB`, from: 'engine: M-61' },
      ...stages,
    ],
    sources,
  };
}

/** A subject that the inventory does not hold: nothing is restored, and the report says why. */
function notFound(restore: RestoreScenario, currency: string): RestoreResult {
  return {
    scenario: restore,
    what: 'nothing: not in the inventory',
    volumes: 0,
    logical: asGib(0),
    remotePhysical: asGib(0),
    localShare: 1,
    pointAgeDays: restore.ageDays,
    chain: 0,
    stages: [],
    dominant: 'declare',
    hoursLow: 0,
    hours: 0,
    hoursHigh: 0,
    charges: [],
    cost: { kind: 'complete', cost: money(currency, '0') },
    verdict: restore.rtoHours === undefined ? 'not asked' : 'misses',
    fix: 'name a volume, project or volume type of the inventory',
    because: { rule: 'M-63', formula: 'the subject is looked up in the planned volumes', inputs: [], sources: [] },
  };
}

function restoreResult(input: RestorePlanInput, restore: RestoreScenario): RestoreResult {
  const { scenario, capacity, box, units, book } = input;
  const subject = resolveSubject(restore.subject, input.cohorts, capacity.states);
  if (!subject) return notFound(restore, scenario.currency);
  const classes = restoreClasses(scenario);
  const locality = localityFor(input, restore);
  const data = restoreData({
    subject,
    ageDays: restore.ageDays,
    locality,
    transitionAfterDays: classes.transitionAfterDays,
    isPlain: scenario.store.kind === 'plain',
  });
  const query: ClassQuery = { scenario, book, classes, data };
  const retrieval = retrievalFor(query, restore.retrieval);
  const pipes = restorePipes({ scenario, to: restore.to, box, units, retrieval });
  const work = workOf(scenario, subject, data);
  const time = restoreTime(work, pipes);
  const fetchHours = time.stages.find((stage) => stage.name === 'fetch')?.hours ?? 0;
  const cost = restoreCost({ scenario, book, capacity, classes, data, restore, fetchHours });
  return {
    scenario: restore,
    what: subject.what,
    volumes: subject.volumes,
    logical: subject.provisioned,
    remotePhysical: work.remote,
    localShare: data.localShare,
    pointAgeDays: data.ageDays,
    chain: data.chain,
    stages: time.stages,
    dominant: time.dominant,
    hoursLow: time.hoursLow,
    hours: time.hours,
    hoursHigh: time.hoursHigh,
    charges: cost.charges,
    cost: cost.total,
    verdict: verdictOf(time, restore.rtoHours),
    fix: fixFor({
      work,
      pipes,
      time,
      rtoHours: restore.rtoHours,
      retrievals: otherRetrievals(query, restore.retrieval),
      usableShare: scenario.network.usableShare,
      units,
      cacheForPoint: cacheFor(input, restore, subject),
    }),
    because: explain(subject, data, time, work.remote > 0 ? retrieval.sources : []),
  };
}

/**
 * Every restore scenario of the plan: what it moves, how long each stage takes, what it costs, and whether it meets its target
 * (M-60 to M-71), at the end of the horizon and each on its own: the pipes are not shared between scenarios.
 *
 * Source: design model section 6.
 */
export function restorePlan(input: RestorePlanInput): readonly RestoreResult[] {
  return input.scenario.restores.map((restore) => restoreResult(input, restore));
}
