import type { Source } from '../../catalog/types.js';
import type { Commitment } from '../../scenario/types.js';
import { Decimal, exactFromDouble, parseDecimal } from '../../units/decimal.js';
import { money, quantity } from '../../units/quantity.js';
import type { Charge, ExplainedInput } from '../charge.js';
import type { BillTerms } from './bill-terms.js';
import { type MonthPart, shareOfMonth } from './billing-month.js';
import { chargeLines, type Usage, unpricedLine } from './charge-lines.js';
import { explanation } from './explanation.js';
import { classOf, ruleFor } from './lookup.js';
import { type PricedItem, pricedItem } from './priced-item.js';

/** A commitment with its price, looked up once. */
export interface CommittedCapacity {
  readonly storageClass: string;
  readonly title: string;
  readonly units: number;
  readonly item: PricedItem;
  /** undefined: nobody says how much a unit is, so it covers nothing. */
  readonly unitGib: Decimal | undefined;
  readonly inputs: () => readonly ExplainedInput[];
  readonly sources: readonly Source[];
}

/** GiB-Months of a class that commitments pay for in one month. */
export interface Coverage {
  readonly storageClass: string;
  readonly gibMonths: Decimal;
}

/** Looks commitments up. Source: docs/methodology.md M-44. */
export function committedCapacity(bill: BillTerms, commitments: readonly Commitment[]): readonly CommittedCapacity[] {
  return commitments.map(({ storageClass, units, term, monthlyPrice, unitGib }) => {
    const rule = ruleFor(bill.book, { provider: bill.provider, region: bill.region, storageClass: '' }, 'reserved_unit_gib');
    const told = unitGib === undefined ? undefined : exactFromDouble(unitGib);
    const size = told ?? rule?.value;
    const from = told === undefined ? (rule?.source.id ?? 'price table') : 'scenario';
    return {
      storageClass,
      title: `${classOf(bill.book, bill.provider, storageClass)?.title ?? storageClass}, ${term === '1y' ? 'one year' : 'three years'}`,
      units,
      item: monthlyPrice === undefined ? pricedItem(bill, storageClass, `reserved_${term}`) : ownPrice(bill, monthlyPrice),
      unitGib: size,
      inputs: () => [
        { name: 'units', value: `${units}`, from: 'scenario' },
        ...(size === undefined ? [] : [{ name: 'a unit', value: `${size.toFixed()} GiB`, from }]),
      ],
      sources: told === undefined && rule !== undefined ? [rule.source] : [],
    };
  });
}

/** @throws RangeError for a price that is no plain decimal: the scenario's parser lets none through */
function ownPrice({ currency }: BillTerms, monthlyPrice: string): PricedItem {
  const price = parseDecimal(monthlyPrice);
  if (price === undefined) throw new RangeError(`a commitment at ${monthlyPrice}, expected a plain decimal`);
  const tier = {
    from: new Decimal(0),
    to: undefined,
    unitPrice: { price: money(currency, price), per: 'Unit-Months', perAmount: new Decimal(1) },
    single: price,
    factor: undefined,
    undiscounted: undefined,
    title: '',
    sources: [],
    explained: [{ name: 'price', value: `${price.toFixed()} ${currency} per Unit-Months`, from: 'scenario' }],
  } as const;
  return { kind: 'priced', per: 'Unit-Months', perGib: undefined, tiers: [tier], roundUpTo: undefined, currency };
}

/** What commitments cost in one month: units x share of the month x price, filled or not. Source: docs/methodology.md M-44. */
export function commitmentCharges(committed: readonly CommittedCapacity[], month: MonthPart): readonly Charge[] {
  return committed.flatMap(({ title, units, item, unitGib, inputs, sources }) => {
    const usage: Usage = {
      kindOfCost: 'storage',
      label: `Committed capacity, ${title}`,
      rule: 'M-44',
      formula: 'units x share of the month x price of a unit and month',
      used: quantity('Unit-Months', shareOfMonth(exactFromDouble(units), month)),
      inputs,
      sources,
    };
    const lines = chargeLines(item, usage);
    return unitGib === undefined ? [...lines, unpricedLine(usage, undefined, 'no source says how much a unit covers')] : lines;
  });
}

/** How much of each class's storage the commitments cover in one month. */
export function coverageOf(committed: readonly CommittedCapacity[], month: MonthPart): readonly Coverage[] {
  return committed.reduce<readonly Coverage[]>((sum, { storageClass, units, unitGib }) => {
    if (unitGib === undefined) return sum;
    const gibMonths = shareOfMonth(unitGib.times(exactFromDouble(units)), month);
    const before = sum.find((one) => one.storageClass === storageClass);
    const rest = sum.filter((one) => one !== before);
    return [...rest, { storageClass, gibMonths: before === undefined ? gibMonths : before.gibMonths.plus(gibMonths) }];
  }, []);
}

/**
 * Lines of a usage of which commitments cover the first part: the covered part is included, the rest is billed at list price from the
 * first tier on, since reserved capacity is a product of its own.
 *
 * Source: docs/methodology.md M-44.
 */
export function coveredLines(item: PricedItem, usage: Usage, { gibMonths }: Coverage): readonly Charge[] {
  const start = usage.startAt ?? new Decimal(0);
  const left = Decimal.max(0, gibMonths.minus(start));
  const covered = Decimal.min(left, usage.used.amount);
  const { unit, amount } = usage.used;
  const beyond = { ...usage, used: quantity(unit, amount.minus(covered)), startAt: Decimal.max(0, start.minus(gibMonths)) };
  const rest = chargeLines(item, beyond);
  if (covered.isZero()) return rest;
  const { kindOfCost, label, formula, inputs, sources } = usage;
  const because = explanation({ rule: 'M-44', formula: `${formula}; covered by committed capacity`, inputs, sources });
  return [{ kind: 'included', kindOfCost, label: `${label}, committed`, quantity: quantity(unit, covered), because }, ...rest];
}
