import type { Charge } from '../../engine/charge.js';
import type { Plan } from '../../engine/plan-types.js';
import { Decimal } from '../../units/decimal.js';
import { yearOf } from '../format-date.js';
import { lineAmounts } from '../line-amounts.js';
import { type Amounts, addAmounts, amountsOf, NO_AMOUNTS, sumAmounts } from './amounts.js';
import type { QuoteLine } from './quote-types.js';

export interface Pricing {
  readonly currency: string;
  /** Every price of the plan times this: `factorOf` of the markup. */
  readonly factor: Decimal;
  /** Lines of a confidential price show what is paid and nothing of how it came about. */
  readonly hidesConfidential: boolean;
}

/**
 * One charge as the seller sells it: list and net with the markup, each rounded to cents once.
 *
 * Source: docs/methodology-cost.md M-160.
 */
export function sold(charge: Charge, { currency, factor, hidesConfidential }: Pricing): Amounts {
  const amounts = lineAmounts(charge, currency);
  if (amounts === undefined) return NO_AMOUNTS;
  const net = amounts.net.amount.times(factor);
  const isHidden = hidesConfidential && charge.because.sources.some(({ confidential }) => confidential === true);
  return amountsOf(isHidden ? net : amounts.list.amount.times(factor), net);
}

/** What a markup in percent makes of every price. */
export const factorOf = (markup: string): Decimal => new Decimal(markup).plus(100).div(100);

/** "Storage, S3 Standard, Frankfurt, from 1024 GiB-Months" and its sisters are one line of a quote. */
const withoutTier = (label: string): string => label.replace(/, from \d+(\.\d+)? [A-Za-z]+(-Months)?$/, '');

interface Group {
  readonly label: string;
  readonly charges: { readonly year: number; readonly charge: Charge }[];
}

/** The plan's bill as lines of a quote, in the bill's order: one a label, its tiers and months added up. */
export function planLines(plan: Plan, years: readonly number[], pricing: Pricing): readonly QuoteLine[] {
  const dated = plan.cost.months.flatMap(({ from, charges }) => charges.map((charge) => ({ year: yearOf(from), charge })));
  return grouped(dated).map(({ label, charges }) => {
    const byYear = years.map((year) =>
      sumAmounts(charges.filter((one) => one.year === year).map(({ charge }) => sold(charge, pricing))),
    );
    return lineOf(
      label,
      charges.map(({ charge }) => charge),
      byYear,
    );
  });
}

/** Restores are options: paid when one is done, so they are in no year and in no total. */
export function restoreLines(plan: Plan, pricing: Pricing): readonly QuoteLine[] {
  return plan.restores
    .filter(({ charges }) => charges.some(({ kind }) => kind !== 'included'))
    .map(({ scenario, charges }) => {
      const total = sumAmounts(charges.map((charge) => sold(charge, pricing)));
      return { label: scenario.name, spend: 'opex', quantity: undefined, status: statusOf(charges), byYear: [], total };
    });
}

function grouped(dated: readonly { readonly year: number; readonly charge: Charge }[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const one of dated) {
    const label = withoutTier(one.charge.label);
    const key = `${one.charge.kindOfCost}|${label}`;
    const group = groups.get(key) ?? { label, charges: [] };
    group.charges.push(one);
    groups.set(key, group);
  }
  return [...groups.values()];
}

function lineOf(label: string, charges: readonly Charge[], byYear: readonly Amounts[]): QuoteLine {
  const quantities = charges.map(({ quantity }) => quantity);
  const unit = quantities[0]?.unit;
  const isOne = unit !== undefined && quantities.every((quantity) => quantity?.unit === unit);
  const amount = quantities.reduce((sum, quantity) => sum.plus(quantity?.amount ?? 0), new Decimal(0));
  return {
    label,
    spend: 'opex',
    quantity: isOne ? { amount, unit } : undefined,
    status: statusOf(charges),
    byYear,
    total: byYear.reduce(addAmounts, NO_AMOUNTS),
  };
}

function statusOf(charges: readonly Charge[]): QuoteLine['status'] {
  const unpriced = charges.filter(({ kind }) => kind === 'unpriced').length;
  if (unpriced > 0) return unpriced === charges.length ? 'unpriced' : 'atLeast';
  return charges.every(({ kind }) => kind === 'included') ? 'included' : 'priced';
}
