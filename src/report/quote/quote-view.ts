import type { Amounts } from './amounts.js';
import { labelIn } from './label-words.js';
import { dateIn, moneyIn, percentIn, quantityIn } from './locale.js';
import type { Party, Quote, QuoteLine } from './quote-types.js';
import { QUOTE_WORDS, type QuoteWords } from './quote-words.js';

/** A number of a table: what it says, and nothing else. */
interface Row {
  readonly label: string;
  readonly quantity: string;
  readonly list: string;
  readonly discount: string;
  readonly net: string;
}

interface YearRow {
  readonly label: string;
  readonly cells: readonly string[];
  readonly total: string;
}

/** Everything that the page prints, as text: the template formats nothing. */
export interface QuoteView {
  readonly words: QuoteWords;
  readonly language: string;
  readonly title: string;
  readonly isInternal: boolean;
  readonly head: readonly { readonly name: string; readonly value: string }[];
  readonly parties: readonly { readonly role: string; readonly name: string; readonly lines: readonly string[] }[];
  readonly scope: readonly string[];
  readonly facts: Quote['facts'];
  readonly total: string;
  readonly currency: string;
  readonly sections: readonly { readonly title: string; readonly rows: readonly Row[]; readonly sum: Row }[];
  readonly totals: readonly Row[];
  readonly years: readonly string[];
  readonly byYear: readonly YearRow[];
  readonly yearTotals: readonly YearRow[];
  readonly options: readonly Row[];
  readonly vat: readonly { readonly name: string; readonly value: string }[];
  readonly prices: readonly string[];
  readonly unpriced: readonly string[];
  readonly exclusions: readonly string[];
  readonly payment: readonly string[];
  readonly terms: readonly string[];
  readonly signatures: readonly string[];
  readonly internal: readonly { readonly title: string; readonly lines: readonly string[] }[];
}

export function quoteView(quote: Quote): QuoteView {
  const { language, lines, totals } = quote;
  const words = QUOTE_WORDS[language];
  const text = new Texts(quote);
  const spends = (['capex', 'opex'] as const).filter((spend) => lines.some((line) => line.spend === spend));
  const flag = totals.isAtLeast ? `${words.atLeast} ` : '';
  return {
    words,
    language,
    title: quote.title,
    isInternal: quote.internal !== undefined,
    head: headOf(quote, words),
    parties: [
      party(words.customer, quote.customer),
      party(words.seller, quote.seller),
      party(words.preparedBy, quote.preparedBy),
    ].flat(),
    scope: quote.scope,
    facts: quote.facts,
    total: `${flag}${text.money(totals.total.net)}`,
    currency: quote.currency,
    sections: spends.map((spend) => {
      const own = lines.filter((line) => line.spend === spend);
      const isAtLeast = own.some(({ status }) => status === 'unpriced' || status === 'atLeast');
      return {
        title: words[spend],
        rows: own.map((line) => text.row(line)),
        sum: text.sum(words.total, totals[spend], isAtLeast),
      };
    }),
    totals: [text.sum(words.total, totals.total, totals.isAtLeast)],
    years: quote.years.map((year) => `${year}`),
    byYear: lines.map((line) => text.yearRow(line)),
    yearTotals: (['list', 'discount', 'net'] as const).map((part) => ({
      label: words.totalOf[part],
      cells: totals.byYear.map((year) => text.money(part === 'discount' ? year.discount.negated() : year[part])),
      total: text.money(part === 'discount' ? totals.total.discount.negated() : totals.total[part]),
    })),
    options: quote.options.map((line) => text.row(line)),
    vat: vatLines(quote, words, text, flag),
    prices: pricesOf(quote, words),
    unpriced: quote.unpriced,
    exclusions: quote.exclusions,
    payment: paragraphs(quote.payment),
    terms: quote.terms,
    signatures: [words.nameAndRole, words.purchaseOrder, words.placeAndDate, words.signature],
    internal: internalOf(quote, words),
  };
}

/** Cells in the quote's language and currency. */
class Texts {
  constructor(private readonly quote: Quote) {}

  money(amount: Amounts['net']): string {
    return moneyIn(this.quote.language, amount, this.quote.currency);
  }

  row({ label, quantity, status, total }: QuoteLine): Row {
    const words = QUOTE_WORDS[this.quote.language];
    const base = { label, quantity: quantity === undefined ? '' : quantityIn(this.quote.language, quantity) };
    if (status === 'unpriced') return { ...base, list: '', discount: '', net: words.notPriced };
    if (status === 'included') return { ...base, list: '', discount: '', net: words.included };
    return { ...base, ...this.cells(total, status === 'atLeast') };
  }

  sum(label: string, amounts: Amounts, isAtLeast: boolean): Row {
    return { label, quantity: '', ...this.cells(amounts, isAtLeast) };
  }

  yearRow({ label, byYear, status, total }: QuoteLine): YearRow {
    const words = QUOTE_WORDS[this.quote.language];
    const word = status === 'unpriced' ? words.notPriced : status === 'included' ? words.included : undefined;
    const flag = status === 'atLeast' ? `${words.atLeast} ` : '';
    return {
      label,
      cells: byYear.map(({ net }) => (word === undefined ? this.money(net) : '')),
      total: word ?? `${flag}${this.money(total.net)}`,
    };
  }

  private cells({ list, discount, net }: Amounts, isAtLeast: boolean): Pick<Row, 'list' | 'discount' | 'net'> {
    const flag = isAtLeast ? `${QUOTE_WORDS[this.quote.language].atLeast} ` : '';
    return {
      list: this.money(list),
      discount: discount.isZero() ? '–' : this.money(discount.negated()),
      net: `${flag}${this.money(net)}`,
    };
  }
}

function headOf(quote: Quote, words: QuoteWords): QuoteView['head'] {
  const { language, number, revision, date, validUntil } = quote;
  return [
    { name: words.number, value: number === '' ? words.draft : number },
    { name: words.revision, value: `${revision}` },
    { name: words.date, value: dateIn(language, date) },
    { name: words.validUntil, value: validUntil === undefined ? words.notBinding : dateIn(language, validUntil) },
  ];
}

function party(role: string, who: Party | undefined): QuoteView['parties'] {
  if (who === undefined || who.name === '') return [];
  return [{ role, name: who.name, lines: [...paragraphs(who.address), ...paragraphs(who.contact)] }];
}

/** Lines of a text that a person wrote over several. */
export const paragraphs = (text: string): readonly string[] => text.split(/\r?\n/).filter((line) => line.trim() !== '');

function vatLines({ vat, language }: Quote, words: QuoteWords, text: Texts, flag: string): QuoteView['vat'] {
  if (vat === undefined) return [];
  return [
    { name: `${vat.name}, ${percentIn(language, vat.percent)}`, value: `${flag}${text.money(vat.amount)}` },
    { name: words.gross, value: `${flag}${text.money(vat.gross)}` },
  ];
}

export function pricesOf({ language, priceDates, exchange }: Quote, words: QuoteWords): readonly string[] {
  const dates = priceDates.map(({ what, date }) => `${labelIn(language, what)}: ${words.pricesOn} ${dateIn(language, date)}`);
  return exchange === '' ? dates : [...dates, `${words.exchange}: ${exchange}`];
}

/** What stays in the house, in titled parts; none in a customer's quote. */
export function internalOf(quote: Quote, words: QuoteWords): QuoteView['internal'] {
  const { internal } = quote;
  if (internal === undefined) return [];
  const text = new Texts(quote);
  const { cost, margin, markupPercent, costUnknown, discounts, confidentialSources, notes } = internal;
  const parts = [
    {
      title: words.margin,
      lines: [
        `${words.cost}: ${text.money(cost)}`,
        `${words.margin}: ${text.money(margin)}`,
        `${words.markup}: ${percentIn(quote.language, markupPercent)}`,
      ],
    },
    { title: words.costUnknown, lines: costUnknown },
    {
      title: words.discounts,
      lines: discounts.map(({ what, percent, reason }) => `${what}: ${percentIn(quote.language, percent)} (${reason})`),
    },
    { title: words.confidential, lines: confidentialSources.map(({ title, id }) => `${title} (${id})`) },
    { title: words.notes, lines: notes },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}
