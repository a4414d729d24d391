import type { PriceBook, Source } from '../../catalog/types.js';
import type { Cohorts } from '../../inventory/types.js';
import type { RestoreScenario, Scenario } from '../../scenario/types.js';
import { asGib, type Gib } from '../../units/gib.js';
import { lazily } from '../../units/lazily.js';
import { money } from '../../units/quantity.js';
import type { CapacityResult } from '../capacity/types.js';
import type { Explanation } from '../charge.js';
import { sumOfTotals } from '../cost/totals.js';
import type { RestoreResult, RetrievalChoice } from '../plan-types.js';
import type { BoxLimits } from '../sizing/limits.js';
import { grouped, hoursInWords, percentInWords } from '../sizing/words.js';
import { cacheForPoints, cacheLocality, type Locality, NOTHING_LOCAL } from './cache-locality.js';
import { fixFor } from './fix.js';
import { pinnedCohorts } from './pinned.js';
import { type ClassQuery, otherRetrievals, restoreClasses, retrievalFor } from './restore-classes.js';
import { restoreCost } from './restore-cost.js';
import { choosePoint, type RestoreData, type RestoreDataInput, restoreData } from './restore-data.js';
import { restorePipes } from './restore-pipes.js';
import { type RestoreTime, restoreTime } from './restore-time.js';
import { restoreTimeline } from './restore-timeline.js';
import { workOf } from './restore-work.js';
import { cheapestOf, costInWords, retrievalChoices } from './retrieval-choices.js';
import { type ResolvedSubject, resolveSubject } from './subject.js';
import { temporaryAppliance } from './temporary-appliance.js';
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

/**
 * Unless the scenario says so: an appliance that is set up in the cloud for the restore starts with an empty cache; one that stands
 * there already does not, nor does one at a site that survives.
 */
function cacheHoldsData({ scenario }: RestorePlanInput, restore: RestoreScenario): boolean {
  const inCloud = (scenario.appliance.model?.form ?? scenario.appliance.form) === 'cloud';
  const gateway = scenario.store.kind === 'deduplicating' && scenario.useCase !== 'cold';
  const warm = restore.cache === undefined ? restore.to === 'site' || inCloud : restore.cache === 'warm';
  return gateway && warm;
}

/** What a warm cache holds: the same for every restore of the plan, so worked out once. */
function warmCache({ box, units, capacity, scenario, cohorts }: RestorePlanInput): { readonly locality: Locality } {
  return lazily<{ readonly locality: Locality }>({
    // A cache of unknown size is taken as empty: the slower answer, and a finding names it.
    locality: () =>
      box.cache === undefined
        ? NOTHING_LOCAL
        : cacheLocality(capacity.states, asGib(box.cache * units), pinnedCohorts(scenario, cohorts.cohorts)),
  });
}

/** Cache that would keep all of the restore local: up to the oldest backup that it reads. */
function cacheFor(input: RestorePlanInput, restore: RestoreScenario, subject: ResolvedSubject): Gib | undefined {
  if (!cacheHoldsData(input, restore)) return undefined;
  const oldest = subject.parts.reduce((age, part) => Math.max(age, choosePoint(part.state, restore.ageDays).fullAgeDays), 0);
  return cacheForPoints(input.capacity.states, oldest);
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
    timeline: [],
    retrievals: [],
    cheapest: undefined,
    because: { rule: 'M-63', formula: 'the subject is looked up in the planned volumes', inputs: [], sources: [] },
  };
}

function restoreResult(input: RestorePlanInput, restore: RestoreScenario, warm: { readonly locality: Locality }): RestoreResult {
  const { scenario, capacity, box, units, book } = input;
  const subject = resolveSubject(restore.subject, input.cohorts, capacity.states);
  if (!subject) return notFound(restore, scenario.currency);
  const classes = restoreClasses(scenario);
  const locality = cacheHoldsData(input, restore) ? warm.locality : NOTHING_LOCAL;
  const what: RestoreDataInput = {
    subject,
    ageDays: restore.ageDays,
    locality,
    transitionAfterDays: classes.transitionAfterDays,
    isPlain: scenario.store.kind === 'plain',
  };
  const data = restoreData(what);
  const query: ClassQuery = { scenario, book, classes, data };
  const retrieval = retrievalFor(query, restore.retrieval, restore.provisionedUnits);
  const through = { scenario, to: restore.to, box, units };
  const pipes = restorePipes({ ...through, retrieval });
  const work = workOf(scenario, subject, data);
  const time = restoreTime(work, pipes);
  const fetchHours = time.stages.find((stage) => stage.name === 'fetch')?.hours ?? 0;
  const priced = { scenario, book, capacity, classes, data };
  const cost = restoreCost({ ...priced, restore, fetchHours });
  const standIn = temporaryAppliance({
    ...through,
    restore,
    hours: time.hours,
    daysOfMonth: capacity.months.at(-1)?.daysOfMonth,
  });
  const { rtoHours } = restore;
  const fix = (choices: readonly RetrievalChoice[]): string => {
    const prices = new Map(
      choices.flatMap((one) => (one.spreadHours === undefined ? [[one.option, costInWords(one)] as const] : [])),
    );
    const retrievals = otherRetrievals(query, restore.retrieval, prices);
    const cacheForPoint = cacheFor(input, restore, subject);
    return fixFor({ work, pipes, time, rtoHours, retrievals, usableShare: scenario.network.usableShare, units, cacheForPoint });
  };
  const result: RestoreResult = lazily<RestoreResult>({
    scenario: () => restore,
    what: () => subject.what,
    volumes: () => subject.volumes,
    logical: () => subject.provisioned,
    remotePhysical: () => work.remote,
    localShare: () => data.localShare,
    pointAgeDays: () => data.ageDays,
    chain: () => data.chain,
    stages: () => time.stages,
    dominant: () => time.dominant,
    hoursLow: () => time.hoursLow,
    hours: () => time.hours,
    hoursHigh: () => time.hoursHigh,
    charges: () => [...cost.charges, ...standIn.charges],
    cost: () => sumOfTotals([cost.total, standIn.total], scenario.currency),
    verdict: () => verdictOf(time, rtoHours),
    fix: () => fix(result.retrievals),
    timeline: () => restoreTimeline({ scenario, cohorts: input.cohorts, restore, query, data: what, pipes }),
    retrievals: () => retrievalChoices({ restore, work, query, pipes: through, cost: priced }),
    cheapest: () => cheapestOf(result.retrievals),
    because: () => explain(subject, data, time, work.remote > 0 ? retrieval.sources : []),
  });
  return result;
}

/**
 * Every restore scenario of the plan: what it moves, how long each stage takes, what it costs, and whether it meets its target
 * (M-60 to M-71), who is back when in it (M-77), and the cheapest way to its data (M-78); at the end of the horizon and each on its own: the
 * pipes are not shared between scenarios.
 *
 * Source: design model section 6.
 */
export function restorePlan(input: RestorePlanInput): readonly RestoreResult[] {
  const warm = warmCache(input);
  return input.scenario.restores.map((restore) => restoreResult(input, restore, warm));
}
