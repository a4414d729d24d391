import type { Charge, Total } from '../../src/engine/charge.js';
import type { BillMonth, DestinationCost } from '../../src/engine/plan-types.js';
import type { Destination } from '../../src/scenario/types.js';
import { type Money, money } from '../../src/units/quantity.js';
import { because, priced, SOURCES, SPANS, START, usd } from './fixture-basics.js';

/** GiB held in the month: 20,000 and 1,000 more each month. */
export const heldIn = (month: number): number => 20_000 + 1_000 * month;

export const destination = (label: string, region: string): Destination => ({
  label,
  provider: 'aws',
  region,
  storageClass: 'GLACIER',
  archiveClass: undefined,
  transitionAfterDays: undefined,
  pricesAsOf: START,
});

interface Place {
  readonly label: string;
  readonly region: string;
  readonly gibMonth: string;
  readonly source: (typeof SOURCES)['frankfurt'];
  /** Egress has no price here. */
  readonly unpriced: boolean;
}

const sum = (charges: readonly Charge[]): Money =>
  charges.reduce(
    (total, charge) => (charge.kind === 'priced' ? money('USD', total.amount.plus(charge.cost.amount)) : total),
    usd('0'),
  );

function totalOf(charges: readonly Charge[]): Total {
  const unpriced = [...new Set(charges.flatMap((charge) => (charge.kind === 'unpriced' ? [charge.missing] : [])))];
  const cost = sum(charges);
  return unpriced.length === 0 ? { kind: 'complete', cost } : { kind: 'atLeast', cost, unpriced };
}

function chargesIn(place: Place, month: number): readonly Charge[] {
  const storage = priced({
    kind: 'storage',
    label: `Storage, archive, ${place.label}`,
    unit: 'GiB-Months',
    amount: `${heldIn(month)}`,
    price: place.gibMonth,
    source: place.source,
  });
  const put = priced({
    kind: 'requests',
    label: 'PUT requests',
    unit: 'Requests',
    amount: `${40_000 + month * 500}`,
    price: '0.055',
    perAmount: '1000',
    source: SOURCES.requests,
  });
  const early =
    month % 3 === 2
      ? [
          priced({
            kind: 'early deletion',
            label: 'Early deletion, 90-day minimum',
            unit: 'GiB-Months',
            amount: '840.5',
            price: place.gibMonth,
            source: place.source,
          }),
        ]
      : [];
  const included: Charge = {
    kind: 'included',
    kindOfCost: 'retrieval',
    label: 'Retrieval within the free share',
    quantity: { unit: 'GiB', amount: usd('50').amount },
    because: because('5 % of the stored size a month is free', [place.source]),
  };
  const appliance: Charge = {
    kind: 'unpriced',
    kindOfCost: 'appliance',
    label: 'Appliance, 1 unit',
    quantity: undefined,
    missing: 'appliance (no quote given)',
    because: because('units x monthly price', []),
  };
  return [storage, put, ...early, included, ...(place.unpriced ? [appliance] : [])];
}

function placeCost(place: Place): DestinationCost {
  const months = SPANS.map(({ from, until }, month): BillMonth => {
    const charges = chargesIn(place, month);
    return { from, until, charges, total: totalOf(charges) };
  });
  const all = months.flatMap(({ charges }) => charges);
  const last = months.at(-2)?.total ?? totalOf([]);
  return {
    destination: destination(place.label, place.region),
    months,
    byKind: {
      storage: sum(all.filter(({ kindOfCost }) => kindOfCost === 'storage')),
      requests: sum(all.filter(({ kindOfCost }) => kindOfCost === 'requests')),
      'early deletion': sum(all.filter(({ kindOfCost }) => kindOfCost === 'early deletion')),
    },
    total: totalOf(all),
    lastMonth: last,
    perTbMonth: usd('11.84'),
    // 102,400 GiB x 0.012 = 1,228.80; x 0.007 = 716.80
    yardstick: priced({
      kind: 'storage',
      label: `Archive, ${place.label}`,
      unit: 'GiB-Months',
      amount: '102400',
      price: place.gibMonth,
      source: place.source,
    }),
  };
}

export const frankfurt = placeCost({
  label: 'Frankfurt archive',
  region: 'eu-central-1',
  gibMonth: '0.012',
  source: SOURCES.frankfurt,
  unpriced: true,
});
export const ireland = placeCost({
  label: 'Ireland archive',
  region: 'eu-west-1',
  gibMonth: '0.007',
  source: SOURCES.ireland,
  unpriced: false,
});
