import type { TableView } from '../../report/table-view.js';
import type { ReportView } from '../../report/view-model.js';
import { BLOCKS } from './blocks.js';
import { closedAround, drawWhenOpen } from './lazy.js';
import { changeMark } from './marks.js';
import { tableNodes } from './table.js';

/**
 * Puts another plan's texts, tables and lists where the page's own stand. What differs from `base` is marked as changed; without a base
 * nothing is. What is folded up follows when it opens.
 */
export function redraw(view: ReportView, base: ReportView | undefined): void {
  for (const element of all('data-if')) element.hidden = valueAt(view, nameOf(element, 'data-if')) !== true;
  for (const element of all('data-key')) drawText(element, view, base);
  // A table inside a block is the block's own.
  for (const element of document.querySelectorAll<HTMLElement>('[data-table]:not([data-block] [data-table])')) {
    const name = nameOf(element, 'data-table');
    const table = tableAt(view, name);
    if (table && isNew(element, table, base)) replace(element, () => tableNodes(table, base && tableAt(base, name)));
  }
  for (const element of all('data-block')) {
    const name = nameOf(element, 'data-block');
    const draw = BLOCKS[name];
    if (draw && isNew(element, valueAt(view, name), base)) replace(element, () => draw(view, base));
  }
}

/** Long tables that the page leaves to the engine: they are worked out when somebody opens them. */
export function drawLater(viewOf: () => ReportView | undefined): void {
  for (const element of all('data-later')) {
    drawWhenOpen(element, closedAround(element), () => {
      const view = viewOf();
      const table = view && tableAt(view, nameOf(element, 'data-table'));
      if (table) element.replaceChildren(...tableNodes(table));
    });
  }
}

/** What each place was last drawn from: most changes leave most of a report as it was. */
const drawn = new WeakMap<Element, string>();

function isNew(element: Element, part: unknown, base: ReportView | undefined): boolean {
  const text = `${base === undefined}${JSON.stringify(part)}`;
  if (drawn.get(element) === text) return false;
  drawn.set(element, text);
  return true;
}

const all = (attribute: string): NodeListOf<HTMLElement> => document.querySelectorAll<HTMLElement>(`[${attribute}]`);
const nameOf = (element: Element, attribute: string): string => element.getAttribute(attribute) ?? '';

function drawText(element: HTMLElement, view: ReportView, base: ReportView | undefined): void {
  const name = nameOf(element, 'data-key');
  const [now, was] = [valueAt(view, name), base && valueAt(base, name)];
  if (typeof now !== 'string') return;
  const mark = typeof was === 'string' ? changeMark(now, was) : undefined;
  element.replaceChildren(...(mark ? [mark, ' '] : []), now);
}

/** Replaces an element's content and keeps open what was open, by its summary's text. */
function replace(element: HTMLElement, draw: () => readonly Node[]): void {
  drawWhenOpen(element, closedAround(element), () => {
    const open = new Set([...element.querySelectorAll('details[open]')].map(titleOf));
    element.replaceChildren(...draw());
    if (open.size === 0) return;
    for (const details of element.querySelectorAll('details')) if (open.has(titleOf(details))) details.open = true;
  });
}

/** Without the cost, which is what changes. */
const titleOf = (details: Element): string => details.querySelector('.line-label, summary')?.textContent ?? '';

/** The value at "cost.years" of the view. */
function valueAt(view: ReportView, name: string): unknown {
  let here: unknown = view;
  for (const step of name.split('.')) {
    if (typeof here !== 'object' || here === null) return undefined;
    here = Object.entries(here).find(([key]) => key === step)?.[1];
  }
  return here;
}

const isTable = (value: unknown): value is TableView =>
  typeof value === 'object' && value !== null && 'columns' in value && 'rows' in value && 'hasRows' in value;

function tableAt(view: ReportView, name: string): TableView | undefined {
  const value = valueAt(view, name);
  return isTable(value) ? value : undefined;
}
