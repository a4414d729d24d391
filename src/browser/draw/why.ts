import type { ExplainedView } from '../../report/view-model-explained.js';
import type { WhyView } from '../../report/view-model-why.js';
import { el } from './element.js';
import { foldedUnder } from './folded.js';
import { changeMark } from './marks.js';
import { tableNodes } from './table.js';

/** The derivation of a line, as reports/partials/why.hbs prints it. */
export function whyNode({ rule, formula, inputs, sources }: WhyView): HTMLElement {
  return el(
    'div',
    { class: 'why' },
    el('p', { class: 'formula' }, el('span', { class: 'rule' }, rule), ` ${formula}`),
    inputs.length === 0
      ? undefined
      : el(
          'dl',
          { class: 'inputs' },
          inputs.map(({ name, value, from }) =>
            el('div', {}, el('dt', {}, name), el('dd', {}, `${value} `, el('span', { class: 'from' }, from))),
          ),
        ),
    citedList(sources),
  );
}

/** A figure taken apart, as reports/partials/explained.hbs prints it. */
export function explainedNode(
  { title, value, rule, formula, inputs, steps, sources }: ExplainedView,
  base?: ExplainedView,
): HTMLElement {
  return foldedUnder(el('summary', {}, `${title}: `, el('strong', {}, value), changeMark(value, base?.value)), () => [
    el(
      'div',
      { class: 'why' },
      el('p', { class: 'formula' }, el('span', { class: 'rule' }, rule), ` ${formula}`),
      tableNodes(steps, base?.steps),
      tableNodes(inputs, base?.inputs),
      citedList(sources),
    ),
  ]);
}

const citedList = (sources: WhyView['sources']): HTMLElement | undefined =>
  sources.length === 0 ? undefined : el('ul', { class: 'cited' }, sources.map(citedNode));

function citedNode({ anchor, number, title, facts }: WhyView['sources'][number]): HTMLElement {
  const link = anchor === '' ? [] : [el('a', { href: `#${anchor}` }, `[${number}]`), ' '];
  return el('li', {}, link, `${title} `, el('span', { class: 'from' }, facts));
}
