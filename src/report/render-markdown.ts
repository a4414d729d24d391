import type { Plan } from '../engine/plan-types.js';
import { markdownTable, markdownText } from './markdown-text.js';
import type { TableView } from './table-view.js';
import { subjectMarkdown } from './tables-document.js';
import { type ReportView, reportView } from './view-model.js';

/** The report as Markdown, for a ticket or a pull request: the answers, the findings, and every table but the monthly ones. */
export function renderMarkdown(plan: Plan, { asOf }: { readonly asOf: string }): string {
  const view = reportView(plan, { asOf, cinderSteps: [] });
  const parts = [
    `# ${markdownText(view.name)}`,
    markdownText(view.subtitle),
    answers(view),
    findings(view),
    ...sections(view),
    sources(view),
    footer(view),
  ];
  return `${parts
    .filter((part) => part !== '')
    .join('\n\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function answers(view: ReportView): string {
  const rows = view.answers.map(({ question, prefix, figure, unit, badge }) =>
    [question, `${prefix} ${figure} ${unit}`.trim(), `${badge.sign} ${badge.text}`].map(markdownText),
  );
  return ['| Question | Answer | Verdict |', '| --- | --- | --- |', ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');
}

function findings(view: ReportView): string {
  const lines = [...view.findings, ...view.notes.list].map(
    ({ badge, title, detail, fix }) =>
      `- **${markdownText(badge.text)}: ${markdownText(title)}** ${markdownText(detail)}${fix === '' ? '' : ` To do: ${markdownText(fix)}`}`,
  );
  return lines.length === 0 ? '' : ['## What to act on', '', ...lines].join('\n');
}

function sections(view: ReportView): readonly string[] {
  return [
    section('Capacity', [view.capacity.lead, view.capacity.method], [view.capacity.years, view.capacity.cadence]),
    section('Cost', [view.cost.lead, view.cost.incomplete ? view.cost.missing : '', ...view.cost.terms], [view.cost.years]),
    section('Restore', [], [view.restores.overview, view.service.checks, view.service.policies, view.budget]),
    section(
      'How sure',
      [view.uncertainty.lead, view.uncertainty.convergence, ...view.uncertainty.correlations],
      [
        view.uncertainty.spreads,
        view.uncertainty.months,
        view.uncertainty.slas,
        ...view.uncertainty.tornadoes.map((one) => one.table),
        view.uncertainty.inputs,
      ],
    ),
    section('Destinations', [view.destinations.lead], [view.destinations.compared, view.destinations.yardstick, view.exit]),
    view.hasDecisions
      ? ['## Decisions', ...view.decisions.flatMap((one) => subjectMarkdown(one, '###'))]
          .filter((part) => part !== '')
          .join('\n\n')
      : '',
    section(
      'Appliance',
      [view.appliance.lead, view.upgrade.lead],
      [view.appliance.checks, view.upgrade.steps, view.upgrade.limits, view.seeding],
    ),
    section('Ladder', [view.ladder.lead], [view.ladder.estate, view.ladder.scaled]),
    section(
      'Inventory',
      [view.inventory.lead],
      [view.inventory.reconciliation, view.inventory.cohorts, view.inventory.projects, view.inventory.types],
    ),
    section('Assumptions', [], [view.assumptions]),
  ];
}

function section(title: string, leads: readonly string[], tables: readonly TableView[]): string {
  const text = leads.filter((lead) => lead !== '').map(markdownText);
  return [`## ${title}`, ...text, ...tables.filter(({ rows }) => rows.length > 0).map(markdownTable)].join('\n\n');
}

function sources(view: ReportView): string {
  const lines = view.sources.map(({ title, url, linked, rows }, index) => {
    const link = linked && !/[<>]/.test(url) ? ` <${url}>` : '';
    const facts = rows.map((row) => `${row.facts} · ${row.ids}`).join('; ');
    return `${index + 1}. ${markdownText(title)}${link} (${markdownText(facts)})`;
  });
  return lines.length === 0 ? '' : ['## Sources', '', ...lines].join('\n');
}

function footer(view: ReportView): string {
  return view.footer.map(({ name, value }) => `${markdownText(name)}: ${markdownText(value)}`).join(' · ');
}
