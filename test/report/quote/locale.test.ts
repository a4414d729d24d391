import { describe, expect, it } from 'vitest';
import { dateIn, moneyIn, numberIn } from '../../../src/report/quote/locale.js';
import { dayOf } from '../../../src/units/day.js';
import { Decimal } from '../../../src/units/decimal.js';

const LOCALES = { en: { dates: 'en-GB', numbers: 'en-US' }, de: { dates: 'de-DE', numbers: 'de-DE' } } as const;
const hasGerman = Intl.NumberFormat.supportedLocalesOf(['de-DE']).length > 0;
/** A release of ICU may take another blank or minus: those are the reasons for tables of our own, and not looked at. */
const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll('\u2212', '-');

describe.skipIf(!hasGerman).each(['en', 'de'] as const)('the tables of %s say what Intl says here', (language) => {
  const { dates, numbers } = LOCALES[language];
  it('of the first day of every month of 2016', () => {
    const intl = new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
    for (let month = 1; month <= 12; month++)
      expect(plain(dateIn(language, dayOf(2016, month, 1)))).toBe(plain(intl.format(Date.UTC(2016, month - 1, 1))));
  });
  it.each(['0', '0.05', '999.99', '1000', '1234.5', '-1234567.89'])(
    'of %s as a number and in dollars, euros, pounds and francs',
    (text) => {
      const amount = new Decimal(text);
      const number = new Intl.NumberFormat(numbers, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
      expect(plain(numberIn(language, amount, 2, 2))).toBe(plain(number.format(+text)));
      for (const currency of ['USD', 'EUR', 'GBP', 'CHF']) {
        const intl = new Intl.NumberFormat(numbers, { style: 'currency', currency });
        expect(plain(moneyIn(language, amount, currency))).toBe(plain(intl.format(+text)));
      }
    },
  );
});
