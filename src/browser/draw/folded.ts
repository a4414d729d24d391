import { el } from './element.js';
import { drawWhenOpen } from './lazy.js';

export const folded = (title: string, content: () => readonly Node[]): HTMLElement =>
  foldedUnder(el('summary', {}, title), content);

/** Details whose content is drawn when they open. */
export function foldedUnder(summary: HTMLElement, content: () => readonly Node[]): HTMLElement {
  const details = el('details', {}, summary);
  if (details instanceof HTMLDetailsElement) drawWhenOpen(details, details, () => details.append(...content()));
  return details;
}
