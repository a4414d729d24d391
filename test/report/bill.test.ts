import { describe, expect, it } from 'vitest';
import { billLines, sumCharges, sumText } from '../../src/report/bill-lines.js';
import { frankfurt, ireland } from './fixture-cost.js';

describe('billLines', () => {
  const lines = billLines(frankfurt.months, 'USD');

  it('adds up to the total that the engine states', () => {
    const sum = lines.reduce(
      (total, line) => total.plus(line.cost.amount),
      lines[0]?.cost.amount.times(0) ?? frankfurt.total.cost.amount,
    );
    expect(sum.toFixed(2)).toBe(frankfurt.total.cost.amount.toFixed(2));
  });
  // 25 months of 20,000 to 44,000 GiB: (20,000 + 44,000) / 2 x 25 x 0.012 = 9,600
  it('makes one line of 25 months of storage: $9,600', () => {
    expect(lines[0]).toMatchObject({ kind: 'storage', label: 'Storage, archive, Frankfurt archive' });
    expect(lines[0]?.months).toHaveLength(25);
    expect(lines[0]?.cost.amount.toFixed(2)).toBe('9600.00');
  });
  it('keeps what is missing with the line', () => {
    expect(lines.find(({ kind }) => kind === 'appliance')?.missing).toBe('appliance (no quote given)');
  });
  it('tells a line that is included from one without a price', () => {
    expect(lines.map(({ kind, included }) => [kind, included])).toContainEqual(['retrieval', true]);
    expect(lines.map(({ kind, included }) => [kind, included])).toContainEqual(['appliance', false]);
  });
});

describe('sumText', () => {
  const charges = frankfurt.months[0]?.charges ?? [];
  it('says "at least" when one of several has no price', () => expect(sumText(charges, 'USD')).toBe('at least $242.20'));
  it('says "not priced", never $0.00, when none has', () => {
    expect(
      sumText(
        charges.filter(({ kind }) => kind === 'unpriced'),
        'USD',
      ),
    ).toBe('not priced');
  });
  it('says "included" when all are', () =>
    expect(
      sumText(
        charges.filter(({ kind }) => kind === 'included'),
        'USD',
      ),
    ).toBe('included'));
  it('is the plain sum when all are priced', () => {
    expect(sumText(ireland.months[0]?.charges ?? [], 'USD')).toBe('$142.20');
    expect(sumCharges(ireland.months[0]?.charges ?? [], 'USD').amount.toFixed(2)).toBe('142.20');
  });
});
