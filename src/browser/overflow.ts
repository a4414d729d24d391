const mark = (region: HTMLElement): void => {
  region.dataset.overflows = region.scrollWidth > region.clientWidth + 1 ? 'yes' : 'no';
};

let observer: ResizeObserver | undefined;

/** Says beside a table that it is wider than its place, and only then. Called again, it looks at the tables that are there now. */
export function markOverflow(): void {
  observer?.disconnect();
  observer = new ResizeObserver((entries) => {
    for (const { target } of entries) if (target instanceof HTMLElement) mark(target);
  });
  for (const region of document.querySelectorAll<HTMLElement>('.scroll')) observer.observe(region);
}
