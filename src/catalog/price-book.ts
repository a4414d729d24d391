import { type Parsed, type Problem, parsedUnless } from '../problems/problem.js';
import { type Day, formatDay } from '../units/day.js';
import { Decimal } from '../units/decimal.js';
import type { PriceRecord, PriceTable, RuleRecord, Span } from './price-table.js';
import { catalogError } from './read-table.js';
import type { PriceBook, PriceItem, PriceTier, Rate, Rule, RuleName } from './types.js';

/** One stated rate for a whole book: `rate` units of `to` for one unit of `from`. */
export interface Exchange {
  readonly from: string;
  readonly to: string;
  /** A plain decimal, such as "0.8645". */
  readonly rate: string;
  readonly date: string;
  readonly source: string;
}

export interface RateName {
  readonly provider: string;
  readonly region: string;
  readonly storageClass: string;
  readonly item: PriceItem;
}
export interface RuleKeyName {
  readonly provider: string;
  /** '*' for a rule of all regions. */
  readonly region: string;
  readonly storageClass: string;
  readonly rule: RuleName;
}

/** Key of PriceBook.rates. */
export function rateKey({ provider, region, storageClass, item }: RateName): string {
  return `${provider}|${region}|${storageClass}|${item}`;
}

/** Key of PriceBook.rules. A region's own rule goes before the one for "*". */
export function ruleKey({ provider, region, storageClass, rule }: RuleKeyName): string {
  return `${provider}|${region}|${storageClass}|${rule}`;
}

/** True from the first day (in) to the last (out). */
export function isInForce(span: Span, day: Day): boolean {
  return span.from <= day && (span.to === undefined || day < span.to);
}

/**
 * The prices and rules in force on one day, as plain data for the engine.
 *
 * An item with no row in force is absent, which the engine shows as unpriced; it never falls back to an older row.
 *
 * @param exchange turns the prices of currency `from` into `to`, exactly; all others stay as published, and the engine says of
 *   those that are not in the plan's currency that they are unpriced
 * @returns CAT008 a day before the first price (names that day), CAT009 tiers that do not follow each other from 0,
 *   CAT010 two rules for one thing
 */
export function priceBookOn(table: PriceTable, asOf: Day, exchange?: Exchange): Parsed<PriceBook> {
  const tooEarly = problemBeforeFirst(table, asOf);
  const problems: Problem[] = tooEarly === undefined ? [] : [tooEarly];
  const rates = ratesOn(table.prices, { asOf, exchange }, problems);
  const rules = rulesOn(table.rules, asOf, problems);
  const { version, classes, regions } = table;
  return parsedUnless(problems, () => ({ asOf, version, rates, rules, classes, regions }));
}

/** The rates of the rows in force on one day, by rateKey. @param problems takes CAT009 */
export function ratesOn(
  prices: readonly PriceRecord[],
  { asOf, exchange }: { readonly asOf: Day; readonly exchange: Exchange | undefined },
  problems: Problem[],
): Readonly<Record<string, Rate>> {
  const rates: Record<string, Rate> = {};
  for (const [key, records] of groupByRate(prices.filter(({ span }) => isInForce(span, asOf)))) {
    const rate = rateFrom(records, exchange, problems);
    if (rate) rates[key] = rate;
  }
  return rates;
}

function problemBeforeFirst(table: PriceTable, asOf: Day): Problem | undefined {
  const first = table.prices.reduce<Day | undefined>(
    (least, { span }) => (least === undefined || span.from < least ? span.from : least),
    undefined,
  );
  if (first !== undefined && asOf >= first) return undefined;
  const wanted =
    first === undefined ? 'a price table with prices' : `a day from ${formatDay(first)} on, the first that the price tables know`;
  const fix = first === undefined ? {} : { fix: `write pricesAsOf: ${formatDay(first)} or later` };
  return catalogError('CAT008', { where: { file: 'data/prices', field: 'pricesAsOf' }, found: formatDay(asOf), wanted, ...fix });
}

function groupByRate(records: readonly PriceRecord[]): ReadonlyMap<string, readonly [PriceRecord, ...PriceRecord[]]> {
  const groups = new Map<string, [PriceRecord, ...PriceRecord[]]>();
  for (const record of records) {
    const key = rateKey(record);
    const group = groups.get(key);
    if (group) group.push(record);
    else groups.set(key, [record]);
  }
  return groups;
}

function rateFrom(
  records: readonly [PriceRecord, ...PriceRecord[]],
  exchange: Exchange | undefined,
  problems: Problem[],
): Rate | undefined {
  const [first, ...rest] = [...records].sort((a, b) => a.tierFrom.comparedTo(b.tierFrom));
  if (first === undefined) return undefined;
  const problem = tierProblem([first, ...rest]);
  if (problem) {
    problems.push(problem);
    return undefined;
  }
  const { provider, region, storageClass, item, per, perAmount, currency } = first;
  const tiers = [tierFrom(first, exchange), ...rest.map((record) => tierFrom(record, exchange))] as const;
  return {
    provider,
    region,
    storageClass,
    item,
    per,
    perAmount,
    currency: exchange?.from === currency ? exchange.to : currency,
    tiers,
  };
}

function tierFrom(record: PriceRecord, exchange: Exchange | undefined): PriceTier {
  const { tierFrom: from, tierTo: to, price, source } = record;
  if (exchange === undefined || record.currency !== exchange.from) return { from, to, price, source };
  const note = `${price.toFixed()} ${record.currency} at ${exchange.rate} ${exchange.to} for 1 ${exchange.from}, ${exchange.source}, ${exchange.date}`;
  const noted = { ...source, note: source.note === undefined ? note : `${source.note}; ${note}` };
  return { from, to, price: price.times(new Decimal(exchange.rate)), source: noted };
}

/** CAT009: tiers of one rate start at 0, follow each other without a hole or an overlap, and share unit and currency. */
export function tierProblem(sorted: readonly [PriceRecord, ...PriceRecord[]]): Problem | undefined {
  // Most prices are one open tier: nothing follows it.
  if (sorted.length === 1 && sorted[0].tierFrom.isZero()) return undefined;
  let expected: Decimal | undefined = new Decimal(0);
  for (const record of sorted) {
    const where = placeOf(record.source.id, 'tier_from');
    const found = record.tierFrom.toFixed();
    if (expected === undefined) return catalogError('CAT009', { where, found, wanted: 'no tier above one that has no end' });
    if (!record.tierFrom.eq(expected))
      return catalogError('CAT009', { where, found, wanted: `${expected.toFixed()}, where the tier below ends` });
    if (record.per !== sorted[0].per || !record.perAmount.eq(sorted[0].perAmount) || record.currency !== sorted[0].currency)
      return catalogError('CAT009', {
        where,
        found: `${record.per} in ${record.currency}`,
        wanted: 'the unit and currency of the tier below',
      });
    expected = record.tierTo;
  }
  return undefined;
}

function rulesOn(records: readonly RuleRecord[], asOf: Day, problems: Problem[]): Readonly<Record<string, Rule>> {
  const rules: Record<string, Rule> = {};
  for (const record of records) {
    if (!isInForce(record.span, asOf)) continue;
    const key = ruleKey(record);
    const earlier = rules[key];
    const told = {
      where: placeOf(record.source.id, 'rule'),
      found: key,
      wanted: `one value a day: ${earlier?.source.id} has one`,
    };
    if (earlier) problems.push(catalogError('CAT010', told));
    else rules[key] = { value: record.value, unit: record.unit, source: record.source };
  }
  return rules;
}

function placeOf(id: string, field: string): { readonly file: string; readonly line?: number; readonly field: string } {
  const match = /^(.*):(\d+)$/.exec(id);
  return match ? { file: match[1] ?? id, line: +(match[2] ?? ''), field } : { file: id, field };
}
