import { log1p } from '../../units/portable-math.js';
import { cohortTerms } from '../capacity/cohort-terms.js';
import { at } from '../capacity/day-totals.js';
import type { CohortInput } from '../capacity/types.js';
import { NOTHING_LOCAL } from '../restore/cache-locality.js';
import { graduatedCost } from './bill-lines.js';
import { addCohort, type TrialShop, trialShop } from './cohort-trial.js';
import { type DrawnState, setState, stateOf } from './drawn-state.js';
import type { Drawn } from './features.js';
import { SITE_KEYS } from './inputs.js';
import type { Model } from './model.js';
import { wanGibPerSecond, windowHours } from './night.js';
import { setBehaviour } from './profile-draw.js';
import { restoreHours } from './restore-trial.js';
import { MonthRow } from './rows.js';
import { likelySite, type SiteValues } from './site.js';
import { trialLocality } from './trial-cache.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Room that one worker uses again for every trial. */
export interface TrialRoom {
  readonly shop: TrialShop;
  readonly rows: Float64Array;
  readonly drawn: readonly Writable<Drawn>[];
  readonly states: readonly DrawnState[];
  readonly cohorts: readonly CohortInput[];
  readonly site: SiteValues;
  readonly likelySite: SiteValues;
  readonly waits: Map<string, number>;
  readonly sitePlaces: readonly { readonly key: (typeof SITE_KEYS)[number]; readonly place: number }[];
  readonly waitPlaces: readonly { readonly key: string; readonly place: number }[];
}

export function trialRoom(model: Model): TrialRoom {
  const { tables, plan, terms, scenario, inputs, profiles, profileOf } = model;
  const place = (key: string): number => inputs.findIndex((input) => input.key === key);
  const drawn = tables.map(({ anchor }) => ({ ...anchor }));
  return {
    shop: trialShop(plan, terms),
    rows: new Float64Array(plan.rows),
    drawn,
    states: drawn.map((one) => stateOf(one, terms)),
    // A trial overwrites a profile's behaviour in place, so that its cohorts see it at once.
    cohorts: tables.map(({ input }, index) => ({
      ...input,
      behaviour: profiles[profileOf[index] ?? 0]?.behaviour ?? input.behaviour,
    })),
    site: likelySite(scenario),
    likelySite: likelySite(scenario),
    waits: new Map(),
    sitePlaces: SITE_KEYS.flatMap((key) => (place(key) < 0 ? [] : [{ key, place: place(key) }])),
    waitPlaces: inputs.flatMap(({ key }, index) => (key.startsWith('retrieval.') ? [{ key, place: index }] : [])),
  };
}

/** One trial's results; the arrays are overwritten by the next. */
export interface Outcome {
  readonly backEnd: Float64Array;
  readonly cost: Float64Array;
  readonly restores: Float64Array;
  backEndAtEnd: number;
  totalCost: number;
  /** Hours of the largest night, and until the largest day's data is in the cloud. */
  window: number;
  lag: number;
  /** Largest day's data within the upload hours, as a share of the link. */
  wan: number;
  /** Most back-end data as a share of what the boxes may hold. */
  cloud: number;
}

export function outcomeFor({ plan, restores }: Model): Outcome {
  return {
    backEnd: new Float64Array(plan.months),
    cost: new Float64Array(plan.months),
    restores: new Float64Array(restores.length),
    ...{ backEndAtEnd: 0, totalCost: 0, window: 0, lag: 0, wan: 0, cloud: 0 },
  };
}

/** Draws of several trials: inputs x trials. */
export interface Draws {
  readonly values: Float64Array;
  readonly trials: number;
}

/**
 * One trial: from drawn inputs to what they do to the plan.
 *
 * Source: docs/methodology-uncertainty.md M-84 to M-88.
 */
export function runTrial(model: Model, room: TrialRoom, draws: Draws, trial: number, outcome: Outcome): void {
  for (const profile of model.profiles) setBehaviour(profile, draws.values, draws.trials, trial);
  setSite(room, draws, trial);
  room.rows.set(model.constant);
  for (let index = 0; index < model.tables.length; index++) addDrawn(model, room, index);
  setMonths(model, room.rows, outcome);
  setPledges(model, room, outcome);
}

/** Puts one cohort into the terms of its writer and store and adds its rows. */
function addDrawn({ tables, terms }: Model, { shop, rows, cohorts, drawn, states }: TrialRoom, index: number): void {
  const table = tables[index];
  const cohort = cohorts[index];
  const own = drawn[index];
  const state = states[index];
  if (table === undefined || cohort === undefined || own === undefined || state === undefined) return;
  own.terms = cohortTerms(cohort, terms.store, terms.writer);
  own.growth = log1p(cohort.behaviour.annualGrowth);
  own.writeKib = cohort.behaviour.writeKib;
  addCohort(shop, table, own, rows);
  setState(state, own, terms);
}

function setSite({ site, sitePlaces, waits, waitPlaces }: TrialRoom, { values, trials }: Draws, trial: number): void {
  for (const { key, place } of sitePlaces) site[key] = at(values, place * trials + trial);
  for (const { key, place } of waitPlaces) waits.set(key, at(values, place * trials + trial));
}

/** Back-end and cost by month and in total. */
function setMonths({ plan, bills, beside, endRow }: Model, rows: Float64Array, outcome: Outcome): void {
  const { perMonth, months } = plan;
  let total = 0;
  for (let month = 0; month < months; month++) {
    const base = month * perMonth;
    let cost = at(rows, base + MonthRow.flat) + at(beside, month);
    const lines = bills[month]?.graduated ?? [];
    for (let line = 0; line < lines.length; line++) {
      const graduated = lines[line];
      if (graduated !== undefined) cost += graduatedCost(at(rows, base + MonthRow.graduated + line), graduated.tiers);
    }
    outcome.backEnd[month] = at(rows, base + MonthRow.backEnd);
    outcome.cost[month] = cost;
    total += cost;
  }
  outcome.totalCost = total;
  outcome.backEndAtEnd = at(rows, endRow);
}

const SECONDS_PER_HOUR = 3600;
const HOURS_PER_DAY = 24;

/** What was promised: the window, the link, the boxes' room, the restores. */
function setPledges(model: Model, room: TrialRoom, outcome: Outcome): void {
  const { night, terms, scenario, newRows, cloud, restores, cache } = model;
  const { site, likelySite: likely, states, rows, drawn, waits } = room;
  outcome.window = windowHours(night, { drawn, site }, terms);
  let fresh = 0;
  for (const row of newRows) fresh = Math.max(fresh, at(rows, row));
  const perHour = wanGibPerSecond(site) * SECONDS_PER_HOUR;
  const { uploadHours } = scenario.network;
  outcome.wan = share(fresh, perHour * uploadHours);
  outcome.lag = share(fresh, (perHour * uploadHours) / HOURS_PER_DAY);
  let held = outcome.backEndAtEnd;
  for (let month = 0; month < outcome.backEnd.length; month++) held = Math.max(held, at(outcome.backEnd, month));
  outcome.cloud = cloud === undefined ? 0 : share(held, cloud);
  const usesCache = restores.some((restore) => restore.usesCache);
  const locality = usesCache ? trialLocality(cache, states) : NOTHING_LOCAL;
  const draw = { states, locality, nothingLocal: NOTHING_LOCAL, site, likelySite: likely, waits };
  for (let index = 0; index < restores.length; index++) {
    const restore = restores[index];
    if (restore !== undefined) outcome.restores[index] = restoreHours(restore, draw);
  }
}

/** Nothing of nothing is no load; something of nothing never ends. */
function share(part: number, whole: number): number {
  if (part <= 0) return 0;
  return whole > 0 ? part / whole : Number.POSITIVE_INFINITY;
}
