import type { BackBar } from '../../report/view-model-restore-ways.js';
import type { TornadoView } from '../../report/view-model-uncertainty.js';
import { el, svg } from './element.js';

/** A tornado as its template prints it. */
export function tornadoNode({ title, note, bars }: TornadoView): HTMLElement {
  const rows = bars.map(({ name, x, width, likely, text }) =>
    barRow(name, text, [
      svg('rect', { x, width, y: '1', height: '10', rx: '2' }),
      svg('rect', { class: 'likely', x: likely, width: '2', y: '0', height: '12' }),
    ]),
  );
  return el(
    'article',
    { class: 'restore' },
    el('h3', {}, title),
    el('p', {}, note),
    el('ol', { class: 'timeline', 'aria-label': title }, rows),
  );
}

/** Who is back when, as its template prints it; nothing for a single group. */
export function backNodes(name: string, bars: readonly BackBar[]): readonly Node[] {
  if (bars.length === 0) return [];
  const rows = bars.map(({ name: group, time, x, width }) =>
    barRow(group, time, [svg('rect', { x, width, y: '1', height: '10', rx: '2' })]),
  );
  return [el('h4', {}, 'Who is back when'), el('ol', { class: 'timeline', 'aria-label': `Who is back when: ${name}` }, rows)];
}

function barRow(name: string, time: string, rects: readonly SVGElement[]): HTMLElement {
  return el(
    'li',
    {},
    el('span', { class: 'stage' }, name),
    svg('svg', { class: 'bar', height: '12', 'aria-hidden': 'true', focusable: 'false' }, ...rects),
    el('span', { class: 'time' }, time),
  );
}
