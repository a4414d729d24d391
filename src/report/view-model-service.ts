import type { Plan } from '../engine/plan-types.js';
import { formatDate, formatMonth } from './format-date.js';
import { formatFixed, formatShare } from './format-number.js';
import { formatSize } from './format-size.js';
import { formatDays, formatHours } from './format-time.js';
import { type TableView, table } from './table-view.js';
import { fitsBadge, verdictBadge } from './verdict.js';
import type { SourceNumbers } from './view-model-sources.js';
import { type WhyView, whyView } from './view-model-why.js';

export interface ServiceView {
  readonly checks: TableView;
  readonly parts: TableView;
  readonly policies: TableView;
  readonly backlog: TableView;
  readonly hasBacklog: boolean;
  readonly whys: readonly { readonly label: string; readonly why: WhyView }[];
}

/** The daily promises: does the backup end in its window, does the line carry it away, how old can the newest copy be. */
export function serviceView(plan: Plan, numbers: SourceNumbers): ServiceView {
  const late = plan.wan.backlog.filter(({ size }) => size > 0);
  return {
    checks: serviceTable(plan),
    parts: partTable(plan),
    policies: policyTable(plan),
    backlog: backlogTable(late),
    hasBacklog: late.length > 0,
    whys: [
      { label: 'Backup window', why: whyView(plan.window.because, numbers) },
      { label: 'Replication line', why: whyView(plan.wan.because, numbers) },
      { label: 'Recovery point', why: whyView(plan.rpo.because, numbers) },
    ],
  };
}

/** Window, line, first full and recovery point against what was asked. */
export function serviceTable(plan: Plan): TableView {
  const { window, wan, rpo, scenario } = plan;
  const share = formatShare(scenario.network.usableShare);
  return table({
    caption: 'Backup window, line and recovery point at the worst month',
    corner: 'Check',
    columns: ['#Needed', '#Given', 'Verdict', '~Remark'],
    rows: [
      {
        head: 'Backup window',
        cells: [
          formatHours(window.hours),
          formatHours(window.allowedHours),
          fitsBadge(window.fits),
          'Cinder reads every volume whole, for incrementals too.',
        ],
      },
      {
        head: 'Replication to the cloud',
        cells: [
          `${formatFixed(wan.needMbit, 0)} Mbit/s`,
          `${formatFixed(wan.usableMbit, 0)} Mbit/s`,
          fitsBadge(wan.fits),
          lineRemark(plan, share),
        ],
      },
      {
        head: 'First full',
        cells: [
          formatDays(wan.seedDays),
          'none',
          verdictBadge('not asked'),
          `${formatSize(plan.capacity.seed)} over the usable line.`,
        ],
      },
      {
        head: 'Recovery point',
        cells: [
          formatHours(rpo.achievableHours),
          rpo.askedHours === undefined ? 'none' : formatHours(rpo.askedHours),
          verdictBadge(rpo.verdict),
          'The oldest that the newest copy in the cloud can be.',
        ],
      },
    ],
  });
}

function lineRemark(plan: Plan, share: string): string {
  const { wan, scenario } = plan;
  const line = `${share} of ${formatFixed(scenario.network.wanMbit, 0)} Mbit/s, ${formatHours(scenario.network.uploadHours)} a day.`;
  return wan.cacheFullOn === undefined
    ? line
    : `${line} The backlog fills the cache on ${formatDate(wan.cacheFullOn)}; from then on backups are refused.`;
}

function partTable(plan: Plan): TableView {
  return table({
    caption: 'What the recovery point is made of',
    corner: 'Part',
    columns: ['#Time'],
    rows: plan.rpo.parts.map(({ name, hours }) => ({ head: name, cells: [formatHours(hours)] })),
  });
}

function policyTable({ rpo }: Plan): TableView {
  return table({
    caption: 'Recovery point of each policy',
    corner: 'Policy',
    columns: ['#At most', '#Asked', 'Verdict', '~To do'],
    rows: rpo.byPolicy.map(({ policy, achievableHours, askedHours, verdict, fix }) => ({
      head: policy,
      cells: [
        formatHours(achievableHours),
        askedHours === undefined ? 'none' : formatHours(askedHours),
        verdictBadge(verdict),
        fix,
      ],
    })),
  });
}

function backlogTable(late: Plan['wan']['backlog']): TableView {
  return table({
    caption: 'Data waiting to leave the site at the end of the month',
    corner: 'Month',
    columns: ['#Backlog'],
    rows: late.map(({ from, size }) => ({ head: formatMonth(from), cells: [formatSize(size)] })),
  });
}
