import { displayWidth } from './display-width.js';

/** Terminal columns of the bars, from a border such as "+----+------+"; undefined if the line is no border. */
export function barsOfBorder(border: string): readonly number[] | undefined {
  if (!/^\+(?:-+\+)+$/.test(border)) return undefined;
  return [...border].flatMap((char, index) => (char === '+' ? [index] : []));
}

/** The cells of one line, with one blank of padding off each side; undefined if its bars do not stand where the border says. */
export function cellsOfLine(line: string, bars: readonly number[]): readonly string[] | undefined {
  if (!line.startsWith('|') || !line.endsWith('|')) return undefined;
  const parts = line.slice(1, -1).split('|');
  const cells = parts.length === bars.length - 1 ? parts : splitAtBars(line, bars);
  return cells?.map((cell) => cell.replace(/^ /, '').replace(/ +$/, ''));
}

/** A name may hold a bar: only those that stand under a plus of the border part cells. */
function splitAtBars(line: string, bars: readonly number[]): readonly string[] | undefined {
  const wanted = new Set(bars);
  const cells: string[] = [];
  let cell = '';
  let column = 0;
  for (const char of line) {
    if (char === '|' && wanted.has(column)) {
      if (column > 0) cells.push(cell);
      cell = '';
    } else cell += char;
    column += displayWidth(char);
  }
  return cells.length === bars.length - 1 && cell === '' ? cells : undefined;
}
