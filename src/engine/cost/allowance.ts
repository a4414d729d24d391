import type { Rule } from '../../catalog/types.js';
import { Decimal } from '../../units/decimal.js';
import { quantity } from '../../units/quantity.js';
import type { Charge } from '../charge.js';
import { chargeLines, type Usage } from './charge-lines.js';
import { fromRule } from './explained.js';
import type { PricedItem } from './priced-item.js';

/**
 * A usage with a free allowance: the free part is an `included` line and comes out of the first tiers, whose upper bounds do not
 * move. An allowance belongs to the whole account: here the plan alone uses it, which the explanation says.
 *
 * @param free  GiB a month; undefined: none
 *
 * Source: docs/methodology.md M-30; worked example s3faq-dto-2019 (10,239 GB at the first price after 1 free GB).
 */
export function chargeLinesAfterFree(item: PricedItem, usage: Usage, free: Rule | undefined): readonly Charge[] {
  if (free === undefined || item.kind === 'missing') return chargeLines(item, usage);
  const before = usage.startAt ?? new Decimal(0);
  const left = Decimal.max(0, free.value.minus(before));
  const freePart = Decimal.min(left, usage.used.amount);
  if (freePart.isZero()) return chargeLines(item, usage);
  const inputs = [...usage.inputs, fromRule('free allowance, if nothing else of the account uses it', free)];
  const sources = [...usage.sources, free.source];
  const { kindOfCost, label, rule, formula, used } = usage;
  const rest = {
    ...usage,
    inputs,
    sources,
    used: quantity(used.unit, used.amount.minus(freePart)),
    startAt: before.plus(freePart),
  };
  return [
    {
      kind: 'included',
      kindOfCost,
      label: `${label}, free allowance`,
      quantity: quantity(used.unit, freePart),
      because: { rule, formula, inputs, sources },
    },
    ...chargeLines(item, rest),
  ];
}
