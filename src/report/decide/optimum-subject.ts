import type { Optimum } from '../../engine/decide/optimise/optimise.js';
import type { Candidate, Scored } from '../../engine/decide/optimise/types.js';
import { exactFromDouble } from '../../units/decimal.js';
import { money } from '../../units/quantity.js';
import { type ChartData, forChart } from '../chart-data.js';
import { formatMoney, formatTotal } from '../format-money.js';
import { countOf, formatCount, formatShare, NOTHING } from '../format-number.js';
import { formatHours } from '../format-time.js';
import { badge, type TableView, table } from '../table-view.js';
import type { Subject } from '../tables-document.js';
import type { WhyView } from '../view-model-why.js';

const inMoney = (amount: number, currency: string): string =>
  formatMoney(money(currency, exactFromDouble(amount).toDecimalPlaces(2)));

/** The id of its chart, and what it is called; absent: by its number of designs. */
interface OptimumTitle {
  readonly id: string;
  readonly title?: string;
}

/** A search: the winner, the front as picture and table, why others lose, what each limit costs. */
export function optimumSubject(found: Optimum, { id, title }: OptimumTitle): Subject {
  return {
    title: title ?? `The cheapest of ${countOf(found.candidates, 'design', 'designs')}`,
    lead: found.best === undefined ? noneLines(found) : bestLines(found, found.best),
    charts: [frontChart(found, id)],
    tables: [frontTable(found), losersTable(found), shadowTable(found)],
    folded: [],
    whys: [{ label: 'The search', why: searchWhy(found) }],
    notes: [
      'Exact over the grid: no design was left out but those that provably lose. Cost: bills, quoted appliances, the link where it has a price, tests and expected restores, over the horizon.',
      probabilityNote(found),
      found.wanPerMbit === undefined
        ? 'The link has no price: it costs the same whatever it carries.'
        : `The link costs ${inMoney(found.wanPerMbit, found.currency)} a Mbit/s and month.`,
      ...(found.planned?.total.kind === 'atLeast'
        ? found.planned.total.unpriced.map((name) => `Without a price, and so in no sum: ${name}`)
        : []),
    ],
  };
}

function probabilityNote({ limits: { probability }, trials }: Optimum): string {
  const share = formatShare(probability);
  if (trials > 0)
    return `Every restore target, recovery point, backup window and the link is kept in at least ${share} of ${formatCount(trials)} trials, and at the likely values. Times shown are those that ${share} of the retrieval waits stay within, all else likely.`;
  return probability === 1
    ? 'Targets hold in the worst published retrieval wait, all else at its likely value.'
    : `Targets hold in ${share} of the retrieval waits, all else at its likely value: the scenario draws no trials.`;
}

function bestLines({ planned, currency }: Optimum, { candidate, cost, hours }: Scored): readonly string[] {
  const again = planned === undefined ? '' : ` Its bill, planned again: ${formatTotal(planned.total)}.`;
  const boxes =
    planned === undefined || planned.appliance.units === 0 ? '' : ` on ${planned.appliance.units} x ${planned.appliance.chosen}`;
  return [
    `${designText(candidate)}.`,
    `It costs ${inMoney(cost, currency)} over the horizon${boxes}.${again} Its slowest restore takes ${formatHours(hours)}; it keeps every limit.`,
  ];
}

function noneLines({ broken, shadow, currency }: Optimum): readonly string[] {
  const most = Object.entries(broken).sort((a, b) => b[1] - a[1]);
  const way = shadow.find(({ without }) => without !== undefined);
  return [
    'No design keeps every limit.',
    way?.without === undefined
      ? 'Giving up any one limit is not enough.'
      : `Giving up "${way.limit}" alone allows ${designText(way.without.candidate)}, for ${inMoney(way.without.cost, currency)}.`,
    most.length === 0
      ? ''
      : `Broken, by how many designs of those looked at: ${most.map(([limit, count]) => `${limit} ${formatCount(count)}`).join('; ')}.`,
  ].filter((line) => line !== '');
}

/** "Frankfurt, S3 Standard; standard retrieval; appliance auto; ..." */
export function designText({ place, variant, box, cacheDays, wanMbit }: Candidate): string {
  const { retention } = variant;
  return [
    place.destination.label,
    `${place.retrieval} retrieval`,
    `appliance ${box.name}`,
    `${countOf(cacheDays, 'day', 'days')} in the cache`,
    `${formatCount(wanMbit)} Mbit/s`,
    variant.fullEvery === undefined
      ? 'fulls as in the scenario'
      : `a full every ${countOf(variant.fullEvery, 'backup', 'backups')}`,
    `compression ${variant.compression}`,
    retention === undefined ? 'retention as in the scenario' : retentionText(retention),
  ].join('; ');
}

function retentionText({ semantics, ...rules }: NonNullable<Candidate['variant']['retention']>): string {
  const parts = Object.entries(rules).flatMap(([name, count]) =>
    count === undefined || count === 0 ? [] : [`${count} ${name}`],
  );
  return `keep ${parts.join(', ')} (${semantics})`;
}

const breaksText = (breaks: readonly string[]): string => breaks.join('; ');

function frontChart({ front, best, currency }: Optimum, id: string): ChartData {
  const [cheapest, fastest] = [front[0], front.at(-1)];
  const range =
    cheapest && fastest
      ? `from ${inMoney(cheapest.cost, currency)} and ${formatHours(cheapest.hours)} to ${inMoney(fastest.cost, currency)} and ${formatHours(fastest.hours)}`
      : '';
  const isKept = front.map(({ breaks }) => breaks.length === 0);
  const choice = best === undefined ? '' : ` The choice costs ${inMoney(best.cost, currency)}.`;
  return {
    id,
    kind: 'front',
    title: 'Cost against restore time',
    summary: `Cost over the horizon against the slowest restore: ${countOf(front.length, 'design', 'designs')} that nothing beats on both, ${range}.${choice} The table below has the figures.`,
    xTitle: `Cost over the horizon, ${currency}`,
    yTitle: 'Slowest restore, hours',
    prefix: '',
    suffix: ' hours',
    labels: front.map(({ candidate }) => designText(candidate)),
    x: front.map(({ cost }) => forChart(cost)),
    series:
      front.length === 0
        ? []
        : [{ name: 'Slowest restore', values: front.map(({ hours }) => forChart(hours)), dashed: false, full: isKept }],
  };
}

function frontTable({ front, currency }: Optimum): TableView {
  return table({
    caption: 'Cost against restore time: nothing is both cheaper and faster than these',
    corner: 'Cost',
    columns: ['#Slowest restore', 'Targets', '~Design'],
    rows: front.map(({ candidate, cost, hours, breaks }) => ({
      head: inMoney(cost, currency),
      cells: [
        formatHours(hours),
        breaks.length === 0
          ? badge('good', 'Meets all')
          : { text: `Misses ${countOf(breaks.length, 'limit', 'limits')}`, note: breaksText(breaks) },
        designText(candidate),
      ],
    })),
    note: 'In the picture a full circle keeps every target, a hollow one does not.',
  });
}

function losersTable({ best, cheaper, next, currency }: Optimum): TableView {
  const dearer = (one: Scored): string => {
    const more = best === undefined ? 0 : one.cost - best.cost;
    return more === 0 ? 'costs the same and stands later in the lists' : `costs ${inMoney(more, currency)} more`;
  };
  const row = (one: Scored, why: string) => ({ head: inMoney(one.cost, currency), cells: [why, designText(one.candidate)] });
  return table({
    caption: 'Why the others lose',
    corner: 'Cost',
    columns: ['~Why', '~Design'],
    rows: [
      ...cheaper.map((one) => row(one, `breaks: ${breaksText(one.breaks)}`)),
      ...next.map((one) => row(one, one.breaks.length === 0 ? dearer(one) : `breaks: ${breaksText(one.breaks)}`)),
    ],
    note: 'Cheaper ones by the first of each kind of failure; then the next that keep every limit.',
  });
}

function shadowTable({ shadow, currency }: Optimum): TableView {
  return table({
    caption: 'What each limit costs: saved by giving it up alone',
    corner: 'Limit',
    columns: ['#Saves', '~Design without it'],
    rows: shadow.map(({ limit, saves, without }) => ({
      head: limit,
      cells: [
        saves !== undefined
          ? inMoney(saves, currency)
          : without === undefined
            ? 'not enough alone'
            : `allows ${inMoney(without.cost, currency)}`,
        without === undefined ? NOTHING : designText(without.candidate),
      ],
    })),
    note: 'The shadow price of a limit: the cheapest design without it against the cheapest with all.',
  });
}

function searchWhy({ candidates, looked, drawn, trials, limits }: Optimum): WhyView {
  const said = (list: readonly string[]): string => (list.length === 0 ? 'any' : list.join(', '));
  const asked = [
    { name: 'designs in the grid', value: formatCount(candidates), from: 'scenario or flags: its lists multiplied' },
    { name: 'restores worked out', value: formatCount(looked), from: 'engine: M-109' },
    { name: 'held to trials', value: trials === 0 ? '0' : formatCount(drawn), from: 'engine: M-115' },
    { name: 'probability', value: formatShare(limits.probability), from: 'scenario or flag' },
    { name: 'growth headroom', value: formatShare(limits.headroom), from: 'scenario or flag' },
    { name: 'countries', value: said(limits.countries), from: 'scenario or flag' },
    { name: 'regions', value: said(limits.regions), from: 'scenario or flag' },
    {
      name: 'providers excluded',
      value: limits.excludedProviders.length === 0 ? 'none' : limits.excludedProviders.join(', '),
      from: 'scenario or flag',
    },
  ];
  return {
    rule: 'M-109',
    formula:
      'designs in the order of cost (bill + boxes + link, then + restores): the first that keeps every limit; on the front where nothing cheaper restores as fast',
    inputs: asked,
    sources: [],
  };
}
