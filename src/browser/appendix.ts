import { el } from './draw/element.js';

/** What is folded up on the screen, on paper: its place in the text, its number in the appendix, what it holds. */
interface Moved {
  readonly details: HTMLDetailsElement;
  readonly content: readonly ChildNode[];
  readonly mark: HTMLElement;
}

/**
 * Paper cannot be clicked: before it is printed, what is folded up moves into an appendix, by section and numbered, and its line in the text
 * names the number. Afterwards all of it moves back. Without the script it is printed where it stands.
 */
export function printAppendix(): void {
  let moved: readonly Moved[] = [];
  let appendix: HTMLElement | undefined;
  window.addEventListener('beforeprint', () => {
    if (appendix !== undefined) return;
    appendix = el('section', { class: 'appendix' }, el('h2', {}, 'Appendix: longer tables, and how the figures come about'));
    moved = foldedUp().map((details, index) => moveInto(appendix, details, `A${index + 1}`));
    if (moved.length > 0) document.querySelector('main')?.append(appendix);
  });
  window.addEventListener('afterprint', () => {
    for (const { details, content, mark } of moved) {
      mark.remove();
      details.append(...content);
    }
    appendix?.remove();
    appendix = undefined;
    moved = [];
  });
}

/** The outermost ones that are meant for paper and can be seen there. */
const foldedUp = (): readonly HTMLDetailsElement[] =>
  [...document.querySelectorAll<HTMLDetailsElement>('main details:not([data-screen-only])')].filter(
    (details) => details.parentElement?.closest('details, .what-if, [hidden]') === null,
  );

function moveInto(appendix: HTMLElement | undefined, details: HTMLDetailsElement, number: string): Moved {
  const summary = details.querySelector('summary');
  const title = (summary?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const section = details.closest('section')?.querySelector('h2')?.textContent ?? '';
  if (appendix?.dataset.section !== section) appendix?.append(el('h3', {}, section));
  if (appendix) appendix.dataset.section = section;
  const content = [...details.childNodes].filter((node) => node !== summary);
  appendix?.append(el('h4', { class: 'appendix-title' }, `${number} `, title), ...content);
  const mark = el('span', { class: 'appendix-mark' }, ` \u2192 ${number}`);
  (summary?.querySelector('.line-label') ?? summary)?.append(mark);
  return { details, content, mark };
}
