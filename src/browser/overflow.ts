/** Says beside a table that it is wider than its place, and only then. */
export function markOverflow(): void {
  const regions = [...document.querySelectorAll<HTMLElement>('.scroll')];
  const mark = (region: HTMLElement): void => {
    region.dataset.overflows = region.scrollWidth > region.clientWidth + 1 ? 'yes' : 'no';
  };
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) if (target instanceof HTMLElement) mark(target);
  });
  for (const region of regions) observer.observe(region);
}
