import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDate, formatIsoDate, formatMonth } from '../../src/report/format-date.js';
import { formatMoney, formatMoneyShort, formatQuantity, formatTotal, formatUnitPrice } from '../../src/report/format-money.js';
import { formatCount, formatFixed, formatRatio, formatShare, groupedText, withUnit } from '../../src/report/format-number.js';
import { formatSize, inScale, sizeScale } from '../../src/report/format-size.js';
import { formatAge, formatDays, formatHours, formatHoursRange } from '../../src/report/format-time.js';
import { dayOf } from '../../src/units/day.js';
import { Decimal } from '../../src/units/decimal.js';
import { groupDigits } from '../../src/units/digits.js';
import { asGib, gibFromPb, gibFromTb } from '../../src/units/gib.js';
import { money, quantity } from '../../src/units/quantity.js';

describe('money', () => {
  it('writes 1228.8 USD as $1,228.80', () => expect(formatMoney(money('USD', '1228.8'))).toBe('$1,228.80'));
  it('writes another currency after the amount', () => expect(formatMoney(money('EUR', '1228.8'))).toBe('1,228.80 EUR'));
  it('rounds 0.005 USD up to $0.01', () => expect(formatMoney(money('USD', '0.005'))).toBe('$0.01'));
  it('puts the minus before the dollar sign', () => expect(formatMoney(money('USD', '-12.5'))).toBe('-$12.50'));
  it('has no minus zero', () => expect(formatMoney(money('USD', '-0.001'))).toBe('$0.00'));
  it('keeps cents below $1,000 and drops them above, in the short form', () => {
    expect(formatMoneyShort(money('USD', '999.99'))).toBe('$999.99');
    expect(formatMoneyShort(money('USD', '1228.8'))).toBe('$1,229');
  });
  it('says "at least" when something is unpriced', () => {
    const total = { kind: 'atLeast', cost: money('USD', '5'), unpriced: ['egress'] } as const;
    expect(formatTotal(total)).toBe('at least $5.00');
  });
  it('keeps every digit of a unit price', () => {
    const price = { price: money('USD', '0.00099'), per: 'GiB-Months', perAmount: new Decimal('1') } as const;
    expect(formatUnitPrice(price)).toBe('$0.00099 per GiB-Month');
  });
  it('says for how many requests a price is', () => {
    const price = { price: money('USD', '0.055'), per: 'Requests', perAmount: new Decimal('1000') } as const;
    expect(formatUnitPrice(price)).toBe('$0.055 per 1,000 Requests');
  });
  it('writes whole requests and two decimals of GiB-Months', () => {
    expect(formatQuantity(quantity('Requests', '40000'))).toBe('40,000 Requests');
    expect(formatQuantity(quantity('GiB-Months', '102400'))).toBe('102,400.00 GiB-Months');
  });
});

describe('numbers', () => {
  it('writes 2,500 for 2500, 70% and 5% a year for shares, 8 weeks for weeks, and leaves other text alone', () => {
    expect(['2500', '2 GB/s', '22:00'].map(groupedText)).toEqual(['2,500', '2 GB/s', '22:00']);
    expect([withUnit('70', '%'), withUnit('5', '% a year'), withUnit('8', 'weeks'), withUnit('6', '')]).toEqual([
      '70%',
      '5% a year',
      '8 weeks',
      '6',
    ]);
  });
  it('groups thousands and leaves the fraction alone', () => expect(groupDigits('1234567.8912')).toBe('1,234,567.8912'));
  it('loses no digit in grouping', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n }), (n) => groupDigits(`${n}`).replaceAll(',', '') === `${n}`));
  });
  it('writes what has no end in words, not as Infinity', () =>
    expect(formatFixed(Number.POSITIVE_INFINITY, 1)).toBe('without end'));
  it('rounds counts to whole ones', () => expect(formatCount(4_260_000.4)).toBe('4,260,000'));
  it('writes 0.8 as 80% and 0.0123 as 1.2%', () => expect([formatShare(0.8), formatShare(0.0123)]).toEqual(['80%', '1.2%']));
  it('writes a ratio as in : stored', () => expect([formatRatio(10), formatRatio(10.84)]).toEqual(['10:1', '10.8:1']));
  it('has no ratio where nothing is stored', () => expect(formatRatio(Number.POSITIVE_INFINITY)).toBe('–'));
});

describe('sizes', () => {
  it('counts in GiB below one TB', () => expect(formatSize(asGib(512))).toBe('512 GiB'));
  it('counts in decimal TB from there', () => expect(formatSize(gibFromTb(41.3))).toBe('41.3 TB'));
  it('counts in PB from 1,000 TB', () => expect(formatSize(gibFromPb(57.6))).toBe('57.6 PB'));
  it('takes one unit for a column, by its largest value', () => {
    const scale = sizeScale([gibFromTb(2), gibFromTb(50)]);
    expect(scale.unit).toBe('TB');
    expect(inScale(gibFromTb(2), scale)).toBe('2.0');
  });
});

describe('times and dates', () => {
  it('writes 4.1667 hours as 4 h 10 min', () => expect(formatHours(4 + 10 / 60)).toBe('4 h 10 min'));
  it('writes 76 hours as 3 d 4 h', () => expect(formatHours(76)).toBe('3 d 4 h'));
  it('carries 59.7 minutes into the hour', () => expect(formatHours(59.7 / 60)).toBe('1 h'));
  it('says never for a line of 0 Mbit/s', () => expect(formatDays(Number.POSITIVE_INFINITY)).toBe('never'));
  it('shows a range only where there is one', () => {
    expect(formatHoursRange(4, 4, 4)).toBe('4 h');
    expect(formatHoursRange(3, 4, 5)).toBe('4 h (3 h to 5 h)');
  });
  it('calls age 0 the newest', () => expect([formatAge(0), formatAge(1), formatAge(30)]).toEqual(['newest', '1 day', '30 days']));
  it('writes 2016-02-15 as 15 Feb 2016', () => {
    expect(formatDate(dayOf(2016, 2, 15))).toBe('15 Feb 2016');
    expect(formatMonth(dayOf(2016, 2, 15))).toBe('Feb 2016');
    expect([formatIsoDate('2016-02-15'), formatIsoDate('2016-02-30')]).toEqual(['15 Feb 2016', '2016-02-30']);
  });
});
