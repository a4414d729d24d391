import type { Source } from '../../catalog/types.js';
import { Decimal } from '../../units/decimal.js';
import { quantity } from '../../units/quantity.js';
import type { Charge, ExplainedInput } from '../charge.js';
import { chargeLines, type Usage } from './charge-lines.js';
import { explanation } from './explanation.js';
import type { PricedItem } from './priced-item.js';

/** What a month has free, in GiB, and the rule that says so. */
export interface Allowance {
  readonly gib: Decimal;
  readonly inputs: () => readonly ExplainedInput[];
  readonly sources: readonly Source[];
}

/**
 * A usage with a free allowance: the free part is an `included` line and comes out of the first tiers, whose upper bounds do not
 * move. An allowance belongs to the whole account: here the plan alone uses it, which the explanation says. What is beyond it and has
 * no price is unpriced.
 *
 * @param free  undefined: none
 *
 * Source: docs/methodology.md M-30; worked example s3faq-dto-2019 (10,239 GB at the first price after 1 free GB).
 */
export function chargeLinesAfterFree(item: PricedItem, usage: Usage, free: Allowance | undefined): readonly Charge[] {
  if (free === undefined) return chargeLines(item, usage);
  const before = usage.startAt ?? new Decimal(0);
  const left = Decimal.max(0, free.gib.minus(before));
  const freePart = Decimal.min(left, usage.used.amount);
  if (freePart.isZero()) return chargeLines(item, usage);
  const inputs = () => [...usage.inputs(), ...free.inputs()];
  const sources = [...usage.sources, ...free.sources];
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
      because: explanation({ rule, formula, inputs, sources }),
    },
    ...chargeLines(item, rest),
  ];
}
