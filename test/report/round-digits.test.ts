import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundDigits } from '../../src/report/round-digits.js';

describe('roundDigits', () => {
  it.each([
    ['202847.441518 GiB', '202,847.44 GiB'],
    ['0.012 USD per GiB-Months', '0.012 USD per GiB-Months'],
    ['0.05 USD per 1000 Requests', '0.05 USD per 1000 Requests'],
    ['0.000012345678 of it', '0.0000123457 of it'],
    ['7.1700001 KiB', '7.17 KiB'],
    ['-1234.5678 USD', '-1,234.57 USD'],
    ['4260000 objects', '4,260,000 objects'],
    ['1 + 30 days = 31 days', '1 + 30 days = 31 days'],
  ])('writes %s as %s', (text, rounded) => expect(roundDigits(text)).toBe(rounded));

  it.each([
    '2016-02-15',
    'eu-central-1',
    'data/prices/aws.csv:12345',
    'S3 Standard 20160215-a',
    '12:30',
    '1.2.34567',
    'v2.10000.1',
  ])('leaves %s alone: no number to be read', (text) => expect(roundDigits(text)).toBe(text));

  it('law: no number moves by more than half of the last digit shown', () => {
    fc.assert(
      fc.property(fc.double({ min: 100, max: 1e12, noNaN: true }), (value) => {
        const shown = +roundDigits(value.toFixed(6)).replaceAll(',', '');
        expect(Math.abs(shown - value)).toBeLessThanOrEqual(0.00501 + value * 1e-15);
      }),
    );
  });
});
