import { describe, expect, it } from 'vitest';
import { discountSteps, paidShare } from '../../../src/engine/cost/discounts.js';
import { exchangeRate } from '../../../src/engine/cost/exchange.js';

const discount = (storageClass: string, item: string, percent: string) => ({ storageClass, item, percent, reason: 'contract' });
const all = [
  discount('*', '*', '1'),
  discount('', 'storage', '2'),
  discount('GLACIER', '*', '3'),
  discount('GLACIER', 'storage', '4'),
];

describe('discounts', () => {
  it.each([
    ['GLACIER', 'storage', '4'],
    ['GLACIER', 'put', '3'],
    ['STANDARD', 'storage', '2'],
    ['STANDARD', 'put', '1'],
    ['', 'egress', '1'],
  ])('take the most exact one for %s %s: %s %%, never the sum', (storageClass, item, percent) => {
    expect(discountSteps(all, storageClass, item).map((step) => step.percent)).toEqual([percent]);
  });

  it('leave list price where none applies', () => {
    expect(discountSteps([discount('GLACIER', 'storage', '8')], 'STANDARD', 'storage')).toEqual([]);
  });

  it('leave 0.92 to pay of 8 %', () => {
    expect(paidShare(discount('*', '*', '8')).toFixed()).toBe('0.92');
  });

  it.each(['-1', '100.01'])('refuse %s %% as a bug of the caller', (percent) => {
    expect(() => paidShare(discount('*', '*', percent))).toThrow(RangeError);
  });
});

describe('exchangeRate', () => {
  const exchange = { from: 'USD', rate: '0.9', date: '2016-02-15', source: 'the scenario' };

  it('is 1 within one currency, whatever rate is stated', () => {
    expect(exchangeRate('USD', 'USD', exchange)?.toFixed()).toBe('1');
  });

  it('is 0.9 from USD to EUR, and unknown from GBP', () => {
    expect(exchangeRate('USD', 'EUR', exchange)?.toFixed()).toBe('0.9');
    expect(exchangeRate('GBP', 'EUR', exchange)).toBeUndefined();
  });

  it('refuses a rate of 0 as a bug of the caller', () => {
    expect(() => exchangeRate('USD', 'EUR', { ...exchange, rate: '0' })).toThrow(RangeError);
  });
});
