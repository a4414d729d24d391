import { centsText } from '../../units/cents.js';
import { calendarDate, type Day } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';
import { inGroups } from '../../units/digits.js';
import type { Language } from './quote-types.js';

/**
 * How a language writes dates, numbers and money. Tables of our own: what Intl says depends on the locale data that Node was built with,
 * and a quote is to be the same bytes on every machine.
 */
interface Locale {
  readonly group: string;
  readonly point: string;
  readonly date: (date: { readonly year: number; readonly month: number; readonly date: number }) => string;
  /** `digits` are of the absolute amount. */
  readonly money: (digits: string, currency: string) => string;
}

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  en: 'January February March April May June July August September October November December'.split(' '),
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember'.split(' '),
};
const NO_BREAK = '\u00a0';
const SIGNS: Readonly<Record<string, string>> = { USD: '$', EUR: '€', GBP: '£' };
const signOf = (currency: string): string | undefined => (Object.hasOwn(SIGNS, currency) ? SIGNS[currency] : undefined);

const LOCALES: Readonly<Record<Language, Locale>> = {
  en: {
    group: ',',
    point: '.',
    date: ({ year, month, date }) => `${date}${NO_BREAK}${MONTHS.en[month - 1]} ${year}`,
    money: (digits, currency) => {
      const sign = signOf(currency);
      return sign === undefined ? `${currency}${NO_BREAK}${digits}` : `${sign}${digits}`;
    },
  },
  de: {
    group: '.',
    point: ',',
    date: ({ year, month, date }) => `${date}.${NO_BREAK}${MONTHS.de[month - 1]} ${year}`,
    money: (digits, currency) => `${digits}${NO_BREAK}${signOf(currency) ?? currency}`,
  },
};

/** "15 February 2016", "15. Februar 2016". */
export const dateIn = (language: Language, day: Day): string => LOCALES[language].date(calendarDate(day));

/** "$1,228.80", "1.228,80 $": two decimals, half up; a minus stands in front. */
export function moneyIn(language: Language, amount: Decimal, currency: string): string {
  const digits = numberIn(language, amount.abs(), 2, 2);
  return `${amount.isNegative() && /[1-9]/.test(digits) ? '−' : ''}${LOCALES[language].money(digits, currency)}`;
}

/** "1,234.5", "1.234,5": at least `least` and at most `most` decimals, half up. */
export function numberIn(language: Language, amount: Decimal, least: number, most: number): string {
  const { group, point } = LOCALES[language];
  const [whole = '', fraction] = plainDigits(amount, least, most).split('.');
  const groups = inGroups(whole, group);
  return fraction === undefined ? groups : `${groups}${point}${fraction}`;
}

function plainDigits(amount: Decimal, least: number, most: number): string {
  if (least === most) return most === 2 ? centsText(amount) : amount.toFixed(most, Decimal.ROUND_HALF_UP);
  const shown = amount.toDecimalPlaces(most, Decimal.ROUND_HALF_UP);
  return shown.toFixed(Math.max(least, shown.decimalPlaces()));
}

/** "12.5%", "12,5\u00a0%": a plain decimal, no digit lost. */
export function percentIn(language: Language, plain: string): string {
  return language === 'de' ? `${plain.replace('.', ',')}${NO_BREAK}%` : `${plain}%`;
}

const UNITS: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: { 'Unit-Months': 'unit-months', Requests: 'requests' },
  de: {
    'GiB-Months': 'GiB-Monate',
    'GB-Months': 'GB-Monate',
    'TiB-Months': 'TiB-Monate',
    'TB-Months': 'TB-Monate',
    'Unit-Months': 'Geräte-Monate',
    Requests: 'Anfragen',
  },
};

/** "1,450,325 GiB-Months", "3": decimals only where they can be seen. */
export function quantityIn(language: Language, { amount, unit }: { readonly amount: Decimal; readonly unit: string }): string {
  const digits = unit === 'Requests' || amount.gte(1000) ? 0 : amount.lt(1) ? 6 : 2;
  const words = UNITS[language];
  const name = Object.hasOwn(words, unit) ? words[unit] : unit;
  return `${numberIn(language, amount, 0, digits)} ${name}`.trim();
}
