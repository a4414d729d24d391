import { describe, expect, it } from 'vitest';
import { chargeLines, type Usage } from '../../../src/engine/cost/charge-lines.js';
import { pricedRate } from '../../../src/engine/cost/priced-item.js';
import { totalOf } from '../../../src/engine/cost/totals.js';
import { quantity, type Unit } from '../../../src/units/quantity.js';
import { rate } from './books.js';

const item = (steps: Readonly<Record<number, string>>, per: Unit, perAmount = '1') =>
  pricedRate(
    { discounts: [], currency: 'USD', exchange: undefined },
    rate({ region: 'eu-central-1', storageClass: 'GLACIER', item: 'storage' }, steps, per, perAmount),
  );
const usage = (used: Usage['used']): Usage => ({
  kindOfCost: 'storage',
  label: 'Storage',
  rule: 'M-20',
  formula: '',
  used,
  inputs: () => [],
  sources: [],
});
const cents = (lines: ReturnType<typeof chargeLines>) =>
  lines.map((line) => (line.kind === 'priced' ? line.cost.amount.toFixed(2) : line.kind));

describe('chargeLines', () => {
  it('bills 1,000 GiB at a price per GB as 1,073.741824 GB: 10.74 USD at 0.01', () => {
    const [line] = chargeLines(item({ 0: '0.01' }, 'GB'), usage(quantity('GiB', '1000')));
    expect(line?.quantity).toEqual({ unit: 'GB', amount: quantity('GB', '1073.741824').amount });
    expect(cents(line === undefined ? [] : [line])).toEqual(['10.74']);
  });

  it('bills 2,048 GiB-Months at a price per TiB as 2 TiB-Months', () => {
    const [line] = chargeLines(item({ 0: '3' }, 'TiB-Months'), usage(quantity('GiB-Months', '2048')));
    expect(line?.quantity?.amount.toFixed()).toBe('2');
  });

  it('reads tier edges in the price tables unit: 2,000 GiB are 2,147.48 GB, 1,147.48 of them in the tier from 1,000 GB', () => {
    const lines = chargeLines(item({ 0: '0.02', 1000: '0.01' }, 'GB'), usage(quantity('GiB', '2000')));
    expect(lines.map((line) => line.quantity?.amount.toFixed(2))).toEqual(['1000.00', '1147.48']);
  });

  it('divides once for a price per 3 requests: 7 requests at 1 USD per 3 cost 2.33 USD', () => {
    const lines = chargeLines(item({ 0: '1' }, 'Requests', '3'), usage(quantity('Requests', '7')));
    expect(cents(lines)).toEqual(['2.33']);
    expect(lines[0]?.kind === 'priced' && lines[0].listCost.amount.toFixed(30)).toBe('2.333333333333333333333333333333');
  });

  it('rounds half a cent up, on the line', () => {
    expect(cents(chargeLines(item({ 0: '0.005' }, 'GiB'), usage(quantity('GiB', '1'))))).toEqual(['0.01']);
  });

  it('adds printed lines, not what is behind the cents: 3 x 0.005 print 0.01 each and 0.03 in all', () => {
    const line = chargeLines(item({ 0: '0.005' }, 'GiB'), usage(quantity('GiB', '1')));
    expect(totalOf([...line, ...line, ...line], 'USD').cost.amount.toFixed(2)).toBe('0.03');
  });
});
