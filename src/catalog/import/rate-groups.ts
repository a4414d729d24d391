import { type Decimal, parseDecimal } from '../../units/decimal.js';
import type { LeftPile } from './left-out.js';
import type { PublishedRate, PublishedTier, RateKey } from './published.js';

/** One tier as it stands in a file, with what it belongs to. */
export interface RatePiece extends RateKey {
  readonly service: string;
  readonly pricingUnit: string;
  readonly publishedUnit: string;
  readonly currency: string;
  readonly from: string;
  readonly to: string;
  readonly tierFrom: Decimal;
  /** undefined where the file says "without end", or where only the next tier tells (`openTiers`). */
  readonly tierTo: Decimal | undefined;
  readonly price: Decimal;
  readonly note: string;
  /** SKU or meter: pieces of one origin are tiers of one price, several origins must agree. */
  readonly origin: string;
  /** Where a price is listed twice, the lower rank is the one that counts. */
  readonly rank: number;
}

interface Group {
  readonly first: RatePiece;
  readonly byOrigin: Map<string, RatePiece[]>;
}

/** Gathers tiers, in any order, into whole rates. */
export class RateGroups {
  private readonly groups = new Map<string, Group>();

  /** @param openTiers true where a file gives only the lower edge of each tier */
  constructor(private readonly openTiers: boolean) {}

  add(piece: RatePiece): void {
    const key = [piece.provider, piece.region, piece.storageClass, piece.item, piece.from].join('|');
    const group = this.groups.get(key) ?? { first: piece, byOrigin: new Map() };
    const pieces = group.byOrigin.get(piece.origin);
    if (pieces) pieces.push(piece);
    else group.byOrigin.set(piece.origin, [piece]);
    this.groups.set(key, group);
  }

  /** Whole rates; those whose tiers have a hole, or whose listings disagree, are left. */
  rates(left: LeftPile): readonly PublishedRate[] {
    return [...this.groups.values()].flatMap((group) => this.rateOf(group, left));
  }

  private rateOf({ byOrigin }: Group, left: LeftPile): readonly PublishedRate[] {
    const lowest = Math.min(...[...byOrigin.values()].map(([piece]) => piece?.rank ?? 0));
    const rates: PublishedRate[] = [];
    for (const pieces of byOrigin.values()) {
      const [piece] = pieces;
      if (piece === undefined) continue;
      const tiers = piece.rank > lowest ? 'the same price is listed elsewhere too' : tiersOf(pieces, this.openTiers);
      if (typeof tiers === 'string') for (const one of pieces) left.add(tiers, nameOf(one));
      else rates.push(rateFrom(piece, tiers));
    }
    const [first] = rates;
    if (first === undefined || rates.every((rate) => sameTiers(rate.tiers, first.tiers))) return rates.slice(0, 1);
    for (const pieces of byOrigin.values()) for (const piece of pieces) left.add(disagreement(piece), nameOf(piece));
    return [];
  }
}

export const nameOf = ({ origin, region, storageClass, item }: RatePiece): string =>
  `${[region, storageClass, item].filter((part) => part !== '').join(' ')}, ${origin}`;

const disagreement = ({ item }: RatePiece): string =>
  item === 'inter_region'
    ? 'the price depends on the other region, and the table holds one price'
    : 'two listings of one item with different prices';

function rateFrom(piece: RatePiece, tiers: PublishedRate['tiers']): PublishedRate {
  const { provider, region, storageClass, item, service, pricingUnit, publishedUnit, currency, from, to, note } = piece;
  return { provider, region, storageClass, item, service, pricingUnit, publishedUnit, currency, from, to, note, tiers };
}

/** Sorted by their lower edge; the reason where they do not follow each other from 0. */
function tiersOf(pieces: readonly RatePiece[], openTiers: boolean): PublishedRate['tiers'] | string {
  const sorted = [...pieces].sort((a, b) => a.tierFrom.comparedTo(b.tierFrom));
  const distinct = sorted.filter((piece, at) => !sorted.slice(0, at).some((earlier) => isSame(earlier, piece)));
  const tiers: PublishedTier[] = distinct.map(({ tierFrom, tierTo, price }, at) => {
    return { from: tierFrom, to: openTiers ? distinct[at + 1]?.tierFrom : tierTo, price };
  });
  const [first, ...rest] = tiers;
  if (first === undefined || !first.from.isZero()) return 'the lowest tier does not start at 0';
  let edge = first.to;
  for (const tier of rest) {
    if (edge === undefined || !edge.eq(tier.from)) return 'the tiers have a hole or an overlap';
    if (tier.to?.lte(tier.from)) return 'a tier that ends before it begins';
    edge = tier.to;
  }
  return edge === undefined ? [first, ...rest] : 'the highest tier has an end';
}

function isSame(a: RatePiece, b: RatePiece): boolean {
  return a.tierFrom.eq(b.tierFrom) && a.price.eq(b.price) && sameEdge(a.tierTo, b.tierTo);
}

function sameEdge(a: Decimal | undefined, b: Decimal | undefined): boolean {
  return a === undefined || b === undefined ? a === b : a.eq(b);
}

export function sameTiers(a: readonly PublishedTier[], b: readonly PublishedTier[]): boolean {
  return (
    a.length === b.length &&
    a.every((tier, at) => {
      const other = b[at];
      return other !== undefined && tier.from.eq(other.from) && sameEdge(tier.to, other.to) && tier.price.eq(other.price);
    })
  );
}

/** "Inf" and '' are no end. undefined where the text is no number at all. */
export function edgeOf(text: string): { readonly edge: Decimal | undefined } | undefined {
  if (text === '' || text.toLowerCase() === 'inf') return { edge: undefined };
  const edge = parseDecimal(text);
  return edge === undefined ? undefined : { edge };
}
