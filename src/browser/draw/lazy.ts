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

/** The outermost closed details around an element; null where all are open. */
export function closedAround(element: Element): HTMLDetailsElement | null {
  let found: HTMLDetailsElement | null = null;
  for (
    let at = element.parentElement?.closest('details') ?? null;
    at !== null;
    at = at.parentElement?.closest('details') ?? null
  ) {
    if (!at.open) found = at;
  }
  return found;
}

function drawWaiting(details: HTMLDetailsElement): void {
  const draw = waiting.get(details);
  waiting.delete(details);
  draw?.();
}

/** Listens for details that open, and draws everything before the page is printed. */
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
      for (const details of document.querySelectorAll('details')) drawWaiting(details);
    }
  });
}
