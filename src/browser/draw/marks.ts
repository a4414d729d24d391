import { el } from './element.js';

/** Longer texts are marked as changed without being said twice. */
const LONGEST_WAS = 40;

/** The mark of a changed figure: a sign, a word for readers who hear the page, and what it was; undefined where nothing changed. */
export function changeMark(now: string, was: string | undefined): HTMLElement | undefined {
  if (was === undefined || was === now) return undefined;
  const short = was !== '' && was.length <= LONGEST_WAS;
  return el(
    short ? 'small' : 'span',
    { class: 'was' },
    el('span', { class: 'sign', 'aria-hidden': 'true' }, 'Δ'),
    short ? ` was ${was}` : el('span', { class: 'hidden' }, ' changed '),
  );
}
