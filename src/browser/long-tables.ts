import { ROWS_AT_ONCE } from '../report/table-view.js';
import { el } from './draw/element.js';

interface Row {
  readonly node: HTMLTableRowElement;
  /** What is searched, in small letters; read when somebody searches. */
  text: string | undefined;
}

/** Gives every long table that has none a search field and pages: a row that is not shown takes part in no layout. */
export function pageLongTables(): void {
  for (const block of document.querySelectorAll<HTMLElement>('.table.long:not(.paged)')) pageTable(block);
}

function pageTable(block: HTMLElement): void {
  const [scroll, body] = [block.querySelector('.scroll'), block.querySelector('tbody')];
  if (scroll === null || body === null) return;
  const all: readonly Row[] = [...body.rows].map((node) => ({ node, text: undefined }));
  const caption = block.querySelector('caption')?.textContent ?? '';
  const search = el('input', { type: 'search', 'aria-label': `Find in ${caption}` });
  const said = el('output', {});
  const [back, on] = ['Previous rows', 'Next rows'].map((text) => el('button', { type: 'button' }, text));
  if (!(search instanceof HTMLInputElement) || !(back instanceof HTMLButtonElement) || !(on instanceof HTMLButtonElement)) return;
  let found = all;
  let page = 0;
  let shown: readonly Row[] = [];
  const draw = (): void => {
    for (const { node } of shown) node.classList.remove('on');
    const first = page * ROWS_AT_ONCE;
    shown = found.slice(first, first + ROWS_AT_ONCE);
    for (const { node } of shown) node.classList.add('on');
    back.disabled = page === 0;
    on.disabled = first + ROWS_AT_ONCE >= found.length;
    const whole = found.length === all.length ? '' : ` found in ${all.length}`;
    said.textContent =
      found.length === 0 ? `No row of ${all.length}` : `Rows ${first + 1} to ${first + shown.length} of ${found.length}${whole}`;
  };
  const turn = (to: number): void => {
    page = to;
    draw();
  };
  search.addEventListener('input', () => {
    const wanted = search.value.toLowerCase();
    found = wanted === '' ? all : all.filter((row) => textOf(row).includes(wanted));
    turn(0);
  });
  back.addEventListener('click', () => turn(page - 1));
  on.addEventListener('click', () => turn(page + 1));
  scroll.before(el('div', { class: 'finder' }, el('label', {}, 'Find ', search), back, on, said));
  block.classList.add('paged');
  draw();
}

function textOf(row: Row): string {
  row.text ??= (row.node.textContent ?? '').toLowerCase();
  return row.text;
}
