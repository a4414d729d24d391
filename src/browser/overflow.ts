let observer: ResizeObserver | undefined;

/** Says beside a table that it is wider than its place, and only then. Called again, it looks at the tables that are new. */
export function markOverflow(): void {
  observer ??= new ResizeObserver((entries) => mark(entries.map(({ target }) => target)));
  for (const region of document.querySelectorAll('.scroll:not([data-overflows])')) observer.observe(region);
}

/** First everything is read, then written: between a mark and the next look the browser would lay out the page. */
function mark(regions: readonly Element[]): void {
  const marks = regions.map((region) => (region.scrollWidth > region.clientWidth + 1 ? 'yes' : 'no'));
  regions.forEach((region, index) => {
    if (region.getAttribute('data-overflows') !== marks[index]) region.setAttribute('data-overflows', marks[index] ?? 'no');
  });
}
