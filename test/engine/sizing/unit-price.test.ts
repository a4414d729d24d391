import { describe, expect, it } from 'vitest';
import { monthlyUnitPrice } from '../../../src/engine/sizing/unit-price.js';
import { gibFromTb } from '../../../src/units/gib.js';
import { type ScenarioChange, scenario } from './estate.js';

const priceOf = (appliance: NonNullable<ScenarioChange['appliance']>, cacheTb: number | undefined = 8) =>
  monthlyUnitPrice(scenario({ appliance }), cacheTb === undefined ? undefined : gibFromTb(cacheTb));

describe('monthlyUnitPrice', () => {
  it('is 1,300 a month in the cloud: an instance at 500 and 8 TB of disk at 100', () => {
    expect(priceOf({ form: 'cloud', instanceMonthly: '500', diskMonthlyPerTb: '100' }).price).toBe('1300');
  });

  it('is the quote where there is one, whatever the form', () => {
    expect(priceOf({ form: 'cloud', monthlyPrice: '99.50', instanceMonthly: '500' }).price).toBe('99.50');
    expect(priceOf({ monthlyPrice: '99.50' }).price).toBe('99.50');
  });

  it('names what is not told instead of counting it as 0', () => {
    const { price, missing } = priceOf({ form: 'cloud', instanceMonthly: '500' });
    expect([price, missing]).toEqual([undefined, expect.stringContaining('its disks (appliance.diskPerTb)')]);
    expect(priceOf({ form: 'physical', instanceMonthly: '500', diskMonthlyPerTb: '1' }).missing).toContain(
      'appliance.monthlyPrice',
    );
    const unknownCache = monthlyUnitPrice(
      scenario({ appliance: { form: 'cloud', instanceMonthly: '1', diskMonthlyPerTb: '1' } }),
      undefined,
    );
    expect(unknownCache.missing).toContain('the size of its cache');
  });
});
