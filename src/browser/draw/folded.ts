import { el } from './element.js';
import { drawWhenOpen } from './lazy.js';

export const folded = (title: string, content: () => readonly Node[], screenOnly = false): HTMLElement =>
  foldedUnder(el('summary', {}, title), content, screenOnly);

/** Details whose content is drawn when they open. */
export function foldedUnder(summary: HTMLElement, content: () => readonly Node[], screenOnly = false): HTMLElement {
  const details = el('details', screenOnly ? { 'data-screen-only': '' } : {}, summary);
  if (details instanceof HTMLDetailsElement) drawWhenOpen(details, details, () => details.append(...content()));
  return details;
}
