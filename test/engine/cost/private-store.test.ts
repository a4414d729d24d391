import { describe, expect, it } from 'vitest';
import { PRIVATE_STORE_PARAMETERS, type PrivateStore, type PrivateStoreParameter } from '../../../src/catalog/types.js';
import { destinationCost } from '../../../src/engine/cost/destination-cost.js';
import { privateStoreCost } from '../../../src/engine/cost/private-store.js';
import { Decimal } from '../../../src/units/decimal.js';
import { asGib, GIB_PER_TB } from '../../../src/units/gib.js';
import { capacityMonth, frankfurt, inputFor, source } from './books.js';

const VALUES: Readonly<Record<PrivateStoreParameter, string>> = {
  rawPerUsable: '3',
  usdPerRawTb: '60',
  refreshYears: '5',
  supportSharePerYear: '0.1',
  powerWattsPerRawTb: '2',
  usdPerKwh: '0.2',
  powerUsageEffectiveness: '1.5',
  rackUsdPerRawTbMonth: '0.3',
  peopleUsdPerUsableTbMonth: '2',
  fillLimit: '0.8',
};
const parameters = Object.fromEntries(
  PRIVATE_STORE_PARAMETERS.map((name) => [
    name,
    {
      value: new Decimal(VALUES[name]),
      unit: 'unit',
      source: { ...source, id: `private-stores.csv:${name}`, label: 'assumption' as const },
    },
  ]),
) as PrivateStore['parameters'];
const swift: PrivateStore = { name: 'swift', title: 'Swift, three replicas', parameters };
const destination = { ...frankfurt, provider: 'private', region: '', storageClass: 'swift', archiveClass: undefined };
const input = inputFor(destination, { privateStores: { swift } });

describe('privateStoreCost', () => {
  it('is 10.8925 USD per TB stored and month from ten parameters worked by hand', () => {
    // per raw TB: 60 / 60 months = 1; support 60 x 0.1 / 12 = 0.5; power 0.002 kW x 1.5 x 730 h x 0.2 = 0.438; rack 0.3: 2.238
    // x 3 raw + 2 people = 8.714 per usable TB; / 0.8 full = 10.8925
    expect(privateStoreCost(swift).perTbMonth.toFixed()).toBe('10.8925');
  });

  it('doubles when only half of what is usable may be filled instead of all', () => {
    const at = (fillLimit: string) =>
      privateStoreCost({
        ...swift,
        parameters: { ...parameters, fillLimit: { ...parameters.fillLimit, value: new Decimal(fillLimit) } },
      }).perTbMonth;
    expect(at('0.5').div(at('1')).toFixed()).toBe('2');
  });

  it('refuses a fill limit of 0 as a bug of the catalogue', () => {
    const broken = { ...parameters, fillLimit: { ...parameters.fillLimit, value: new Decimal(0) } };
    expect(() => privateStoreCost({ ...swift, parameters: broken })).toThrow(RangeError);
  });
});

describe('a private destination', () => {
  const month = capacityMonth(2016, 4, { backEnd: asGib(100 * GIB_PER_TB), frontEnd: asGib(200 * GIB_PER_TB), objectsPut: 1e6 });
  const cost = destinationCost({ ...input, capacity: [month] });

  it('bills 100 TB for a month at 1,089.25 USD, one line, no requests', () => {
    expect(cost.months[0]?.charges.map((line) => [line.label, line.kind === 'priced' && line.cost.amount.toFixed(2)])).toEqual([
      ['Private store, Swift, three replicas (assumption)', '1089.25'],
    ]);
    expect(cost.perTbMonth.amount.toFixed(2)).toBe('5.45');
  });

  it('explains itself with all ten parameters, each labelled an assumption', () => {
    const because = cost.months[0]?.charges[0]?.because;
    expect(because?.rule).toBe('M-32');
    expect(because?.inputs.filter((of) => of.value.endsWith('(assumption)'))).toHaveLength(10);
    expect(because?.sources).toHaveLength(10);
  });

  it('measures the yardstick in TB: 102,400 GiB are 109.951162777600 TB, 1,197.64 USD', () => {
    // 109.9511627776 x 10.8925 = 1,197.643...
    expect(cost.yardstick.kind === 'priced' && cost.yardstick.cost.amount.toFixed(2)).toBe('1197.64');
  });

  it('is unpriced where the catalogue has no store of that name', () => {
    const { total, yardstick } = destinationCost({ ...input, privateStores: {}, capacity: [month] });
    expect(total.kind === 'atLeast' && total.unpriced).toEqual([
      'Private store, swift (assumption): no private store named swift in the catalogue',
    ]);
    expect(yardstick.kind).toBe('unpriced');
  });
});
