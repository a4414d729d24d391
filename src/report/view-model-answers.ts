import type { Plan, Verdict } from '../engine/plan-types.js';
import { addDays } from '../units/day.js';
import { formatDate } from './format-date.js';
import { formatMoney, formatMoneyShort, formatTotalShort, missingFrom } from './format-money.js';
import { countOf, formatRatio, formatShare } from './format-number.js';
import { formatSize } from './format-size.js';
import { formatHours } from './format-time.js';
import { type Badge, badge } from './table-view.js';
import { byUrgency, fitsBadge, severityBadge, verdictBadge, worstVerdict } from './verdict.js';
import { applianceText, unitsText } from './view-model-appliance.js';
import { methodNames } from './view-model-capacity.js';
import { costRange, holdRange } from './view-model-uncertainty.js';

/** One of the three questions with its answer, a judgement, and the facts that carry it. */
export interface AnswerView {
  readonly question: string;
  /** "at least" where the figure is not all of it. */
  readonly prefix: string;
  readonly figure: string;
  readonly unit: string;
  readonly badge: Badge;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly target: string;
}

export interface FindingView {
  readonly badge: Badge;
  readonly title: string;
  readonly detail: string;
  readonly fix: string;
}

/** How much will it hold, what will it cost, how fast does it come back: the first screen. */
export function answersView(plan: Plan): readonly AnswerView[] {
  return [holdAnswer(plan), costAnswer(plan), restoreAnswer(plan)];
}

function holdAnswer(plan: Plan): AnswerView {
  const last = plan.capacity.months.at(-1);
  const fits = (!plan.appliance.isNeeded || Number.isFinite(plan.appliance.needed.units)) && plan.wan.fits;
  const { other } = methodNames(plan);
  const range = holdRange(plan);
  return {
    question: 'How much will it hold?',
    prefix: '',
    figure: last === undefined ? 'nothing' : formatSize(last.backEndAtEnd),
    unit: last === undefined ? '' : `in the store on ${formatDate(addDays(last.until, -1))}`,
    badge: fitsBadge(
      fits,
      plan.appliance.isNeeded ? `Fits ${unitsText(plan.appliance.needed)}` : 'The line carries it',
      plan.wan.fits ? 'Fits no number of units' : 'The line is too small',
    ),
    facts: [
      ...(range === undefined ? [] : [{ name: 'In eight cases of ten', value: range }]),
      {
        name: 'Protected now',
        value: `${formatSize(plan.frontEndAtStart.size)} in ${countOf(plan.frontEndAtStart.volumes, 'volume', 'volumes')}`,
      },
      { name: 'Reduction, last month', value: last === undefined ? '' : formatRatio(last.dedupeRatioUsed) },
      { name: `By ${other}`, value: last === undefined ? '' : formatSize(last.otherMethodAtEnd) },
      { name: 'Appliance', value: applianceText(plan.appliance) },
    ],
    target: 'capacity',
  };
}

function costAnswer(plan: Plan): AnswerView {
  const { cost } = plan;
  const range = costRange(plan);
  const missing = missingFrom(cost.total);
  const period = `over ${countOf(plan.scenario.horizonMonths, 'month', 'months')} at ${cost.destination.label}`;
  return {
    question: 'What will it cost?',
    prefix: cost.total.kind === 'atLeast' ? 'at least' : '',
    figure: formatMoneyShort(cost.total.cost),
    unit: period,
    badge: missing === '' ? badge('good', 'Everything is priced') : badge('warn', 'Not everything is priced'),
    facts: [
      ...(range === undefined ? [] : [{ name: 'In eight cases of ten', value: range }]),
      { name: 'Last whole month', value: formatTotalShort(cost.lastMonth) },
      { name: 'Per protected TB and month', value: formatMoney(cost.perTbMonth) },
      ...(missing === '' ? [] : [{ name: 'Without', value: missing }]),
      { name: 'Prices of', value: formatDate(cost.destination.pricesAsOf) },
    ],
    target: 'cost',
  };
}

function restoreAnswer(plan: Plan): AnswerView {
  const verdict = worstVerdict([...plan.restores.map((result) => result.verdict), plan.rpo.verdict]);
  const [slowest, ...others] = byUrgency(plan.restores);
  const rest = others.slice(0, 3);
  const late = slowest?.odds?.value.p95;
  return {
    question: 'How fast does it come back?',
    prefix: '',
    figure: slowest === undefined ? 'not asked' : formatHours(slowest.hours),
    unit: slowest === undefined ? '' : `for ${slowest.scenario.name}: ${verdictText(slowest)}`,
    badge: restoreBadge(plan, verdict),
    facts: [
      ...(late === undefined
        ? []
        : [{ name: 'In 19 cases of 20', value: `${Number.isFinite(late) ? 'at most ' : ''}${formatHours(late)} (P95)` }]),
      ...rest.map((result) => ({
        name: result.scenario.name,
        value: `${formatHours(result.hours)}: ${verdictText(result)}`,
      })),
      { name: 'Newest copy is at most', value: `${formatHours(plan.rpo.achievableHours)} old` },
    ],
    target: 'restore',
  };
}

/** "at risk, 72% likely"; a verdict that every trial shares needs no odds. */
function verdictText({ verdict, odds }: Plan['restores'][number]): string {
  const isSure = odds?.probability === undefined || odds.probability === 0 || odds.probability === 1;
  return `${verdictBadge(verdict).text.toLowerCase()}${isSure ? '' : `, ${formatShare(odds.probability)} likely`}`;
}

function restoreBadge(plan: Plan, verdict: Verdict): Badge {
  const asked = [...plan.restores.map((result) => result.verdict), plan.rpo.verdict].filter((one) => one !== 'not asked');
  if (asked.length === 0) return verdictBadge('not asked');
  const met = asked.filter((one) => one === 'meets').length;
  const tone = verdict === 'meets' ? 'good' : verdict === 'at risk' ? 'warn' : 'bad';
  return badge(tone, `Meets ${met} of ${countOf(asked.length, 'target', 'targets')}`);
}

const ORDER = ['error', 'warning', 'note'];

/** What a person must act on, the worst first, and apart from it what is only good to know; otherwise in the engine's order. */
export function findingViews(plan: Plan, wanted: 'act' | 'know'): readonly FindingView[] {
  return plan.findings
    .filter(({ severity }) => (severity === 'note') === (wanted === 'know'))
    .sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity))
    .map(({ severity, title, detail, fix }) => ({ badge: severityBadge(severity), title, detail, fix }));
}
