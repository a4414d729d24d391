import type { Plan } from '../../engine/plan-types.js';
import { formatDate } from '../format-date.js';
import { formatMoney, formatTotal, missingFrom } from '../format-money.js';
import { countOf, formatRatio } from '../format-number.js';
import { formatSize } from '../format-size.js';
import { formatHours } from '../format-time.js';
import { type CellInput, type RowInput, table } from '../table-view.js';
import type { TablesDocument } from '../tables-document.js';
import { verdictBadge, worstVerdict } from '../verdict.js';
import { answersView } from '../view-model-answers.js';
import { applianceText } from '../view-model-appliance.js';
import { signed } from './diff-document.js';

/** A plan to set beside others: what it is called, and where it came from. */
export interface ComparedPlan {
  readonly name: string;
  readonly file: string;
  readonly plan: Plan;
  readonly note: string;
}

/** Several plans side by side: a column a plan, a row a figure. */
export function compareDocument(plans: readonly ComparedPlan[]): TablesDocument {
  const columns = plans.map(({ name }) => `#${name}`);
  return {
    kind: 'Comparison of plans',
    title: `${countOf(plans.length, 'plan', 'plans')} side by side`,
    csv: 'first table',
    subjects: [
      {
        title: '',
        lead: [leadOf(plans)],
        charts: [],
        tables: [table({ caption: 'Side by side', corner: 'Figure', columns, rows: rowsOf(plans) })],
        folded: [],
        whys: [],
        notes: plans.flatMap(({ note }) => (note === '' ? [] : [note])),
      },
    ],
    footer: plans.map(({ name, file, plan }) => ({
      name,
      value: `${file}, stowage ${plan.version}, catalogue ${plan.catalogVersion}`,
    })),
  };
}

function rowsOf(plans: readonly ComparedPlan[]): readonly RowInput[] {
  const row = (head: string, cell: (plan: Plan) => CellInput, strong = false): RowInput => ({
    head,
    strong,
    cells: plans.map(({ plan }) => cell(plan)),
  });
  return [
    row('Horizon', ({ scenario }) => ({
      text: countOf(scenario.horizonMonths, 'month', 'months'),
      note: `from ${formatDate(scenario.start)}`,
    })),
    row('Volumes planned', ({ inventory }) => ({
      text: countOf(inventory.planned.volumes, 'volume', 'volumes'),
      note: formatSize(inventory.planned.size),
    })),
    row('Destination', ({ cost }) => ({
      text: cost.destination.label,
      note: `prices of ${formatDate(cost.destination.pricesAsOf)}`,
    })),
    row('Held at the end', ({ capacity }) => heldText(capacity.months.at(-1))),
    row('Appliance', ({ appliance }) => applianceText(appliance)),
    row('Horizon total', ({ cost }) => formatTotal(cost.total), true),
    row('Against the first', (plan) => againstFirst(plans[0]?.plan, plan)),
    row('Last whole month', ({ cost }) => formatTotal(cost.lastMonth)),
    row('Per protected TB and month', ({ cost }) => formatMoney(cost.perTbMonth)),
    row('Not priced', ({ cost }) => missingFrom(cost.total) || 'nothing'),
    row('Slowest restore', slowestRestore),
    row('Recovery point', ({ rpo }) => ({
      text: formatHours(rpo.achievableHours),
      note: verdictBadge(rpo.verdict).text.toLowerCase(),
    })),
    row('Restore targets', (plan) => answersView(plan)[2]?.badge ?? ''),
    row('Worst verdict', ({ restores, rpo }) =>
      verdictBadge(worstVerdict([...restores.map(({ verdict }) => verdict), rpo.verdict])),
    ),
    row('Problems and warnings', ({ findings }) => `${findings.filter(({ severity }) => severity !== 'note').length}`),
  ];
}

function heldText(last: Plan['capacity']['months'][number] | undefined): CellInput {
  return last === undefined
    ? 'nothing'
    : { text: formatSize(last.backEndAtEnd), note: `reduced ${formatRatio(last.dedupeRatioUsed)}` };
}

function slowestRestore({ restores }: Plan): CellInput {
  const [slowest] = [...restores].sort((a, b) => b.hours - a.hours);
  return slowest === undefined ? 'not asked' : { text: formatHours(slowest.hours), note: slowest.scenario.name };
}

/** Two totals compare where they are of one currency, as long, and leave out the same. */
function isComparable(a: Plan, b: Plan): boolean {
  return (
    a.scenario.currency === b.scenario.currency &&
    a.scenario.horizonMonths === b.scenario.horizonMonths &&
    missingFrom(a.cost.total) === missingFrom(b.cost.total)
  );
}

function againstFirst(first: Plan | undefined, plan: Plan): string {
  if (first === undefined || first === plan) return '–';
  if (!isComparable(first, plan)) return 'not comparable';
  const { currency, amount } = plan.cost.total.cost;
  return signed({ currency, amount: amount.minus(first.cost.total.cost.amount) });
}

function leadOf(plans: readonly ComparedPlan[]): string {
  const [first, ...others] = plans;
  if (first === undefined) return '';
  if (!others.every(({ plan }) => isComparable(first.plan, plan)))
    return 'The totals are not ranked: they are in several currencies, over several horizons, or leave out different things.';
  const [cheapest] = [...plans].sort((a, b) => a.plan.cost.total.cost.amount.cmp(b.plan.cost.total.cost.amount));
  const met = plans.filter(
    ({ plan }) => worstVerdict([...plan.restores.map(({ verdict }) => verdict), plan.rpo.verdict]) === 'meets',
  );
  const targets =
    met.length === 0 ? 'None meets every target.' : `Every target is met by: ${met.map(({ name }) => name).join(', ')}.`;
  return `The cheapest is ${cheapest?.name ?? ''}: ${formatTotal(cheapest?.plan.cost.total ?? first.plan.cost.total)}. ${targets}`;
}
