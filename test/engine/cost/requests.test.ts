import { describe, expect, it } from 'vitest';
import { classTerms } from '../../../src/engine/cost/class-terms.js';
import { billTerms } from '../../../src/engine/cost/destination-terms.js';
import { getCharges, putCharges, transitionCharges } from '../../../src/engine/cost/requests.js';
import { book2016, frankfurt, inputFor, virginia2026 } from './books.js';

const bill2016 = billTerms(inputFor(frankfurt));
const bill2026 = billTerms(inputFor(virginia2026));
const costs = (charges: ReturnType<typeof putCharges>) =>
  charges.map((line) => [line.label, line.kind === 'priced' ? line.cost.amount.toFixed(2) : line.kind]);

describe('requests', () => {
  it('bills 310,000 PUTs at 0.0054 per 1,000: 1.67 USD', () => {
    expect(costs(putCharges(classTerms(bill2016, 'STANDARD'), 310_000))).toEqual([['PUT requests, Standard, Frankfurt', '1.67']]);
  });

  it('reaches Glacier of 2016, which took no PUT, by a PUT in Standard and a transition each: 0.54 and 6.00 USD for 100,000', () => {
    expect(costs(putCharges(classTerms(bill2016, 'GLACIER'), 100_000))).toEqual([
      ['PUT requests, Standard, Frankfurt', '0.54'],
      ['Transitions into Glacier, Frankfurt', '6.00'],
    ]);
  });

  it('bills 100,000 PUTs straight into Glacier of 2026: 3.00 USD and no transition', () => {
    expect(costs(putCharges(classTerms(bill2026, 'GLACIER'), 100_000))).toEqual([['PUT requests, Glacier, N. Virginia', '3.00']]);
  });

  it('bills the 2016 lists transition into Glacier at 0.06 per 1,000: 0.60 USD for 10,000 objects', () => {
    expect(costs(transitionCharges(classTerms(bill2016, 'GLACIER'), 10_000))).toEqual([
      ['Transitions into Glacier, Frankfurt', '0.60'],
    ]);
  });

  it('bills 1,000,000 GETs at 0.00043 per 1,000: 0.43 USD', () => {
    const { get, title } = classTerms(bill2016, 'STANDARD');
    expect(costs(getCharges(get, title, 1_000_000))).toEqual([['GET requests, Standard, Frankfurt', '0.43']]);
  });

  it('names what is missing when a class has no price for a PUT', () => {
    const { 'aws|eu-central-1|STANDARD_IA|put': _, ...rates } = book2016.rates;
    const [line] = putCharges(classTerms({ ...bill2016, book: { ...book2016, rates } }, 'STANDARD_IA'), 5);
    expect(line?.kind === 'unpriced' && line.missing).toBe('no price of put for STANDARD_IA in aws eu-central-1 on 2016-02-15');
  });
});
