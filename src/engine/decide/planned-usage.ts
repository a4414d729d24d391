import type { PriceBook } from '../../catalog/types.js';
import { Decimal, exactFromDouble } from '../../units/decimal.js';
import { GIB_PER_TB } from '../../units/gib.js';
import type { Quantity, Unit } from '../../units/quantity.js';
import type { Charge } from '../charge.js';
import type { UsageLine } from './variance.js';

const GIB_OF: Readonly<Record<Unit, Decimal>> = {
  'GiB-Months': new Decimal(1),
  GiB: new Decimal(1),
  'TiB-Months': new Decimal(1024),
  TiB: new Decimal(1024),
  'GB-Months': exactFromDouble(GIB_PER_TB / 1000),
  GB: exactFromDouble(GIB_PER_TB / 1000),
  'TB-Months': exactFromDouble(GIB_PER_TB),
  TB: exactFromDouble(GIB_PER_TB),
  Requests: new Decimal(1),
  'Unit-Months': new Decimal(1),
};

/** GiB-Months, GiB or requests, whatever the table bills in. */
export const inGib = ({ unit, amount }: Quantity): Decimal => amount.times(GIB_OF[unit]);

/** The provider's lines of a planned month under the names that a bill's items get; appliances are not on the provider's bill. */
export function plannedUsage(charges: readonly Charge[], book: PriceBook, provider: string): readonly UsageLine[] {
  const classes = Object.values(book.classes)
    .filter((one) => one.provider === provider)
    .sort((a, b) => b.title.length - a.title.length);
  return charges.flatMap((charge): readonly UsageLine[] => {
    if (charge.kindOfCost === 'appliance' || charge.quantity === undefined) return [];
    const storageClass = classes.find(({ title }) => charge.label.includes(title))?.storageClass ?? '';
    const item = itemOf(charge);
    const cost = charge.kind === 'priced' ? charge.cost.amount : new Decimal(0);
    return [{ name: lineName(storageClass, item), isStorage: item === 'storage', quantity: inGib(charge.quantity), cost }];
  });
}

function itemOf({ kindOfCost, label }: Charge): string {
  if (kindOfCost === 'requests') return label.startsWith('GET') ? 'get' : 'put';
  if (kindOfCost === 'early deletion') return 'early_delete';
  return kindOfCost === 'private store' ? 'storage' : kindOfCost;
}

/** "GLACIER storage", "egress". */
export const lineName = (storageClass: string, item: string): string => `${storageClass} ${item}`.trim();
