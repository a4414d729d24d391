import { exp, log1p } from '../../units/portable-math.js';
import { changedWithin } from '../capacity/changed-share.js';
import { cohortTerms } from '../capacity/cohort-terms.js';
import { at } from '../capacity/day-totals.js';
import { project } from '../capacity/project.js';
import type { Tables } from '../capacity/set-up.js';
import type { Behaviour, CapacityInput, CohortInput } from '../capacity/types.js';
import { DAYS_PER_YEAR, type Drawn, type FeatureTerms, incrementalGap, keepsAsSent, sizeOf } from './features.js';
import { addFlat, type FlatPart, type ObjectPart, type OutgrownPart, objectsOf } from './flat-part.js';
import { monthOfRow, type RowPlan, rowsOf } from './rows.js';

/** What the runs of all cohorts are made with. */
export interface Workshop {
  readonly input: CapacityInput;
  readonly plan: RowPlan;
  readonly terms: FeatureTerms;
  readonly tables: Tables;
}

/** One cohort around which behaviours are tried. */
export interface Subject {
  readonly shop: Workshop;
  /** With its anchor behaviour. */
  readonly cohort: CohortInput;
  readonly anchor: Drawn;
  /** `sizeOf` the anchor. */
  readonly size: number;
  readonly flat: FlatPart;
  /** Rows of the anchor, the flat part taken off. */
  readonly likely: Float64Array;
}

export function subjectOf(shop: Workshop, cohort: CohortInput): Subject {
  const anchor = drawnWith(shop, cohort, cohort.behaviour);
  const constant = run(shop, cohort, { ...cohort.behaviour, used: 0 });
  const bare: Subject = {
    ...{ shop, cohort, anchor, size: sizeOf(anchor.terms, shop.terms.store) },
    flat: { constant, objects: undefined, outgrown: undefined },
    likely: constant,
  };
  const objects = objectPart(bare);
  const flat = { constant, objects, outgrown: outgrownPart(bare, objects) };
  return { ...bare, flat, likely: minus(run(shop, cohort, cohort.behaviour), flatRows({ ...bare, flat }, anchor)) };
}

export function drawnWith({ terms }: Workshop, cohort: CohortInput, behaviour: Behaviour): Drawn {
  return {
    terms: cohortTerms({ ...cohort, behaviour }, terms.store, terms.writer),
    growth: log1p(behaviour.annualGrowth),
    writeKib: behaviour.writeKib,
  };
}

function run({ input, plan, terms, tables }: Workshop, cohort: CohortInput, behaviour: Behaviour): Float64Array {
  const one = { ...input, cohorts: [{ ...cohort, behaviour }] };
  // A law of its own would stay in the shared tables for good.
  return rowsOf(plan, project(one, terms.days, [], { ...tables, changed: new Map() }));
}

function flatRows({ flat, shop }: Subject, drawn: Drawn): Float64Array {
  const rows = flat.constant.slice();
  addFlat(flat, drawn, shop.terms, rows);
  return rows;
}

/** Rows of a behaviour, the flat part taken off, for a cohort of the anchor's size that grows as the anchor. */
export function normalisedRun(subject: Subject, behaviour: Behaviour): Float64Array {
  const { shop, cohort, anchor, size } = subject;
  const drawn = drawnWith(shop, cohort, behaviour);
  const times = sizeOf(drawn.terms, shop.terms.store) / size;
  const shift = drawn.growth - anchor.growth;
  const flat = flatRows(subject, drawn);
  const { plan } = shop;
  return run(shop, cohort, behaviour).map((value, row) => {
    const grown = exp((shift * at(plan.middles, monthOfRow(plan, row))) / DAYS_PER_YEAR);
    return (value - at(flat, row)) / (times * grown);
  });
}

/** a - b, row by row. */
export function minus(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, row) => value - at(b, row));
}

/** Times the size of a write by which objects are told from data. */
const OTHER_SIZE = 4;

/** Two write sizes that send the same data in different numbers of objects differ by nothing else. */
function objectPart({ shop, cohort, anchor }: Subject): ObjectPart | undefined {
  const { behaviour } = cohort;
  const gap = incrementalGap(cohort.policy);
  if (gap === undefined || !keepsAsSent(shop.terms.store) || behaviour.dailyChange <= 0 || behaviour.hot <= 0) return undefined;
  const other = sameSent(shop, cohort, { ...behaviour, writeKib: behaviour.writeKib * OTHER_SIZE }, gap);
  const more = objectsOf(drawnWith(shop, cohort, other), shop.terms, gap) - objectsOf(anchor, shop.terms, gap);
  if (more === 0) return undefined;
  const difference = minus(run(shop, cohort, other), run(shop, cohort, behaviour));
  const none = objectsOf(drawnWith(shop, cohort, { ...behaviour, used: 0 }), shop.terms, gap);
  return { gap, none, column: difference.map((value) => value / more) };
}

const HALVINGS = 60;

/** The behaviour with the daily change that makes its incrementals as large as the cohort's own. */
function sameSent(shop: Workshop, cohort: CohortInput, like: Behaviour, gap: number): Behaviour {
  const sent = (behaviour: Behaviour): number => changedWithin(drawnWith(shop, cohort, behaviour).terms.atWriter, gap);
  const wanted = sent(cohort.behaviour);
  let [low, high] = [0, like.hot];
  for (let step = 0; step < HALVINGS; step++) {
    const middle = (low + high) / 2;
    if (sent({ ...like, dailyChange: middle }) < wanted) low = middle;
    else high = middle;
  }
  return { ...like, dailyChange: (low + high) / 2 };
}

/** Cohorts that outgrow their volumes, one after another: this many over the horizon, and growing by so much a year. */
const OUTGROWN = 15;
const OUTGROWN_GROWTH = 0.25;

function outgrownPart({ shop, cohort, flat }: Subject, objects: ObjectPart | undefined): OutgrownPart | undefined {
  const { store, writer, days: horizon } = shop.terms;
  if (!keepsAsSent(store) || writer.compression !== 'none') return undefined;
  const days = Array.from({ length: OUTGROWN + 1 }, (_, index) => Math.round((index * (horizon - 1)) / OUTGROWN));
  const growth = log1p(OUTGROWN_GROWTH);
  const columns = days.slice(0, -1).map((day) => {
    const behaviour = {
      ...cohort.behaviour,
      dailyChange: 0,
      annualGrowth: OUTGROWN_GROWTH,
      used: exp((-growth * day) / DAYS_PER_YEAR),
    };
    const rows = flat.constant.slice();
    addFlat({ ...flat, objects }, drawnWith(shop, cohort, behaviour), shop.terms, rows);
    return minus(run(shop, cohort, behaviour), rows);
  });
  return { days, growth, columns };
}
