import type { Source } from '../../catalog/types.js';
import type { Decimal } from '../../units/decimal.js';
import { product } from '../../units/exact.js';
import { costOf, money, type Quantity, quantity, roundToCents } from '../../units/quantity.js';
import type { Charge, CostKind, ExplainedInput, Explanation } from '../charge.js';
import { fromEngine, shown } from './explained.js';
import { explanation } from './explanation.js';
import { graduated, graduatedInSteps } from './graduated.js';
import { labelOf } from './label.js';
import type { PricedItem, PricedTier } from './priced-item.js';

/** Something used and to be billed: what the bill calls it, how much, and where the amount comes from. */
export interface Usage {
  readonly kindOfCost: CostKind;
  readonly label: string;
  readonly rule: Explanation['rule'];
  readonly formula: string;
  /** In GiB-Months, GiB, Requests or Unit-Months: sizes are converted to the table's unit here. */
  readonly used: Quantity;
  /** Written out when somebody asks. */
  readonly inputs: () => readonly ExplainedInput[];
  /** Rows behind the inputs, beside the price's own. */
  readonly sources: readonly Source[];
  /** What has filled the price's tiers already, in `used`'s unit. */
  readonly startAt?: Decimal | undefined;
}

/**
 * The lines of the bill for one usage: one per tier reached, none for a quantity of 0, one `unpriced` for what has no price.
 * A tier at price 0 is `included`. What is rounded up is the month's quantity, with what filled the tiers before. Each line's cost is discounted, exchanged and then rounded to cents, once.
 *
 * Source: docs/methodology.md M-21, M-34 to M-36, M-42.
 */
export function chargeLines(item: PricedItem, usage: Usage): readonly Charge[] {
  if (usage.used.amount.isZero()) return [];
  if (item.kind === 'missing') return [unpricedLine(usage, usage.used, item.missing)];
  const inTableUnit = (amount: Decimal) => (item.perGib === undefined ? amount : product(amount, item.perGib));
  const startAt = usage.startAt === undefined ? undefined : inTableUnit(usage.startAt);
  const { slices, beyond } =
    item.roundUpTo === undefined
      ? graduated(inTableUnit(usage.used.amount), item.tiers, startAt)
      : graduatedInSteps(inTableUnit(usage.used.amount), item.tiers, item.roundUpTo, startAt);
  const lines: Charge[] = slices.map(({ tier, amount }) => pricedLine(item, usage, tier, amount));
  if (!beyond.isZero()) lines.push(unpricedLine(usage, quantity(item.per, beyond), 'beyond the last tier of the price table'));
  return lines;
}

type Priced = Extract<PricedItem, { kind: 'priced' }>;

/** Written out field by field: a spread here is a third of a plan's time. */
function pricedLine(item: Priced, usage: Usage, tier: PricedTier, amount: Decimal): Charge {
  const { kindOfCost } = usage;
  const label = tierLabel(item, usage, tier);
  const used = quantity(item.per, amount);
  const because = explain(usage, tier, used);
  const { unitPrice } = tier;
  if (unitPrice.price.amount.isZero()) return { kind: 'included', kindOfCost, label, quantity: used, because };
  const listCost =
    tier.single === undefined ? costOf(used, unitPrice) : money(unitPrice.price.currency, product(amount, tier.single));
  const { factor } = tier;
  const cost = roundToCents(factor === undefined ? listCost : money(item.currency, product(listCost.amount, factor)));
  if (tier.undiscounted === undefined)
    return { kind: 'priced', kindOfCost, label, quantity: used, unitPrice, listCost, cost, because };
  const list = roundToCents(money(item.currency, product(listCost.amount, tier.undiscounted)));
  const discounted = { list, off: money(item.currency, list.amount.minus(cost.amount)) };
  return { kind: 'priced', kindOfCost, label, quantity: used, unitPrice, listCost, cost, discounted, because };
}

export function unpricedLine(usage: Usage, used: Quantity | undefined, missing: string): Charge {
  const { kindOfCost, label, rule, formula, inputs, sources } = usage;
  return {
    kind: 'unpriced',
    kindOfCost,
    label,
    quantity: used,
    missing,
    because: explanation({ rule, formula, inputs, sources }),
  };
}

/** Lines of one item and several tiers are told apart by where the tier starts. */
function tierLabel(item: Priced, usage: Usage, tier: PricedTier): string {
  return item.tiers.length === 1 ? usage.label : labelOf(usage.label, labelOf(', ', tier.title));
}

function explain({ rule, formula, inputs, sources }: Usage, tier: PricedTier, used: Quantity): Explanation {
  const billed = () => fromEngine('billed quantity', `${shown(used.amount)} ${used.unit}`);
  return explanation({
    rule,
    formula,
    inputs: () => [...inputs(), billed(), ...tier.explained],
    sources: sources.length === 0 ? tier.sources : [...tier.sources, ...sources],
  });
}
