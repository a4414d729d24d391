import type { Charge, CostKind } from '../../engine/charge.js';
import type { Plan } from '../../engine/plan-types.js';
import { Decimal } from '../../units/decimal.js';
import { sumOf } from '../../units/exact.js';
import { yearOf } from '../format-date.js';
import { lineAmounts } from '../line-amounts.js';
import { type Amounts, amountsOf, NO_AMOUNTS, sumAmounts } from './amounts.js';
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
  const [list, paid] = [amounts.list.amount, amounts.net.amount];
  const net = marked(paid, factor);
  // Without a discount there is nothing to hide, and no need to ask where the price is from.
  const isPlain = list === paid || (hidesConfidential && isConfidential(charge));
  return amountsOf(isPlain ? net : marked(list, factor), net);
}

const marked = (price: Decimal, factor: Decimal): Decimal => (factor === LIST ? price : price.times(factor));
const isConfidential = ({ because }: Charge): boolean => because.sources.some(({ confidential }) => confidential === true);

const LIST = new Decimal(1);

/** What a markup in percent makes of every price; without one, of thousands of prices, nothing is multiplied. */
export function factorOf(markup: string): Decimal {
  const factor = new Decimal(markup).plus(100).div(100);
  return factor.eq(LIST) ? LIST : factor;
}

/** "Storage, S3 Standard, Frankfurt, from 1024 GiB-Months" and its sisters are one line of a quote. */
const withoutTier = (label: string): string => label.replace(/, from \d+(\.\d+)? [A-Za-z]+(-Months)?$/, '');

interface Group {
  readonly label: string;
  readonly charges: Charge[];
  /** What is sold, by year. */
  readonly sold: readonly Amounts[][];
}

/** The plan's bill as lines of a quote, in the bill's order: one a label, its tiers and months added up. */
export function planLines(plan: Plan, years: readonly number[], pricing: Pricing): readonly QuoteLine[] {
  const groups: Groups = { lines: new Map(), printed: new Map() };
  for (const { from, charges } of plan.cost.months) {
    const at = years.indexOf(yearOf(from));
    for (const charge of charges) {
      const group = groupOf(charge, groups, years.length);
      group.charges.push(charge);
      group.sold[at]?.push(sold(charge, pricing));
    }
  }
  return [...groups.lines.values()].map(lineOf);
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

/** The lines by kind and label; and each kind's by what the bill prints, the same in most months, so that a label is taken apart once. */
interface Groups {
  readonly lines: Map<string, Group>;
  readonly printed: Map<CostKind, Map<string, Group>>;
}

function groupOf({ kindOfCost, label: printed }: Charge, { lines, printed: known }: Groups, years: number): Group {
  const ofKind = known.get(kindOfCost) ?? new Map<string, Group>();
  known.set(kindOfCost, ofKind);
  const found = ofKind.get(printed);
  if (found !== undefined) return found;
  const label = withoutTier(printed);
  const key = `${kindOfCost}|${label}`;
  const group = lines.get(key) ?? { label, charges: [], sold: Array.from({ length: years }, () => []) };
  lines.set(key, group);
  ofKind.set(printed, group);
  return group;
}

function lineOf({ label, charges, sold }: Group): QuoteLine {
  const byYear = sold.map(sumAmounts);
  const total = sumAmounts(byYear);
  return { label, spend: 'opex', quantity: quantityOf(charges), status: statusOf(charges), byYear, total };
}

/** What all charges are of together; undefined where they are not of one unit. */
function quantityOf(charges: readonly Charge[]): QuoteLine['quantity'] {
  const unit = charges[0]?.quantity?.unit;
  if (unit === undefined || charges.some(({ quantity }) => quantity?.unit !== unit)) return undefined;
  return { amount: sumOf(charges.flatMap(({ quantity }) => quantity?.amount ?? [])), unit };
}

function statusOf(charges: readonly Charge[]): QuoteLine['status'] {
  const unpriced = charges.filter(({ kind }) => kind === 'unpriced').length;
  if (unpriced > 0) return unpriced === charges.length ? 'unpriced' : 'atLeast';
  return charges.every(({ kind }) => kind === 'included') ? 'included' : 'priced';
}
