import { listPrices, type PriceFilter, priceHistory } from '../catalog/history.js';
import type { PriceRecord, PriceTable } from '../catalog/price-table.js';
import { resolveClass, resolveProvider, resolveRegion } from '../catalog/resolve.js';
import { PRICE_ITEMS } from '../catalog/types.js';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import { type Parsed, type Problem, parsed, parsedUnless, problemsOf } from '../problems/problem.js';
import { type Day, formatDay } from '../units/day.js';
import type { Call } from './commands.js';
import { choice, dayFlag, text } from './flag-values.js';
import { loadShelf } from './load-catalog.js';
import { csvTable, jsonText, textTable } from './tables.js';
import { countOf, type ExitCode } from './terminal.js';

const HEAD = [
  'provider',
  'region',
  'class',
  'item',
  'from',
  'to',
  'price',
  'currency',
  'per',
  'since',
  'until',
  'source',
] as const;

/** `stowage prices list`: the rows in force on one day. */
export async function listCommand(call: Call): Promise<ExitCode> {
  const format = choice(call, 'format', ['text', 'csv', 'json']);
  return show(
    call,
    format,
    (table, filter, on) => listPrices(table, { ...filter, on }),
    (rows) => {
      const cells = rows.map(cellsOf);
      if (format.ok && format.value === 'csv') return csvTable(HEAD, cells);
      return textTable(
        HEAD.slice(0, 11),
        cells.map((row) => row.slice(0, 11)),
      );
    },
  );
}

/** `stowage prices show`: every row there was, newest last, with its evidence. */
export async function showCommand(call: Call): Promise<ExitCode> {
  const format = choice(call, 'format', ['text', 'json']);
  const history = (table: PriceTable, filter: PriceFilter, on: Day): readonly PriceRecord[] =>
    text(call, 'date') === undefined ? priceHistory(table, filter) : listPrices(table, { ...filter, on });
  return show(call, format, history, (rows) => rows.map(evidenceOf).join('\n'));
}

type Query = (table: PriceTable, filter: PriceFilter, on: Day) => readonly PriceRecord[];

async function show(
  call: Call,
  format: Parsed<string>,
  query: Query,
  asText: (rows: readonly PriceRecord[]) => string,
): Promise<ExitCode> {
  const { terminal } = call;
  const shelf = await loadShelf();
  const day = dayFlag(call, 'date');
  if (!shelf.ok) return terminal.problems(shelf.problems, countOf(shelf.problems, 'The catalogue cannot be read.'));
  const table = shelf.value.prices;
  const filter = filterOf(call, table);
  if (!format.ok || !day.ok || !filter.ok) {
    const problems = [format, day, filter].flatMap(problemsOf);
    return terminal.problems(problems, countOf(problems, 'Nothing was listed.'));
  }
  const rows = query(table, filter.value, day.value);
  if (rows.length === 0) {
    const none: Problem = {
      code: 'CLI006',
      severity: 'error',
      where: { file: 'prices' },
      found: 'no price',
      wanted: 'filters that leave one',
      fix: 'leave out a filter, or choose another --date',
    };
    return terminal.problems([none], 'Nothing was listed.');
  }
  terminal.data(format.value === 'json' || terminal.json ? jsonText(rows.map(plainOf)) : asText(rows));
  return 0;
}

/** Names of flags to codes; every wrong one at once. A region or class without --provider is looked for in the only provider that has lists. */
function filterOf(call: Call, table: PriceTable): Parsed<PriceFilter> {
  const problems: Problem[] = [];
  const keep = <T>(found: Parsed<T>): T | undefined => {
    if (found.ok) return found.value;
    problems.push(...found.problems);
    return undefined;
  };
  const asked = (name: string): { readonly name: string; readonly where: { readonly file: string } } | undefined => {
    const given = text(call, name);
    return given === undefined ? undefined : { name: given, where: { file: `--${name}` } };
  };
  const named = asked('provider');
  const provider = named && keep(resolveProvider(table, named))?.provider;
  const scope = provider ?? table.prices[0]?.provider ?? '';
  const [region, storageClass] = [asked('region'), asked('class')];
  const item = text(call, 'item');
  const known = PRICE_ITEMS.find((one) => one === item);
  const filter = {
    provider,
    region: region && keep(resolveRegion(table, { ...region, provider: scope }))?.region,
    storageClass: storageClass && keep(resolveClass(table, { ...storageClass, provider: scope }))?.storageClass,
    item: known,
  };
  if (item !== undefined && known === undefined) {
    problems.push({
      code: 'CLI005',
      severity: 'error',
      where: { file: '--item' },
      found: `"${item}"`,
      wanted: `one of ${PRICE_ITEMS.join(', ')}`,
      ...hint(item),
    });
  }
  return problems.length === 0 ? parsed(filter) : parsedUnless(problems, () => filter);
}

function hint(item: string): { readonly fix?: string } {
  const fix = didYouMean(nearestNames(item, PRICE_ITEMS, 2));
  return fix === undefined ? {} : { fix };
}

function plainOf(row: PriceRecord) {
  const { source, span, tierFrom, tierTo, price, perAmount, ...rest } = row;
  return {
    ...rest,
    tierFrom: tierFrom.toFixed(),
    tierTo: tierTo?.toFixed() ?? null,
    price: price.toFixed(),
    perAmount: perAmount.toFixed(),
    since: formatDay(span.from),
    until: span.to === undefined ? null : formatDay(span.to),
    source,
  };
}

function cellsOf(row: PriceRecord): readonly string[] {
  const plain = plainOf(row);
  const per = plain.perAmount === '1' ? plain.per : `${plain.perAmount} ${plain.per}`;
  const { provider, region, storageClass, item, tierFrom, tierTo, price, currency, since, until, source } = plain;
  return [provider, region, storageClass, item, tierFrom, tierTo ?? '', price, currency, per, since, until ?? '', source.id];
}

function evidenceOf(row: PriceRecord): string {
  const [
    provider = '',
    region = '',
    storageClass = '',
    item = '',
    from = '',
    to = '',
    price = '',
    currency = '',
    per = '',
    since = '',
    until = '',
  ] = cellsOf(row);
  const { source } = row;
  const tier = from === '0' && to === '' ? '' : `, from ${from}${to === '' ? '' : ` to ${to}`}`;
  return [
    `${[provider, region, storageClass, item].filter((part) => part !== '').join(' ')}${tier}: ${price} ${currency} for ${/^\d/.test(per) ? per : `1 ${per.replace(/s$/, '')}`}`,
    `  ${since} to ${until === '' ? 'now' : until}; ${source.id}, ${source.confidence} confidence, read ${source.lastChecked}`,
    `  ${source.title}${source.url === '' ? '' : ` <${source.url}>`}`,
    ...(source.note === undefined || source.note === '' ? [] : [`  note: ${source.note}`]),
    '',
  ].join('\n');
}
