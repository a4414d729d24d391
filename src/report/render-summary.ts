import type { Plan } from '../engine/plan-types.js';
import { formatMoney, formatTotal, missingFrom } from './format-money.js';
import { countOf, formatRatio } from './format-number.js';
import { formatSize } from './format-size.js';
import { formatHours } from './format-time.js';
import type { Tone } from './table-view.js';
import { verdictBadge } from './verdict.js';
import { answersView } from './view-model-answers.js';
import { applianceText } from './view-model-appliance.js';
import { destinationsOf } from './view-model-destinations.js';
import { chanceText, costRange } from './view-model-uncertainty.js';

/** One row of the terminal's table. `tone` may colour it; sign and word are already in `verdict`. */
export interface SummaryRow {
  readonly label: string;
  readonly value: string;
  readonly verdict: string;
  readonly tone: Tone;
}

/** The plan in a dozen rows for a terminal: plain text, no colours. Names in it are strangers' text: the caller shows control characters. */
export function renderSummary(plan: Plan): readonly SummaryRow[] {
  return [...stockRows(plan), ...costRows(plan), ...restoreRows(plan), ...findingRows(plan)];
}

const row = (label: string, value: string, verdict = '', tone: Tone = 'none'): SummaryRow => ({ label, value, verdict, tone });

function stockRows(plan: Plan): readonly SummaryRow[] {
  const { read, planned, excluded, rejected } = plan.inventory;
  const left = excluded.reduce((sum, { tally }) => sum + tally.volumes, 0);
  const last = plan.capacity.months.at(-1);
  const hold = answersView(plan)[0];
  const held =
    last === undefined
      ? []
      : [
          row(
            'Held at the end',
            `${formatSize(last.backEndAtEnd)}, reduced ${formatRatio(last.dedupeRatioUsed)} over the last month`,
          ),
        ];
  return [
    row(
      'Volumes',
      `${countOf(planned.volumes, 'volume', 'volumes')} planned of ${read.volumes} read (${left} excluded, ${rejected} rejected)`,
    ),
    row('Provisioned', formatSize(planned.size)),
    ...held,
    row('Appliance', applianceText(plan.appliance), hold?.badge.text ?? '', hold?.badge.tone ?? 'none'),
  ];
}

function costRows(plan: Plan): readonly SummaryRow[] {
  const all = destinationsOf(plan);
  const destinations = all.map(({ destination, total, lastMonth }) => {
    const complete = total.kind === 'complete';
    return row(
      destination.label,
      `${formatTotal(total)}; last whole month ${formatTotal(lastMonth)}`,
      complete ? '' : 'Incomplete',
      complete ? 'none' : 'warn',
    );
  });
  const missing = [...new Set(all.map(({ total }) => missingFrom(total)).filter((text) => text !== ''))];
  const gaps = missing.length === 0 ? [] : [row('Not in the totals', missing.join('; '), '', 'warn')];
  const range = costRange(plan);
  const sure = range === undefined ? [] : [row('In eight cases of ten', range)];
  return [...destinations, ...sure, row('Per protected TB and month', formatMoney(plan.cost.perTbMonth)), ...gaps];
}

function restoreRows(plan: Plan): readonly SummaryRow[] {
  const restores = plan.restores.map((result) => {
    const { tone, text } = verdictBadge(result.verdict);
    return row(`Restore ${result.scenario.name}`, restoreText(result), text, tone);
  });
  const rpo = verdictBadge(plan.rpo.verdict);
  return [...restores, row('Recovery point', formatHours(plan.rpo.achievableHours), rpo.text, rpo.tone)];
}

function restoreText({ hours, cost, odds }: Plan['restores'][number]): string {
  const chance = chanceText(odds);
  const p95 = odds === undefined ? '' : `, P95 ${formatHours(odds.value.p95)}`;
  return `${formatHours(hours)}${p95}, ${formatTotal(cost)}${chance === '' ? '' : `; ${chance}`}`;
}

function findingRows(plan: Plan): readonly SummaryRow[] {
  const count = (severity: string): number => plan.findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors + warnings === 0) return [row('Findings', 'none', '', 'good')];
  return [
    row(
      'Findings',
      `${countOf(errors, 'problem', 'problems')}, ${countOf(warnings, 'warning', 'warnings')}`,
      'see the report',
      errors > 0 ? 'bad' : 'warn',
    ),
  ];
}
