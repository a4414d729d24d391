import { describe, expect, it } from 'vitest';
import { grouped, hoursInWords, percentInWords, sizeInWords, tbInWords } from '../../../src/engine/sizing/words.js';
import { asGib } from '../../../src/units/gib.js';

describe('words of the engine', () => {
  it('groups thousands: 57,600 and 1,234.5', () => {
    expect([grouped(57_600), grouped(1234.5, 1), grouped(999)]).toEqual(['57,600', '1,234.5', '999']);
  });

  it('says 5 minutes, 1 hour, 9.5 hours, 36 hours and 3 days, and never for no end', () => {
    expect([1 / 12, 1, 9.5, 36, 72, Number.POSITIVE_INFINITY].map(hoursInWords)).toEqual([
      '5 minutes',
      '1 hour',
      '9.5 hours',
      '36 hours',
      '3 days',
      'never',
    ]);
  });

  it('says 745 GiB below a TB, 2.2 TB above, 80 %, 0.5 % and 12.3 TB', () => {
    expect([sizeInWords(asGib(745)), sizeInWords(asGib(2048))]).toEqual(['745 GiB', '2.2 TB']);
    expect([percentInWords(0.8), percentInWords(0.005), tbInWords(12.34)]).toEqual(['80%', '0.5%', '12.3 TB']);
  });
});
