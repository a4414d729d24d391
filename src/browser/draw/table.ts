import type { Badge, CellView, RowView, TableView } from '../../report/table-view.js';
import { el, when } from './element.js';
import { changeMark } from './marks.js';

/** A table as reports/partials/table.hbs prints it; cells that differ from `base` say what they were. */
export function tableNodes(view: TableView, base?: TableView): readonly Node[] {
  if (!view.hasRows) return [];
  const head = view.columns.map((column) => el('th', { scope: 'col', class: when(column.numeric, 'num') }, column.title));
  const comparable = base !== undefined && sameColumns(view, base);
  const rows = view.rows.map((row, index) => rowNode(row, comparable ? rowLike(row, index, base) : undefined));
  return [
    el(
      'div',
      { class: view.isLong ? 'table long' : 'table' },
      el('p', { class: 'caption', 'aria-hidden': 'true' }, view.caption),
      el(
        'div',
        { class: 'scroll', tabindex: '0', role: 'group', 'aria-label': `Table: ${view.caption}` },
        el(
          'table',
          {},
          el('caption', { class: 'hidden' }, view.caption),
          el('thead', {}, el('tr', {}, el('th', { scope: 'col' }, view.corner), head)),
          el('tbody', {}, rows),
        ),
      ),
      el('p', { class: 'hint', 'aria-hidden': 'true' }, 'Scroll sideways for more →'),
      view.note === '' ? undefined : el('p', { class: 'note' }, view.note),
    ),
  ];
}

const sameColumns = (a: TableView, b: TableView): boolean =>
  a.columns.length === b.columns.length && a.columns.every(({ title }, index) => title === b.columns[index]?.title);

/** The same row before: in its place, else by its head. A row that is new has nothing to be compared with. */
function rowLike(row: RowView, index: number, base: TableView): RowView | undefined {
  const there = base.rows[index];
  return there?.head === row.head ? there : base.rows.find(({ head }) => head === row.head);
}

function rowNode(row: RowView, base: RowView | undefined): HTMLElement {
  return el(
    'tr',
    { class: when(row.strong, 'strong') },
    el('th', { scope: 'row' }, row.head, row.headNote === '' ? undefined : el('small', {}, row.headNote)),
    row.cells.map((cell, index) => cellNode(cell, base?.cells[index])),
  );
}

function cellNode(cell: CellView, base: CellView | undefined): HTMLElement {
  const names = [cell.numeric ? 'num' : '', cell.wide ? 'wide' : ''].filter((name) => name !== '').join(' ');
  const content = cell.badge.shown
    ? [badgeNode(cell.badge)]
    : [
        cell.prefix === '' ? undefined : el('span', { class: 'prefix' }, cell.prefix),
        cell.prefix === '' ? undefined : ' ',
        cell.text,
        cell.note === '' ? undefined : el('small', {}, cell.note),
      ];
  const mark = base && changeMark(shown(cell), shown(base));
  return el('td', { class: names === '' ? undefined : names }, content, mark);
}

const shown = (cell: CellView): string => (cell.badge.shown ? cell.badge.text : `${cell.prefix} ${cell.text}`.trim());

export function badgeNode({ tone, sign, text }: Badge): HTMLElement {
  return el('span', { class: `badge ${tone}` }, el('span', { class: 'sign', 'aria-hidden': 'true' }, sign), ` ${text}`);
}
