import { pageLongTables } from '../long-tables.js';
import { markOverflow } from '../overflow.js';

/** What is folded up is drawn when it is opened: most readers open a few of a hundred tables. */
const waiting = new WeakMap<HTMLDetailsElement, () => void>();

/** Draws now where the element can be seen, else when the nearest closed details around it opens. Later calls replace earlier ones. */
export function drawWhenOpen(element: Element, closed: HTMLDetailsElement | null, draw: () => void): void {
  if (closed === null) {
    draw();
    return;
  }
  pendingOf(closed).set(element, draw);
  waiting.set(closed, () => {
    const all = pendingOf(closed);
    pending.delete(closed);
    for (const one of all.values()) one();
  });
}

const pending = new WeakMap<HTMLDetailsElement, Map<Element, () => void>>();

function pendingOf(details: HTMLDetailsElement): Map<Element, () => void> {
  const known = pending.get(details);
  if (known) return known;
  const made = new Map<Element, () => void>();
  pending.set(details, made);
  return made;
}

/** The innermost closed details around an element: the last to be opened before it can be seen; null where all are open. */
export const closedAround = (element: Element): HTMLDetailsElement | null =>
  element.parentElement?.closest<HTMLDetailsElement>('details:not([open])') ?? null;

function drawWaiting(details: HTMLDetailsElement): void {
  const draw = waiting.get(details);
  waiting.delete(details);
  if (draw === undefined) return;
  draw();
  pageLongTables();
  markOverflow();
}

/** Listens for details that open, and draws everything that paper shows before the page is printed. */
export function drawOnDemand(): void {
  document.addEventListener(
    'toggle',
    ({ target }) => {
      if (target instanceof HTMLDetailsElement && target.open) drawWaiting(target);
    },
    true,
  );
  window.addEventListener('beforeprint', () => {
    // What is drawn may hold details of its own.
    for (let round = 0; round < 3; round++) {
      for (const details of document.querySelectorAll<HTMLDetailsElement>('details:not([data-screen-only])'))
        drawWaiting(details);
    }
  });
}
