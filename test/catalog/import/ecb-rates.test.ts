import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { frozenRate, readEuroRates } from '../../../src/catalog/import/ecb-rates.js';
import { day, given } from '../shipped.js';

/** In the shape of eurofxref-hist.csv: newest first, N/A for a currency without a rate, a comma at the end. */
const HISTORY =
  'Date,USD,JPY,HRK,\n2024-11-25,1.0495,161.64,N/A,\n2024-11-22,1.0412,161.06,N/A,\n2022-12-30,1.0666,140.66,7.5365,\n';
const ONE_DAY = 'Date, USD, JPY, \n25 November 2024, 1.0495, 161.64, \n';
const SDMX = new URL('../../../../shared/samples/prices/ecb/sdmx-2026-08-13.json', import.meta.url);
const rate = (text: string, from: string, to: string, on?: string) =>
  frozenRate(given(readEuroRates('rates', text)), { from, to, on: on === undefined ? undefined : day(on), file: 'rates' });

describe('reference rates of the European Central Bank', () => {
  it('make one dollar 0.9528346832 euro on 25 November 2024, in the file of a day and in the file of all days', () => {
    for (const text of [HISTORY, ONE_DAY])
      expect(given(rate(text, 'USD', 'EUR'))).toMatchObject({ rate: '0.9528346832', day: day('2024-11-25') });
  });
  it('give one euro 1.0495 dollars, and a dollar 154.0162 yen by way of the euro', () => {
    expect(given(rate(HISTORY, 'EUR', 'USD')).rate).toBe('1.0495');
    // 161.64 / 1.0495
    expect(given(rate(HISTORY, 'USD', 'JPY')).rate).toBe('154.0161982');
  });
  it('have on a Sunday the rate of the Friday before, and record the Friday', () => {
    expect(given(rate(HISTORY, 'EUR', 'USD', '2024-11-24'))).toMatchObject({ rate: '1.0412', day: day('2024-11-22') });
  });
  it.each([
    ['USD', 'EUR', '2020-01-01', 'a day from 2022-12-30 on, the first of the file'],
    ['HRK', 'EUR', '2024-11-25', 'a currency with a rate on 2024-11-25: EUR, USD, JPY'],
  ])('have no rate from %s to %s on %s: CAT031', (from, to, on, wanted) => {
    const found = rate(HISTORY, from, to, on);
    expect(found.ok ? [] : found.problems).toMatchObject([{ code: 'CAT031', wanted }]);
  });
  it.each(['', 'Date', '{"a": 1}', '{', '<html>', 'Currency,Rate\nUSD,1.1'])('are not in %j: CAT030', (text) => {
    const found = readEuroRates('rates', text);
    expect(found.ok ? [] : found.problems.map(({ code }) => code)).toEqual(['CAT030']);
  });
  it.skipIf(!existsSync(SDMX))('make one dollar 0.8670019 euro in the real SDMX-JSON answer of 13 August 2026', () => {
    // 1 / 1.1534
    const found = given(rate(readFileSync(SDMX, 'utf8'), 'USD', 'EUR'));
    expect(found).toMatchObject({ rate: '0.8670019074', day: day('2026-08-13') });
  });
});
