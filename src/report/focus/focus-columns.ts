import type { CostKind } from '../../engine/charge.js';
import { formatDay } from '../../units/day.js';
import { billingPeriod, type FocusLine, focusTime } from './focus-line.js';

/** A column of FOCUS 1.2, or one of ours: those begin with x_, as the specification wants. '' is null. */
export interface FocusColumn {
  readonly name: string;
  readonly cell: (line: FocusLine) => string;
}

const isTax = ({ charge }: FocusLine): boolean => charge === undefined;
/** Capacity bought ahead (M-44), its fee and what it covers. */
const isCommitted = ({ charge }: FocusLine): boolean => charge?.because.rule === 'M-44';
/** Fees that a month costs whatever is used: committed capacity, base fee, appliances. */
const RECURRING: ReadonlySet<string> = new Set(['M-44', 'M-43', 'M-33']);

const SUBCATEGORY: Readonly<Record<CostKind, string>> = {
  storage: 'Object Storage',
  requests: 'Object Storage',
  transition: 'Object Storage',
  'early deletion': 'Object Storage',
  retrieval: 'Object Storage',
  egress: 'Object Storage',
  appliance: 'Backup Storage',
  'private store': 'Object Storage',
};

function providerOf({ plan, names, charge }: FocusLine): string {
  if (charge?.kindOfCost === 'appliance') return 'Appliance vendor';
  const { provider } = plan.cost.destination;
  return provider === 'private' ? 'Own data centre' : names.provider(provider);
}

function serviceOf(line: FocusLine): string {
  if (line.charge === undefined) return 'Tax';
  return line.charge.kindOfCost === 'appliance' ? 'Backup appliances' : `${providerOf(line)}, object storage`;
}

/** Where the charge is; an appliance stands at the site, and tax nowhere. */
function regionOf({ plan, charge }: FocusLine): string {
  return charge === undefined || charge.kindOfCost === 'appliance' ? '' : plan.cost.destination.region;
}

function description({ plan, charge }: FocusLine): string {
  if (charge === undefined) return `Projected: ${plan.scenario.vat?.name ?? 'tax'}, ${plan.scenario.vat?.percent ?? ''}%`;
  return `Projected: ${charge.label}${charge.kind === 'unpriced' ? ', without a price' : ''}`;
}

function pricingCategory(line: FocusLine): string {
  if (isTax(line) || line.charge?.kind === 'unpriced') return '';
  return isCommitted(line) ? 'Committed' : 'Standard';
}

/**
 * The columns in the specification's order, then ours. A projection has no invoice, no correction and no resource: those columns are null or
 * left out where FOCUS allows it. The fee of committed capacity is billed by the month as it is used, so EffectiveCost is BilledCost.
 */
export const FOCUS_COLUMNS: readonly FocusColumn[] = [
  { name: 'BilledCost', cell: ({ amounts }) => amounts.billed },
  { name: 'BillingAccountId', cell: ({ plan }) => `projection of ${plan.name}` },
  { name: 'BillingAccountName', cell: ({ plan }) => plan.name },
  { name: 'BillingCurrency', cell: ({ plan }) => plan.scenario.currency },
  { name: 'BillingPeriodEnd', cell: ({ month }) => focusTime(billingPeriod(month).end) },
  { name: 'BillingPeriodStart', cell: ({ month }) => focusTime(billingPeriod(month).start) },
  { name: 'ChargeCategory', cell: (line) => (isTax(line) ? 'Tax' : 'Usage') },
  { name: 'ChargeClass', cell: () => '' },
  { name: 'ChargeDescription', cell: description },
  {
    name: 'ChargeFrequency',
    cell: ({ charge }) => (charge !== undefined && RECURRING.has(charge.because.rule) ? 'Recurring' : 'Usage-Based'),
  },
  { name: 'ChargePeriodEnd', cell: ({ month }) => focusTime(month.until) },
  { name: 'ChargePeriodStart', cell: ({ month }) => focusTime(month.from) },
  { name: 'ConsumedQuantity', cell: ({ charge }) => charge?.quantity?.amount.toFixed() ?? '' },
  { name: 'ConsumedUnit', cell: ({ charge }) => charge?.quantity?.unit ?? '' },
  { name: 'ContractedCost', cell: ({ amounts }) => amounts.contracted },
  { name: 'ContractedUnitPrice', cell: ({ amounts }) => amounts.contractedUnitPrice },
  { name: 'EffectiveCost', cell: ({ amounts }) => amounts.billed },
  { name: 'InvoiceIssuerName', cell: providerOf },
  { name: 'ListCost', cell: ({ amounts }) => amounts.list },
  { name: 'ListUnitPrice', cell: ({ amounts }) => amounts.listUnitPrice },
  { name: 'PricingCategory', cell: pricingCategory },
  { name: 'PricingQuantity', cell: ({ amounts }) => amounts.pricingQuantity },
  { name: 'PricingUnit', cell: ({ amounts }) => amounts.pricingUnit },
  { name: 'ProviderName', cell: providerOf },
  { name: 'PublisherName', cell: providerOf },
  { name: 'RegionId', cell: regionOf },
  { name: 'RegionName', cell: (line) => nameOfRegion(line) },
  { name: 'ServiceCategory', cell: (line) => (isTax(line) ? 'Other' : 'Storage') },
  { name: 'ServiceName', cell: serviceOf },
  {
    name: 'ServiceSubcategory',
    cell: ({ charge }) => (charge === undefined ? 'Other (Other)' : SUBCATEGORY[charge.kindOfCost]),
  },
  { name: 'x_Projected', cell: () => 'true' },
  { name: 'x_ProjectedBy', cell: ({ plan }) => `stowage ${plan.version}, catalogue ${plan.catalogVersion}` },
  { name: 'x_PricesAsOf', cell: ({ plan }) => formatDay(plan.cost.destination.pricesAsOf) },
  { name: 'x_KindOfCost', cell: ({ charge }) => charge?.kindOfCost ?? 'tax' },
  { name: 'x_Rule', cell: ({ charge }) => charge?.because.rule ?? 'M-47' },
  { name: 'x_PriceRows', cell: ({ charge }) => charge?.because.sources.map(({ id }) => id).join('; ') ?? '' },
  { name: 'x_Unpriced', cell: ({ charge }) => (charge?.kind === 'unpriced' ? charge.missing : '') },
];

function nameOfRegion(line: FocusLine): string {
  const region = regionOf(line);
  return region === '' ? '' : line.names.region(line.plan.cost.destination.provider, region);
}
