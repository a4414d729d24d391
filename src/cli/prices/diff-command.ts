import { listPrices } from '../../catalog/history.js';
import { diffPrices, type PriceChange } from '../../catalog/price-diff.js';
import type { PriceRecord } from '../../catalog/price-table.js';
import { type Parsed, type Problem, parsed, problemsOf } from '../../problems/problem.js';
import { printable } from '../../problems/render.js';
import { formatTotal } from '../../report/format-money.js';
import { type Day, formatDay, parseDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { text, today } from '../flag-values.js';
import type { Shelf } from '../load-catalog.js';
import { jsonText } from '../tables.js';
import { countOf, type ExitCode } from '../terminal.js';
import { packageData, readDataFolder } from './data-folder.js';
import { shelfOf } from './folder-shelf.js';
import { type ScenarioCost, scenarioCost } from './scenario-effect.js';

/** One side of the comparison: the prices of a day, or the whole table of a folder. */
interface Side {
  readonly name: string;
  readonly shelf: Shelf;
  readonly day: Day | undefined;
}

/** `stowage prices diff`: what changed between two days, or two folders, and what that does to a scenario's total. */
export async function diffCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const [a, b] = [await sideOf(call, 'a'), await sideOf(call, 'b')];
  if (!a.ok || !b.ok) return refuse(call, [a, b]);
  const dated = a.value.day === undefined;
  if (dated !== (b.value.day === undefined)) return terminal.problems([mixed(a.value, b.value)], 'Nothing was compared.');
  const changes = diffPrices(rowsOf(call, a.value), rowsOf(call, b.value), dated);
  const scenario = text(call, 'scenario');
  const costs =
    scenario === undefined
      ? undefined
      : ([await costOf(call, scenario, a.value), await costOf(call, scenario, b.value)] as const);
  if (costs !== undefined && (!costs[0].ok || !costs[1].ok)) return refuse(call, costs);
  const [before, after] = costs?.map((cost) => (cost.ok ? cost.value : undefined)) ?? [];
  const effect = before && after ? { before, after } : undefined;
  terminal.data(terminal.json ? jsonText(asJson(changes, effect)) : asText([a.value, b.value], changes, effect));
  return 0;
}

async function sideOf(call: Call, name: 'a' | 'b'): Promise<Parsed<Side>> {
  const given = text(call, name) ?? '';
  const day = parseDay(given);
  const folder = await readDataFolder(day === undefined ? given : packageData());
  if (!folder.ok) return folder;
  const shelf = shelfOf(folder.value);
  return shelf.ok ? parsed({ name: given, shelf: shelf.value, day }) : shelf;
}

function rowsOf(call: Call, { shelf, day }: Side): readonly PriceRecord[] {
  const provider = text(call, 'provider');
  const ofProvider = shelf.prices.prices.filter((record) => provider === undefined || record.provider === provider);
  return day === undefined ? ofProvider : listPrices({ ...shelf.prices, prices: ofProvider }, { on: day });
}

function costOf({ version }: Call, scenario: string, { shelf, day }: Side): Promise<Parsed<ScenarioCost>> {
  return scenarioCost(scenario, { shelf, pricesAsOf: day, today: today(), version });
}

function refuse({ terminal }: Call, results: readonly Parsed<unknown>[]): ExitCode {
  const problems = results.flatMap(problemsOf);
  return terminal.problems(problems, countOf(problems, 'Nothing was compared.'));
}

function mixed(a: Side, b: Side): Problem {
  return {
    code: 'CLI005',
    severity: 'error',
    where: { file: 'stowage prices diff' },
    found: `${a.name} and ${b.name}`,
    wanted: 'two days, or two folders',
  };
}

interface Effect {
  readonly before: ScenarioCost;
  readonly after: ScenarioCost;
}

function asText([a, b]: readonly [Side, Side], changes: readonly PriceChange[], effect: Effect | undefined): string {
  const count = (kind: PriceChange['kind']): number => changes.filter((change) => change.kind === kind).length;
  const head = `${printable(a.name)} to ${printable(b.name)}: ${count('changed')} changed, ${count('added')} added, ${count('removed')} removed`;
  return `${[head, ...changes.map((change) => `  ${printable(changeText(change))}`), ...(effect ? effectText(effect) : [])].join('\n')}\n`;
}

function changeText(change: PriceChange): string {
  if (change.kind === 'added') return `+ ${nameOf(change.after)}: ${priceOf(change.after)}`;
  if (change.kind === 'removed') return `- ${nameOf(change.before)}: ${priceOf(change.before)}`;
  const { before, after, percent } = change;
  const share = percent === undefined || percent.isZero() ? '' : ` (${percent.isNegative() ? '' : '+'}${percent.toFixed(1)}%)`;
  return `~ ${nameOf(after)}: ${priceOf(before)} to ${priceOf(after)}${share}`;
}

function nameOf({ provider, region, storageClass, item, tierFrom }: PriceRecord): string {
  const tier = tierFrom.isZero() ? [] : [`from ${tierFrom.toFixed()}`];
  return [provider, region, storageClass, item, ...tier].filter((part) => part !== '').join(' ');
}

function priceOf({ price, currency, per, perAmount, span }: PriceRecord): string {
  const unit = perAmount.eq(1) ? per : `${perAmount.toFixed()} ${per}`;
  return `${price.toFixed()} ${currency} for ${unit} since ${formatDay(span.from)}${span.to === undefined ? '' : ` until ${formatDay(span.to)}`}`;
}

function effectText({ before, after }: Effect): readonly string[] {
  const [from, to] = [before.total.cost, after.total.cost];
  const change =
    from.amount.isZero() || from.currency !== to.currency ? undefined : to.amount.div(from.amount).minus(1).times(100);
  const share = change === undefined ? '' : ` (${change.isNegative() ? '' : '+'}${change.toFixed(1)}%)`;
  const kinds = [...new Set([...Object.keys(before.byKind), ...Object.keys(after.byKind)])];
  return [
    `total of the scenario: ${formatTotal(before.total)} to ${formatTotal(after.total)}${share}`,
    ...kinds
      .map((kind) => ({
        kind,
        was: before.byKind[kind]?.amount.toFixed(2) ?? '0.00',
        is: after.byKind[kind]?.amount.toFixed(2) ?? '0.00',
      }))
      .filter(({ was, is }) => was !== is)
      .map(({ kind, was, is }) => `  ${kind}: ${was} to ${is}`),
  ];
}

function asJson(changes: readonly PriceChange[], effect: Effect | undefined): unknown {
  const plain = (record: PriceRecord) => ({
    name: nameOf(record),
    price: record.price.toFixed(),
    text: priceOf(record),
    source: record.source.id,
  });
  return {
    changes: changes.map((change) => ({
      kind: change.kind,
      before: change.kind === 'added' ? null : plain(change.before),
      after: change.kind === 'removed' ? null : plain(change.after),
      percent: change.kind === 'changed' ? (change.percent?.toFixed(6) ?? null) : null,
    })),
    total: effect ? { before: totalJson(effect.before), after: totalJson(effect.after) } : null,
  };
}

function totalJson({ total }: ScenarioCost): unknown {
  const { kind, cost } = total;
  return {
    kind,
    cost: cost.amount.toFixed(2),
    currency: cost.currency,
    unpriced: total.kind === 'atLeast' ? total.unpriced : [],
  };
}
