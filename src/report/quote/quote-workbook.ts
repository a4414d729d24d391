import { Decimal } from '../../units/decimal.js';
import { type Cell, date, money, plain, type Sheet, sum, words } from '../workbook/workbook.js';
import { type Amounts, NO_AMOUNTS } from './amounts.js';
import type { Quote, QuoteLine } from './quote-types.js';
import { internalOf, pricesOf } from './quote-view.js';
import { QUOTE_WORDS, type QuoteWords } from './quote-words.js';

/** Columns of the sheet by year, which everything else adds up. */
const COLUMNS = { position: 'A', kind: 'C', year: 'D', list: 'E', net: 'G' } as const;
type Column = keyof typeof COLUMNS;

/**
 * The quote as a workbook: lines by year, whose net is list less discount, and formulas over them for every other sum. It holds what
 * the page holds, so a customer's has nothing internal. No formula has a word of a stranger: lines are picked by position, kind and year.
 */
export function quoteWorkbook(quote: Quote): readonly Sheet[] {
  const own = QUOTE_WORDS[quote.language];
  const internal = internalOf(quote, own);
  return [
    frontSheet(quote, own),
    materialsSheet(quote, own),
    yearsSheet(quote, own),
    ...(quote.options.length === 0 ? [] : [optionsSheet(quote, own)]),
    textSheet(own.terms, [
      { title: own.scope, lines: quote.scope },
      { title: own.prices, lines: pricesOf(quote, own) },
      { title: own.unpriced, lines: quote.unpriced },
      { title: own.exclusions, lines: quote.exclusions },
      { title: own.payment, lines: [quote.payment] },
      { title: own.terms, lines: quote.terms },
    ]),
    ...(internal.length === 0 ? [] : [textSheet(own.notes, internal)]),
  ];
}

const column = (own: QuoteWords, name: Column): string => `'${own.year}'!${COLUMNS[name]}:${COLUMNS[name]}`;

/** List and net out of the lines by year: those whose column holds what this row's column A holds, or all. Discount is their difference. */
function sums(own: QuoteWords, amounts: Amounts, row: number, where?: Column): readonly Cell[] {
  const of = (name: 'list' | 'net'): string =>
    where === undefined ? `SUM(${column(own, name)})` : `SUMIFS(${column(own, name)},${column(own, where)},A${row})`;
  return [
    sum(of('list'), amounts.list),
    sum(`ROUND(${of('list')}-${of('net')},2)`, amounts.discount),
    sum(of('net'), amounts.net),
  ];
}

function frontSheet(quote: Quote, own: QuoteWords): Sheet {
  const { totals, years, lines, number, vat } = quote;
  const kinds = (['capex', 'opex'] as const).filter((spend) => lines.some((line) => line.spend === spend));
  const note = words(totals.isAtLeast ? own.atLeast : '');
  const groups: readonly { readonly head: Cell; readonly amounts: Amounts; readonly where?: Column }[] = [
    { head: words(own.total), amounts: totals.total },
    ...kinds.map((spend) => ({ head: words(own[spend]), amounts: totals[spend], where: 'kind' as const })),
    ...years.map((year, at) => ({
      head: plain(new Decimal(year)),
      amounts: totals.byYear[at] ?? NO_AMOUNTS,
      where: 'year' as const,
    })),
  ];
  const tax: readonly (readonly Cell[])[] =
    vat === undefined
      ? []
      : [
          [words(`${vat.name}, %`), plain(new Decimal(vat.percent)), words(''), words(''), note],
          [words(vat.name), words(''), words(''), sum(`ROUND(D2*B${groups.length + 2}/100,2)`, vat.amount), note],
          [words(own.gross), words(''), words(''), sum(`D2+D${groups.length + 3}`, vat.gross), note],
        ];
  return {
    name: own.quote,
    widths: [44, 22, 18, 22, 14],
    rows: [
      [quote.title, own.list, own.discount, own.net, ''].map(words),
      ...groups.map(({ head, amounts, where }, at) => [head, ...sums(own, amounts, at + 2, where), note]),
      ...tax,
      [words(own.currency), words(quote.currency)],
      [words(own.number), words(number === '' ? own.draft : number)],
      [words(own.revision), plain(new Decimal(quote.revision))],
      [words(own.date), date(quote.date)],
      [words(own.validUntil), quote.validUntil === undefined ? words(own.notBinding) : date(quote.validUntil)],
      ...[
        [own.customer, quote.customer] as const,
        [own.seller, quote.seller] as const,
        [own.preparedBy, quote.preparedBy] as const,
      ].flatMap(([role, party]) => (party === undefined || party.name === '' ? [] : [[words(role), words(party.name)]])),
      ...quote.facts.map(({ name, value }) => [words(name), words(value)]),
    ],
  };
}

/** A line for each item. */
function materialsSheet({ lines }: Quote, own: QuoteWords): Sheet {
  const head = [own.position, own.item, own.kind, own.quantity, own.unit, own.list, own.discount, own.net, ''];
  const rows = lines.map((line, at) => [
    plain(new Decimal(at + 1)),
    ...[line.label, own[line.spend]].map(words),
    ...quantityCells(line),
    ...(word(line, own) ?? [...sums(own, line.total, at + 2, 'position'), openNote(line, own)]),
  ]);
  return { name: own.materials, widths: [10, 56, 24, 18, 16, 18, 18, 18, 14], rows: [head.map(words), ...rows] };
}

function yearsSheet({ lines, years }: Quote, own: QuoteWords): Sheet {
  const head = [own.position, own.item, own.kind, own.calendarYear, own.list, own.discount, own.net, ''].map(words);
  const cells = lines.flatMap((line, at) => line.byYear.map((amounts, of) => ({ line, at, year: years[of] ?? 0, amounts })));
  const rows = cells.map(({ line, at, year, amounts: { list, discount, net } }, index) => [
    plain(new Decimal(at + 1)),
    ...[line.label, own[line.spend]].map(words),
    plain(new Decimal(year)),
    ...(word(line, own) ?? [money(list), money(discount), sum(`ROUND(E${index + 2}-F${index + 2},2)`, net), openNote(line, own)]),
  ]);
  return { name: own.year, widths: [10, 56, 24, 8, 18, 18, 18, 14], rows: [head, ...rows] };
}

/** What may be taken besides: in no sum. */
function optionsSheet({ options }: Quote, own: QuoteWords): Sheet {
  const head = [own.item, own.quantity, own.unit, own.list, own.discount, own.net, own.optionsNote].map(words);
  const rows = options.map((line, at) => {
    const { list, discount, net } = line.total;
    const amounts = [money(list), money(discount), sum(`ROUND(D${at + 2}-E${at + 2},2)`, net), openNote(line, own)];
    return [words(line.label), ...quantityCells(line), ...(word(line, own) ?? amounts)];
  });
  return { name: own.options, widths: [64, 16, 14, 18, 18, 18, 40], rows: [head, ...rows] };
}

function textSheet(name: string, parts: readonly { readonly title: string; readonly lines: readonly string[] }[]): Sheet {
  const rows = parts.flatMap(({ title, lines }) => lines.filter((line) => line !== '').map((line) => [title, line].map(words)));
  return { name, widths: [36, 110], rows: [[words(name), words('')], ...rows] };
}

function quantityCells({ quantity }: QuoteLine): readonly Cell[] {
  return quantity === undefined ? [words(''), words('')] : [plain(quantity.amount), words(quantity.unit)];
}

/** List, discount, net and note of a line that has no amounts: a word where its net would stand. */
function word({ status }: QuoteLine, own: QuoteWords): readonly Cell[] | undefined {
  if (status !== 'unpriced' && status !== 'included') return undefined;
  return ['', '', status === 'unpriced' ? own.notPriced : own.included, ''].map(words);
}

const openNote = ({ status }: QuoteLine, own: QuoteWords): Cell => words(status === 'atLeast' ? own.atLeast : '');
