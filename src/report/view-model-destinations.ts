import type { DestinationCost, Plan } from '../engine/plan-types.js';
import { Decimal } from '../units/decimal.js';
import { KINDS_IN_ORDER, kindTitle } from './cost-kinds.js';
import { formatDate } from './format-date.js';
import { formatMoney, formatTotal, missingFrom } from './format-money.js';
import { formatExact, NOTHING } from './format-number.js';
import { badge, type RowInput, type TableView, table } from './table-view.js';
import { chargeCells } from './view-model-bill.js';
import type { SourceNumbers } from './view-model-sources.js';
import { type WhyView, whyView } from './view-model-why.js';

export interface DestinationsView {
  readonly lead: string;
  readonly compared: TableView;
  readonly kinds: TableView;
  readonly yardstick: TableView;
  readonly whys: readonly { readonly label: string; readonly why: WhyView }[];
}

/** The planned destination first, then the others, each once. */
export function destinationsOf(plan: Plan): readonly DestinationCost[] {
  const others = plan.comparisons.filter(({ destination }) => destination.label !== plan.cost.destination.label);
  return [plan.cost, ...others];
}

/** The same data at other places: totals, kinds of cost, and a yardstick that anyone can check with a pocket calculator. */
export function destinationsView(plan: Plan, numbers: SourceNumbers): DestinationsView {
  const all = destinationsOf(plan);
  return {
    lead: destinationsLead(plan, all),
    compared: comparedTable(plan, all),
    kinds: kindTable(all),
    yardstick: yardstickTable(all),
    whys: all.map((one) => ({ label: one.destination.label, why: whyView(one.yardstick.because, numbers) })),
  };
}

/** Two totals compare only when they leave out the same things: nothing, or for example the appliance in both. */
function isComparable(a: DestinationCost, b: DestinationCost): boolean {
  return missingFrom(a.total) === missingFrom(b.total);
}

function destinationsLead(plan: Plan, all: readonly DestinationCost[]): string {
  if (all.length === 1) return 'The scenario names no other destination to compare with.';
  const alike = all.filter((one) => isComparable(one, plan.cost));
  const cheapest = [...alike].sort((a, b) => a.total.cost.amount.cmp(b.total.cost.amount))[0];
  if (cheapest === undefined || alike.length === 1)
    return 'No other destination leaves out the same unpriced things as the plan, so the totals below are not ranked.';
  const missing = missingFrom(plan.cost.total);
  const without = missing === '' ? '' : ` In all of them the total is without ${missing}.`;
  const rest = alike.length < all.length ? ' Totals that leave out other things are not ranked.' : '';
  if (cheapest === plan.cost) return `The planned destination is the cheapest of those compared.${without}${rest}`;
  const saved = differenceText(plan.cost, cheapest).replace(/^-/, '');
  return `${cheapest.destination.label} is the cheapest of those compared: ${saved} less than ${plan.cost.destination.label}.${without}${rest}`;
}

/** "+33.3%" as seen from `against`; "same" when the two are equal, nothing when there is no base. */
function differenceText(against: DestinationCost, one: DestinationCost): string {
  const base = against.total.cost.amount;
  const more = one.total.cost.amount.minus(base);
  if (more.isZero()) return 'same';
  if (base.isZero()) return NOTHING;
  return `${more.isNegative() ? '-' : '+'}${formatExact(more.div(base).times(HUNDRED).abs(), 1, 1)}%`;
}

const HUNDRED = new Decimal('100');

function comparedTable(plan: Plan, all: readonly DestinationCost[]): TableView {
  const rows = all.map((one): RowInput => {
    const missing = missingFrom(one.total);
    return {
      head: one.destination.label,
      headNote: placeOf(one),
      strong: one === plan.cost,
      cells: [
        { text: formatTotal(one.total), note: isComparable(one, plan.cost) ? '' : withoutText(missing) },
        formatTotal(one.lastMonth),
        formatMoney(one.perTbMonth),
        againstPlan(plan, one),
        formatDate(one.destination.pricesAsOf),
        one === plan.cost ? badge('good', 'This plan') : '',
      ],
    };
  });
  return table({
    caption: 'The same data, held elsewhere',
    corner: 'Destination',
    columns: ['#Horizon total', '#Last whole month', '#Per protected TB and month', '#Against this plan', '#Prices of', 'Plan'],
    rows,
  });
}

const withoutText = (missing: string): string => (missing === '' ? 'complete' : `without ${missing}`);

function againstPlan(plan: Plan, one: DestinationCost): string {
  if (one === plan.cost) return NOTHING;
  return isComparable(one, plan.cost) ? differenceText(plan.cost, one) : 'not comparable';
}

function placeOf({ destination }: DestinationCost): string {
  const classes =
    destination.archiveClass === undefined
      ? destination.storageClass
      : `${destination.storageClass} → ${destination.archiveClass}`;
  return [destination.provider, destination.region, classes].filter((part) => part !== '').join(' · ');
}

function kindTable(all: readonly DestinationCost[]): TableView {
  const kinds = KINDS_IN_ORDER.filter((kind) => all.some(({ byKind }) => byKind[kind] !== undefined));
  return table({
    caption: 'Horizon cost by kind',
    corner: 'Kind',
    columns: all.map(({ destination }) => `#${destination.label}`),
    rows: kinds.map((kind) => ({
      head: kindTitle(kind),
      cells: all.map(({ byKind }) => {
        const cost = byKind[kind];
        return cost === undefined ? '' : formatMoney(cost);
      }),
    })),
    note: 'Sums of the priced lines; what has no price is named above.',
  });
}

function yardstickTable(all: readonly DestinationCost[]): TableView {
  return table({
    caption: 'Yardstick: 102,400 GiB held for a whole 30-day month',
    corner: 'Destination',
    columns: ['Class and price', '#Quantity', '#Unit price', '#Cost'],
    rows: all.map(({ destination, yardstick }) => ({
      head: destination.label,
      cells: [yardstick.label, ...chargeCells(yardstick)],
    })),
    note: 'Storage only. It makes two price lists comparable by hand: quantity times unit price.',
  });
}
