import type { ReportView } from '../../report/view-model.js';
import type { Changes } from '../../report/what-if/control.js';
import { el } from '../draw/element.js';
import { labelOf } from './fields.js';
import type { Model } from './model.js';

const UNCHANGED = 'Nothing is changed: the page shows the plan of the scenario.';

/** The parts of the page that say what is changed. */
export interface StateParts {
  readonly section: HTMLElement;
  readonly summary: HTMLElement;
  readonly changes: HTMLElement;
  readonly errors: HTMLElement;
}

/** Says what differs from the scenario, and for each of the three answers what it was and what it is. */
export function showState(parts: StateParts, model: Model, changes: Changes, view: ReportView): void {
  const ids = Object.keys(changes);
  const isChanged = ids.length > 0;
  parts.section.classList.toggle('is-changed', isChanged);
  for (const element of document.querySelectorAll<HTMLElement>('[data-when-changed]')) element.hidden = !isChanged;
  parts.summary.replaceChildren(...(isChanged ? summaryNodes(model.base.view, view, ids.length) : [UNCHANGED]));
  const controls = model.groups.flatMap((group) => group.controls.map((control) => ({ title: group.title, control })));
  const items = controls.flatMap(({ title, control }) => {
    const text = Object.hasOwn(changes, control.id) ? changes[control.id] : undefined;
    if (text === undefined) return [];
    return [el('li', {}, `${title}, ${control.label}: ${labelOf(control, control.value)} → ${labelOf(control, text)}`)];
  });
  parts.changes.replaceChildren(...items);
}

function summaryNodes(before: ReportView, now: ReportView, count: number): readonly Node[] {
  const lines = now.answers.map((answer, index) => {
    const old = before.answers[index];
    const figure = `${answer.prefix} ${answer.figure}`.trim();
    const was = old && `${old.prefix} ${old.figure}`.trim();
    const text = was === figure ? `${figure}, unchanged` : `${was ?? ''} → ${figure}`;
    return el(
      'span',
      { class: 'outcome' },
      el('span', { class: 'outcome-name' }, answer.question),
      ' ',
      el('strong', {}, text),
      '. ',
    );
  });
  const head = `What-if: ${count} ${count === 1 ? 'value differs' : 'values differ'} from the scenario. `;
  return [el('span', { class: 'sign', 'aria-hidden': 'true' }, 'Δ '), document.createTextNode(head), ...lines];
}

/** Names what is wrong; hidden where nothing is. */
export function showErrors({ errors }: StateParts, messages: readonly string[]): void {
  errors.hidden = messages.length === 0;
  errors.replaceChildren(
    ...(messages.length === 0
      ? []
      : [
          el('span', { class: 'sign', 'aria-hidden': 'true' }, '✕'),
          ` ${messages.join(' ')} The page still shows the last values that could be used.`,
        ]),
  );
}
