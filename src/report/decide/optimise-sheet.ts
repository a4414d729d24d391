import type { Choice, Optimum } from '../../engine/decide/optimise/optimise.js';
import type { Candidate, Scored } from '../../engine/decide/optimise/types.js';
import { exactFromDouble } from '../../units/decimal.js';
import { money } from '../../units/quantity.js';
import { formatMoney, formatTotal } from '../format-money.js';
import { formatCount, NOTHING } from '../format-number.js';
import { formatHours } from '../format-time.js';
import type { Sheet, SheetTable } from './sheet.js';

interface Terms {
  readonly currency: string;
  readonly wanPerMbit: number | undefined;
}

const inMoney = (amount: number, { currency }: Terms): string =>
  formatMoney(money(currency, exactFromDouble(amount).toDecimalPlaces(2)));

/** A search, as text and tables. */
export function optimumSheet(found: Optimum, terms: Terms): Sheet {
  const { result, best } = found;
  return {
    title: `The cheapest of ${formatCount(result.candidates)} designs`,
    answer: best === undefined ? noneLines(found) : bestLines(best, terms),
    tables: [frontTable(found, terms), losersTable(found, terms), shadowTable(found, terms)].filter(
      ({ rows }) => rows.length > 0,
    ),
    notes: [
      'Exact over the grid: no design was left out but those that provably lose (M-109). Cost: bills, quoted appliances, the link where it has a price, tests and expected restores, over the horizon.',
      terms.wanPerMbit === undefined
        ? '--wan-price was not given: the link costs the same whatever it carries.'
        : `The link costs ${inMoney(terms.wanPerMbit, terms)} a Mbit/s and month.`,
      ...(best !== undefined && best.plan.cost.total.kind === 'atLeast'
        ? best.plan.cost.total.unpriced.map((name) => `Without a price, and so in no sum: ${name}`)
        : []),
    ],
  };
}

function bestLines({ scored, plan }: Choice, terms: Terms): readonly string[] {
  return [
    `${designText(scored.candidate)}.`,
    `It costs ${inMoney(scored.cost, terms)} over the horizon; its bill alone, planned again: ${formatTotal(plan.cost.total)}.`,
    `Its slowest restore takes ${formatHours(scored.hours)}; it keeps every limit.`,
  ];
}

function noneLines({ result }: Optimum): readonly string[] {
  const broken = Object.entries(result.broken).sort((a, b) => b[1] - a[1]);
  return [
    'No design keeps every limit.',
    ...broken.map(([limit, count]) => `Broken by ${formatCount(count)} of those looked at: ${limit}.`),
  ];
}

/** "Frankfurt, S3 Standard; standard retrieval; auto; ..." */
export function designText({ place, variant, box, cacheDays, wanMbit }: Candidate): string {
  const { retention } = variant;
  const kept = retention === undefined ? 'retention as in the scenario' : retentionText(retention);
  return [
    place.destination.label,
    `${place.retrieval} retrieval`,
    `appliance ${box.name}, ${cacheDays} days in the cache`,
    `${formatCount(wanMbit)} Mbit/s`,
    variant.fullEvery === undefined ? 'fulls as in the scenario' : `a full every ${variant.fullEvery} backups`,
    `compression ${variant.compression}`,
    kept,
  ].join('; ');
}

function retentionText({ semantics, ...rules }: NonNullable<Candidate['variant']['retention']>): string {
  const parts = Object.entries(rules).flatMap(([name, count]) =>
    count === undefined || count === 0 ? [] : [`${count} ${name}`],
  );
  return `keep ${parts.join(', ')} (${semantics})`;
}

function frontTable({ front }: Optimum, terms: Terms): SheetTable {
  return {
    title: 'Cost against restore time: nothing is both cheaper and faster than these',
    head: ['Cost', 'Slowest restore', 'Meets the targets', 'Design', 'Bill, planned again'],
    rows: front.map(({ scored, plan }) => [
      inMoney(scored.cost, terms),
      formatHours(scored.hours),
      scored.breaks.length === 0 ? 'yes' : scored.breaks.join(', '),
      designText(scored.candidate),
      formatTotal(plan.cost.total),
    ]),
  };
}

function losersTable({ result, best }: Optimum, terms: Terms): SheetTable {
  const dearer = (one: Scored): string => {
    const more = best === undefined ? 0 : one.cost - best.scored.cost;
    return more === 0 ? 'costs the same and stands later in the lists' : `costs ${inMoney(more, terms)} more`;
  };
  return {
    title: 'Why the others lose',
    head: ['Cost', 'Why', 'Design'],
    rows: [
      ...result.cheaper.map((one) => [inMoney(one.cost, terms), `breaks: ${one.breaks.join(', ')}`, designText(one.candidate)]),
      ...result.next.map((one) => [inMoney(one.cost, terms), dearer(one), designText(one.candidate)]),
    ],
  };
}

function shadowTable({ result }: Optimum, terms: Terms): SheetTable {
  return {
    title: 'What each limit costs: saved by giving it up alone',
    head: ['Limit', 'Saves', 'Design without it'],
    rows: result.shadow.map(({ limit, saves, without }) => [
      limit,
      saves === undefined
        ? without === undefined
          ? 'not enough alone'
          : `allows ${inMoney(without.cost, terms)}`
        : inMoney(saves, terms),
      without === undefined ? NOTHING : designText(without.candidate),
    ]),
  };
}

/** The same as data. */
export function optimumData({ result, best, front, limits }: Optimum) {
  const scored = (one: Scored) => ({ ...one, design: designText(one.candidate) });
  const chosen = ({ scored: one, plan }: Choice) => ({
    ...scored(one),
    planned: {
      total: plan.cost.total,
      lastMonth: plan.cost.lastMonth,
      restores: plan.restores.map(({ what, hours, verdict }) => ({ what, hours, verdict })),
    },
  });
  return {
    candidates: result.candidates,
    workedOut: result.looked,
    limits,
    best: best && chosen(best),
    front: front.map(chosen),
    cheaper: result.cheaper.map(scored),
    next: result.next.map(scored),
    shadowPrices: result.shadow.map(({ limit, saves, without }) => ({ limit, saves, without: without && scored(without) })),
    broken: result.broken,
  };
}
