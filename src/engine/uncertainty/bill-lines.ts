import { stagedThrough } from '../cost/requests.js';
import type { SimulationTerms } from '../cost/simulation.js';

/** What the bill of a month is made of: GiB and objects of one cohort, or of all. The order of `Flow`. */
export const FLOWS = 8;
/** Stocks are means over the month's days times days / days of the calendar month; unserved GiB-days are / days of the month. */
export const Flow = {
  first: 0,
  archive: 1,
  unservedFirst: 2,
  unservedArchive: 3,
  objectsPut: 4,
  objectsFirst: 5,
  objectsArchive: 6,
  objectsMoved: 7,
} as const;

export interface DoubleTier {
  readonly from: number;
  readonly to: number;
  readonly price: number;
}

/** An amount that is a weighted sum of flows, and its graduated price. */
export interface BillLine {
  readonly tiers: readonly DoubleTier[];
  readonly weights: Float64Array;
}

/** A bill as linear as it goes: one line for all that has a single price, in money, and one for each graduated price. */
export interface BillLines {
  readonly flat: Float64Array;
  readonly graduated: readonly BillLine[];
  /** Minimum days of both classes: what the unserved GiB-days are counted against. */
  readonly minimumFirst: number;
  readonly minimumArchive: number;
}

/** One price asked for, with the flows that pay it. */
interface Asked {
  /** Amounts of one key fill the same tiers together. */
  readonly key: string;
  readonly tiers: readonly DoubleTier[];
  readonly weights: Readonly<Partial<Record<keyof typeof Flow, number>>>;
}

/**
 * Takes the doubles' bill (M-39) apart into prices and the flows that pay them. What is unpriced has no tiers and costs nothing, as there.
 *
 * Source: docs/methodology-uncertainty.md M-86; held to `monthlyCostDouble` by a test.
 */
export function billLines(simulation: SimulationTerms): BillLines {
  const asked = simulation.kind === 'private store' ? privateLine(simulation.price) : storeLines(simulation);
  const lines = new Map<string, { readonly tiers: readonly DoubleTier[]; readonly weights: Float64Array }>();
  for (const { key, tiers, weights } of asked) {
    const line = lines.get(key) ?? { tiers, weights: new Float64Array(FLOWS) };
    lines.set(key, line);
    for (const [flow, index] of Object.entries(Flow)) {
      const weight = Object.entries(weights).find(([name]) => name === flow)?.[1] ?? 0;
      line.weights[index] = (line.weights[index] ?? 0) + weight;
    }
  }
  return { ...inOne([...lines.values()]), ...minimumDays(simulation) };
}

function isFlat({ tiers }: BillLine): boolean {
  const [only] = tiers;
  return tiers.length === 1 && only !== undefined && only.from <= 0 && only.to === Number.POSITIVE_INFINITY;
}

function inOne(lines: readonly BillLine[]): Pick<BillLines, 'flat' | 'graduated'> {
  const flat = new Float64Array(FLOWS);
  for (const line of lines.filter(isFlat)) {
    const price = line.tiers[0]?.price ?? 0;
    line.weights.forEach((weight, flow) => {
      flat[flow] = (flat[flow] ?? 0) + weight * price;
    });
  }
  return { flat, graduated: lines.filter((line) => line.tiers.length > 0 && !isFlat(line)) };
}

function privateLine(tiers: readonly DoubleTier[]): readonly Asked[] {
  return [{ key: 'storage', tiers, weights: { first: 1, archive: 1 } }];
}

type ObjectStore = Extract<SimulationTerms, { kind: 'object store' }>;

function pricesOf({ terms, prices }: ObjectStore) {
  const first = prices.get(terms.first);
  const archive = prices.get(terms.archive);
  if (first === undefined || archive === undefined) throw new RangeError('simulation terms without their own classes');
  return { first, archive };
}

function storeLines(simulation: ObjectStore): readonly Asked[] {
  const { first, archive } = pricesOf(simulation);
  const moves = simulation.terms.first !== simulation.terms.archive;
  const staged = stagedThrough(simulation.terms.first) !== undefined;
  const storage = (of: typeof first, gib: 'first' | 'archive', objects: 'objectsFirst' | 'objectsArchive'): readonly Asked[] => [
    {
      key: `storage ${of.code}`,
      tiers: of.own.price,
      weights: { [gib]: 1, [objects]: of.paddingGib + of.archiveOverheadGib },
    },
    { key: `storage ${of.overhead.code}`, tiers: of.overhead.price, weights: { [objects]: of.standardOverheadGib } },
  ];
  return [
    ...storage(first, 'first', 'objectsFirst'),
    ...storage(archive, 'archive', 'objectsArchive'),
    { key: 'put', tiers: first.put, weights: { objectsPut: 1 } },
    ...(staged ? [{ key: 'staged', tiers: first.transition, weights: { objectsPut: 1 } }] : []),
    ...(moves ? [{ key: 'moved', tiers: archive.transition, weights: { objectsMoved: 1 } }] : []),
    { key: 'early first', tiers: first.earlyDelete, weights: { unservedFirst: 1, ...(moves ? {} : { unservedArchive: 1 }) } },
    ...(moves ? [{ key: 'early archive', tiers: archive.earlyDelete, weights: { unservedArchive: 1 } }] : []),
  ];
}

function minimumDays(simulation: SimulationTerms): Pick<BillLines, 'minimumFirst' | 'minimumArchive'> {
  if (simulation.kind === 'private store') return { minimumFirst: 0, minimumArchive: 0 };
  const { first, archive } = pricesOf(simulation);
  return { minimumFirst: first.minimumDays, minimumArchive: archive.minimumDays };
}

/** Money for an amount, tier by tier. */
export function graduatedCost(amount: number, tiers: readonly DoubleTier[]): number {
  let cost = 0;
  for (const { from, to, price } of tiers) {
    const filled = (amount < to ? amount : to) - (from > 0 ? from : 0);
    if (filled <= 0) break;
    cost += filled * price;
  }
  return cost;
}
