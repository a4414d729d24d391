import type { TornadoView } from '../../report/tornado.js';
import type { ReportView } from '../../report/view-model.js';
import type { AnswerView, FindingView } from '../../report/view-model-answers.js';
import type { BillLineView } from '../../report/view-model-bill.js';
import type { RestoreView } from '../../report/view-model-restore.js';
import type { SourceView } from '../../report/view-model-sources.js';
import { chartNodes } from './chart.js';
import { el } from './element.js';
import { folded, foldedUnder } from './folded.js';
import { closedAround, drawWhenOpen } from './lazy.js';
import { changeMark } from './marks.js';
import { badgeNode, tableNodes } from './table.js';
import { explainedNode, whyNode } from './why.js';

type Draw = (view: ReportView, base: ReportView | undefined) => readonly Node[];

/** Each block of the page that is a list of things, as its template prints it. */
export const BLOCKS: Readonly<Record<string, Draw>> = {
  facts: (view, base) => view.facts.map(({ name, value }, index) => fact(name, value, base?.facts[index]?.value)),
  answers: (view, base) => view.answers.map((answer, index) => answerNode(answer, base?.answers[index])),
  findings: (view, base) =>
    view.findings.length === 0
      ? [el('p', {}, 'Nothing: no problem and no warning was found.')]
      : [
          el(
            'ul',
            { class: 'findings' },
            view.findings.map((one) => findingNode(one, base && [...base.findings, ...base.notes.list])),
          ),
        ],
  notes: ({ notes }, base) =>
    notes.shown
      ? [
          folded(notes.title, () => [
            el(
              'ul',
              { class: 'findings' },
              notes.list.map((one) => findingNode(one, base?.notes.list)),
            ),
          ]),
        ]
      : [],
  'capacity.explained': (view, base) =>
    view.capacity.explained.map((figure, index) => explainedNode(figure, base?.capacity.explained[index])),
  'cost.lines': (view, base) => [
    ...view.cost.lines.map((line, index) =>
      ledgerNode(line, index, base && (base.cost.lines.find((one) => sameLine(one, line)) ?? 'new')),
    ),
    el(
      'li',
      { class: 'ledger-total' },
      el('span', { class: 'line-label' }, 'Total over the horizon'),
      ' ',
      el('span', { class: 'line-cost' }, view.cost.total, changeMark(view.cost.total, base?.cost.total)),
    ),
  ],
  'cost.terms': (view) => view.cost.terms.map((term) => el('li', {}, term)),
  'restores.details': (view, base) =>
    view.restores.details.map((restore, index) => restoreNode(restore, base?.restores.details[index])),
  'service.whys': (view) =>
    view.service.whys.map(({ label, why }) => folded(`${label}: how it is worked out`, () => [whyNode(why)])),
  'destinations.whys': (view) =>
    view.destinations.whys.map(({ label, why }) => folded(`${label}: price and source`, () => [whyNode(why)])),
  'uncertainty.tornadoes': (view, base) =>
    view.uncertainty.tornadoes.map((one) =>
      tornadoNode(
        one,
        base?.uncertainty.tornadoes.find(({ title }) => title === one.title),
      ),
    ),
  'uncertainty.correlations': (view) => view.uncertainty.correlations.map((text) => el('li', {}, text)),
  sources: (view) => view.sources.map(sourceNode),
};

function fact(name: string, value: string, was?: string): HTMLElement {
  return el('div', {}, el('dt', {}, name), el('dd', {}, value, changeMark(value, was)));
}

function answerNode(answer: AnswerView, base: AnswerView | undefined): HTMLElement {
  const figure = ({ prefix, figure }: AnswerView): string => `${prefix} ${figure}`.trim();
  const was = (name: string): string | undefined => base?.facts.find((one) => one.name === name)?.value;
  return el(
    'article',
    { class: 'answer' },
    el('h3', {}, answer.question),
    el(
      'p',
      { class: 'figure' },
      answer.prefix === '' ? undefined : el('span', { class: 'prefix' }, `${answer.prefix} `),
      answer.figure,
      base && changeMark(figure(answer), figure(base)),
    ),
    el('p', { class: 'unit' }, answer.unit),
    el('p', {}, badgeNode(answer.badge), base && changeMark(answer.badge.text, base.badge.text)),
    el(
      'dl',
      {},
      answer.facts.map(({ name, value }) => fact(name, value, was(name))),
    ),
    el(
      'p',
      { class: 'more' },
      el('a', { href: `#${answer.target}` }, 'How this comes about', el('span', { class: 'hidden' }, `: ${answer.question}`)),
    ),
  );
}

function findingNode(finding: FindingView, before: readonly FindingView[] | undefined): HTMLElement {
  const same = before?.some(
    ({ title, detail, badge }) => title === finding.title && detail === finding.detail && badge.text === finding.badge.text,
  );
  return el(
    'li',
    { class: `finding ${finding.badge.tone}` },
    el(
      'p',
      { class: 'finding-title' },
      badgeNode(finding.badge),
      ' ',
      el('strong', {}, finding.title),
      same === false ? changeMark(finding.title, '') : undefined,
    ),
    el('p', {}, finding.detail),
    fixNode(finding.fix),
  );
}

const fixNode = (fix: string): HTMLElement | undefined =>
  fix === '' ? undefined : el('p', { class: 'fix' }, el('strong', {}, 'To do:'), ` ${fix}`);

const sameLine = (a: BillLineView, b: BillLineView): boolean => a.kind === b.kind && a.label === b.label;

function ledgerNode(line: BillLineView, index: number, base: BillLineView | 'new' | undefined): HTMLElement {
  const was = base === 'new' ? '' : base?.cost;
  const old = base === 'new' ? undefined : base;
  const summary = el(
    'summary',
    {},
    el('span', { class: 'line-kind' }, line.kind),
    ' ',
    el('span', { class: 'line-label' }, line.label),
    ' ',
    el('span', { class: 'line-cost' }, line.cost, changeMark(line.cost, was)),
  );
  const body = (): readonly Node[] => [
    el(
      'div',
      { class: 'line-body' },
      line.note === ''
        ? undefined
        : el('p', { class: 'callout warn' }, el('span', { class: 'sign', 'aria-hidden': 'true' }, '!'), ` ${line.note}`),
      el('h4', {}, 'How it is worked out'),
      el('p', { class: 'example' }, line.example),
      whyNode(line.why),
      tableNodes(line.years, old?.years),
      monthsNode(`cost.lines.${index}.months`, () => tableNodes(line.months, old?.months)),
    ),
  ];
  return el('li', {}, foldedUnder(summary, body));
}

function monthsNode(name: string, draw: () => readonly Node[]): HTMLElement {
  const place = el('div', { 'data-table': name, 'data-later': '' });
  const details = el('details', { 'data-screen-only': '', class: 'scripted-only' }, el('summary', {}, 'Its months'), place);
  drawWhenOpen(place, closedAround(place), () => place.append(...draw()));
  return details;
}

function restoreNode(restore: RestoreView, base: RestoreView | undefined): HTMLElement {
  const body = (): readonly Node[] => [
    ...tableNodes(restore.ways, base?.ways),
    ...(restore.hasCharges ? tableNodes(restore.charges, base?.charges) : []),
    whyNode(restore.why),
  ];
  return el(
    'article',
    { class: 'restore' },
    el('h3', {}, restore.name),
    el(
      'p',
      { class: 'restore-head' },
      badgeNode(restore.badge),
      ' ',
      el('strong', {}, restore.time),
      base && changeMark(`${restore.badge.text}, ${restore.time}`, `${base.badge.text}, ${base.time}`),
    ),
    el('p', {}, restore.facts),
    fixNode(restore.fix),
    restore.timelines.flatMap(({ chart, table }, index) => [
      ...chartNodes(chart),
      ...tableNodes(table, base?.timelines[index]?.table),
    ]),
    foldedUnder(
      el('summary', {}, 'Ways to retrieve, cost and derivation', el('span', { class: 'hidden' }, ` of ${restore.name}`)),
      body,
    ),
  );
}

const tornadoNode = ({ title, chart, table }: TornadoView, base: TornadoView | undefined): HTMLElement =>
  el('article', { class: 'restore' }, el('h3', {}, title), chartNodes(chart), tableNodes(table, base?.table));

function sourceNode({ anchor, title, url, linked, rows }: SourceView): HTMLElement {
  return el(
    'li',
    { id: anchor },
    el('p', {}, linked ? el('a', { href: url, rel: 'noreferrer noopener' }, title) : title),
    linked ? el('p', { class: 'address' }, url) : undefined,
    el(
      'ul',
      { class: 'source-rows' },
      rows.map(({ facts, ids, note }) =>
        el('li', { class: 'from' }, `${facts} · ${ids}`, note === '' ? undefined : el('br'), note),
      ),
    ),
  );
}
