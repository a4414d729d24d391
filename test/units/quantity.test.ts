import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/units/decimal.js';
import { addMoney, costOf, money, plainAmount, quantity, roundToCents } from '../../src/units/quantity.js';

describe('costOf', () => {
  it('charges 1,228.80 USD for 102,400 GiB-Months at 0.012', () => {
    const price = { price: money('USD', '0.012'), per: 'GiB-Months', perAmount: new Decimal(1) } as const;
    expect(plainAmount(costOf(quantity('GiB-Months', '102400'), price))).toBe('1228.80');
  });
  it('charges 0.00005 USD for one request at 0.05 per 1,000', () => {
    const price = { price: money('USD', '0.05'), per: 'Requests', perAmount: new Decimal(1000) } as const;
    expect(costOf(quantity('Requests', '1'), price).amount.toFixed()).toBe('0.00005');
  });
});

describe('roundToCents', () => {
  it.each([
    ['0.005', '0.01'],
    ['0.0049999', '0.00'],
    ['2.675', '2.68'],
    ['0.0000004', '0.00'],
  ])('rounds %s half up to %s', (exact, printed) => {
    expect(plainAmount(roundToCents(money('USD', exact)))).toBe(printed);
  });
});

describe('addMoney', () => {
  it('refuses to add USD and EUR', () => {
    expect(() => addMoney(money('USD', '1'), money('EUR', '1'))).toThrow('cannot add USD and EUR');
  });
});
