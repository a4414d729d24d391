import type { TableView } from '../../report/table-view.js';
import type { ReportView } from '../../report/view-model.js';
import { pageLongTables } from '../long-tables.js';
import { markOverflow } from '../overflow.js';
import { BLOCKS } from './blocks.js';
import { closedAround, drawWhenOpen } from './lazy.js';
import { changeMark } from './marks.js';
import { isTree, same } from './same.js';
import { drawFirst } from './sections.js';
import { tableNodes } from './table.js';

/**
 * Puts another plan's texts, tables and lists where the page's own stand: at once where a reader sees them, and right after it everywhere
 * else. What differs from `base` is marked as changed; without a base nothing is. What is folded up follows when it opens.
 *
 * @param done called when all of the page is drawn
 */
export function redraw(view: ReportView, base: ReportView | undefined, done: () => void): void {
  drawFirst((section) => drawSection(section, view, base), done);
}

function drawSection(section: Element, view: ReportView, base: ReportView | undefined): void {
  const all = (attribute: string): NodeListOf<HTMLElement> => section.querySelectorAll<HTMLElement>(`[${attribute}]`);
  for (const element of all('data-if')) element.hidden = valueAt(view, nameOf(element, 'data-if')) !== true;
  for (const element of all('data-key')) drawText(element, view, base);
  for (const element of all('data-table')) {
    // A table inside a block is the block's own.
    if (element.closest('[data-block]') !== null) continue;
    const name = nameOf(element, 'data-table');
    replace(element, base === undefined, {
      part: () => tableAt(view, name),
      draw: () => {
        const table = tableAt(view, name);
        return table && tableNodes(table, base && tableAt(base, name));
      },
    });
  }
  for (const element of all('data-block')) {
    const name = nameOf(element, 'data-block');
    replace(element, base === undefined, { part: () => valueAt(view, name), draw: () => BLOCKS[name]?.(view, base) });
  }
  pageLongTables();
  markOverflow();
}

/** Long tables that the page leaves to the engine: they are worked out when somebody opens them. */
export function drawLater(viewOf: () => ReportView | undefined): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-later]')) {
    drawWhenOpen(element, closedAround(element), () => {
      const view = viewOf();
      const table = view && tableAt(view, nameOf(element, 'data-table'));
      if (table) element.replaceChildren(...tableNodes(table));
    });
  }
}

const nameOf = (element: Element, attribute: string): string => element.getAttribute(attribute) ?? '';

function drawText(element: HTMLElement, view: ReportView, base: ReportView | undefined): void {
  const name = nameOf(element, 'data-key');
  const [now, was] = [valueAt(view, name), base && valueAt(base, name)];
  if (typeof now !== 'string') return;
  const mark = typeof was === 'string' ? changeMark(now, was) : undefined;
  element.replaceChildren(...(mark ? [mark, ' '] : []), now);
}

/** A part of the view, and its nodes; no nodes: the page keeps what it has. */
interface Place {
  readonly part: () => unknown;
  readonly draw: () => readonly Node[] | undefined;
}

/** What each place was last drawn from: most changes leave most of a report as it was. */
const drawn = new WeakMap<Element, { readonly part: unknown; readonly plain: boolean }>();

/** Replaces an element's content where it is another one, and keeps open what was open, by its summary's text. */
function replace(element: HTMLElement, plain: boolean, place: Place): void {
  drawWhenOpen(element, closedAround(element), () => {
    const part = place.part();
    const before = drawn.get(element);
    if (before?.plain === plain && same(before.part, part)) return;
    const nodes = place.draw();
    if (nodes === undefined) return;
    drawn.set(element, { part, plain });
    const open = new Set([...element.querySelectorAll('details[open]')].map(titleOf));
    element.replaceChildren(...nodes);
    if (open.size === 0) return;
    for (const details of element.querySelectorAll('details')) if (open.has(titleOf(details))) details.open = true;
  });
}

/** Without the cost, which is what changes. */
const titleOf = (details: Element): string => details.querySelector('.line-label, summary')?.textContent ?? '';

/** The value at "cost.years" of the view. */
function valueAt(view: ReportView, name: string): unknown {
  let here: unknown = view;
  for (const step of name.split('.')) here = isTree(here) && Object.hasOwn(here, step) ? here[step] : undefined;
  return here;
}

const isTable = (value: unknown): value is TableView =>
  isTree(value) && 'columns' in value && 'rows' in value && 'hasRows' in value;

function tableAt(view: ReportView, name: string): TableView | undefined {
  const value = valueAt(view, name);
  return isTable(value) ? value : undefined;
}
