import { renderJson } from '../../report/render-json.js';
import { chartIn, type ReportView } from '../../report/view-model.js';
import type { Changes } from '../../report/what-if/control.js';
import { applyChanges, controlGroups } from '../../report/what-if/controls.js';
import { hasUnsayableBox } from '../../report/what-if/estate-controls.js';
import { fragmentOf, isShared, sharedChanges } from '../../report/what-if/share.js';
import { changedYaml } from '../../report/what-if/yaml-text.js';
import type { PageCharts } from '../charts.js';
import { redraw } from '../draw/redraw.js';
import { download } from './download.js';
import { fieldsOf, markFields, readChanges, writeFields } from './fields.js';
import { type Calculated, calculate, type Model, makeFirstScreen, pageModel } from './model.js';
import { type StateParts, showErrors, showState } from './state.js';
import { warmUp } from './warm-up.js';

/** Typing is followed after a pause; a choice at once. */
const PAUSE_MS = 150;
/** Browsers count how often an address changes, and take their time over it. */
const ADDRESS_PAUSE_MS = 600;
/** A plan is drawn at its likely values at once; its ranges follow when nobody types any more. */
const ODDS_PAUSE_MS = 400;

/** Starts the what-if panel of a report that has one. */
export function startWhatIf(charts: PageCharts): void {
  const form = document.querySelector('form[data-what-if="form"]');
  if (form instanceof HTMLFormElement) new Panel(form, charts).start();
}

class Panel {
  readonly #form: HTMLFormElement;
  readonly #charts: PageCharts;
  readonly #parts: StateParts;
  readonly #fields: ReturnType<typeof fieldsOf>;
  #shown: Calculated | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #oddsTimer: ReturnType<typeof setTimeout> | undefined;
  #addressTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(form: HTMLFormElement, charts: PageCharts) {
    this.#form = form;
    this.#charts = charts;
    this.#fields = fieldsOf(form);
    this.#parts = {
      section: part('panel').closest('section') ?? form,
      summary: part('summary'),
      changes: part('changes'),
      errors: part('errors'),
    };
  }

  start(): void {
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#recalculate();
    });
    this.#form.addEventListener('input', ({ target }) => this.#soon(target instanceof HTMLSelectElement ? 0 : PAUSE_MS));
    this.#form.addEventListener('change', ({ target }) => this.#followPlace(target));
    this.#form.addEventListener('reset', (event) => {
      event.preventDefault();
      this.#show({});
    });
    on('yaml', () => this.#downloadYaml());
    on('json', () => this.#downloadJson());
    on('copy', () => this.#copyLink());
    // The engine is warm and the base known before the first value is typed.
    part('panel').addEventListener('toggle', () => this.#warmUp(), { once: true });
    window.addEventListener('hashchange', () => this.#fromLink());
    this.#fromLink();
  }

  #warmUp(): void {
    const model = this.#ready();
    if (model) warmUp(model);
  }

  #ready(): Model | undefined {
    const model = pageModel();
    if (model === undefined)
      showErrors(this.#parts, ['The values inside this report cannot be read, so nothing can be changed here.']);
    return model;
  }

  #fromLink(): void {
    if (!isShared(location.hash)) return;
    const read = sharedChanges(location.hash);
    if (!read.ok) {
      showErrors(this.#parts, [`The link's values cannot be used: ${read.why}.`]);
      return;
    }
    const panel = part('panel');
    if (panel instanceof HTMLDetailsElement) panel.open = true;
    this.#show(read.changes);
  }

  #show(changes: Changes): void {
    const model = this.#ready();
    if (model === undefined) return;
    writeFields(model, this.#fields, changes);
    this.#recalculate(changes);
  }

  #soon(pause: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#recalculate(), pause);
  }

  /** Class and archive class belong to a provider: a move to another one brings its own. */
  #followPlace(target: EventTarget | null): void {
    const model = this.#ready();
    if (
      model === undefined ||
      !(target instanceof HTMLSelectElement) ||
      target.getAttribute('data-control') !== 'destination/place'
    )
      return;
    const applied = applyChanges(model.input, model.groups, readChanges(model, this.#fields));
    if (!applied.ok) return;
    const controls = controlGroups(applied.input).flatMap((group) => group.controls);
    for (const id of ['destination/class', 'destination/archiveClass']) {
      const field = this.#fields.get(id);
      const value = controls.find((control) => control.id === id)?.value;
      if (field && value !== undefined) field.value = value;
    }
    this.#soon(0);
  }

  #recalculate(shared?: Changes): void {
    clearTimeout(this.#timer);
    const model = this.#ready();
    if (model === undefined) return;
    const started = performance.now();
    const changes = { ...readChanges(model, this.#fields), ...unknownOf(shared, model) };
    const outcome = calculate(model, changes);
    const problems = outcome.ok ? [] : outcome.problems;
    markFields(model, this.#fields, changes, problems);
    showErrors(
      this.#parts,
      problems.map(({ message }) => `${message}.`),
    );
    if (!outcome.ok) return;
    makeFirstScreen(outcome.result.view);
    const calculatedAt = performance.now();
    this.#draw(model, changes, outcome.result, () => performance.measure('what-if all', { start: started }));
    const ended = performance.now();
    performance.measure('what-if', { start: started, end: ended });
    performance.measure('what-if engine', { start: started, end: calculatedAt });
    part('timing').textContent =
      `Recalculated in ${Math.round(ended - started)} ms, of which the engine took ${Math.round(calculatedAt - started)} ms.`;
  }

  #draw(model: Model, changes: Changes, result: Calculated, done: () => void): void {
    this.#shown = result;
    const isChanged = Object.keys(changes).length > 0;
    showState(this.#parts, model, changes, result.view);
    clearTimeout(this.#oddsTimer);
    if (isChanged) {
      this.#drawPage(result, model.base.view, done);
      this.#oddsTimer = setTimeout(() => this.#drawOdds(result, model.base), ODDS_PAUSE_MS);
    } else this.#drawPage(result.whole(), undefined, done);
    const fragment = fragmentOf(changes);
    const link = part('link');
    if (link instanceof HTMLInputElement) link.value = `${location.href.replace(/#.*$/, '')}${fragment}`;
    clearTimeout(this.#addressTimer);
    this.#addressTimer = setTimeout(() => rememberInAddress(fragment), ADDRESS_PAUSE_MS);
  }

  #drawPage({ plan, view }: Pick<Calculated, 'plan' | 'view'>, base: ReportView | undefined, done: () => void): void {
    redraw(view, base, () => {
      this.#charts.complete();
      done();
    });
    this.#charts.show((id) => chartIn(view, id));
    part('odds').textContent = plan.uncertainty === undefined ? '' : 'Ranges and probabilities are of these values.';
  }

  /** What the ranges do to the plan comes after it, a step a task: a value that is typed on does not wait for it. */
  #drawOdds(result: Calculated, base: Calculated): void {
    if (!base.advance() || !result.advance()) {
      this.#oddsTimer = setTimeout(() => this.#drawOdds(result, base));
      return;
    }
    this.#drawPage(result.whole(), base.whole().view, () => {});
  }

  #downloadYaml(): void {
    const model = this.#ready();
    const shown = this.#shown ?? model?.base;
    if (model === undefined || shown === undefined) return;
    const { written, asOf } = model.embedded;
    const { scenario } = shown.input;
    const remarks = [
      `${scenario.name}: written by the what-if panel of its report of ${asOf}.`,
      ...(hasUnsayableBox(scenario, model.input.catalog.appliances)
        ? ['The appliance chosen in the page has no name in a scenario file: appliance.model is left as it was.']
        : []),
    ];
    download('what-if.yaml', 'application/yaml', changedYaml(written ?? {}, shown.edits, remarks));
  }

  #downloadJson(): void {
    const shown = this.#shown ?? this.#ready()?.base;
    if (shown) download('what-if.plan.json', 'application/json', renderJson(shown.whole().plan));
  }

  #copyLink(): void {
    this.#recalculate();
    const link = part('link');
    if (!(link instanceof HTMLInputElement)) return;
    const byHand = (): void => {
      link.focus();
      link.select();
    };
    if (navigator.clipboard === undefined) byHand();
    else navigator.clipboard.writeText(link.value).then(() => this.#say('The link is copied.'), byHand);
  }

  #say(text: string): void {
    part('timing').textContent = text;
  }
}

/** Ids of a link that this report has no field for: they are told, not dropped. */
function unknownOf(shared: Changes | undefined, { groups }: Model): Changes {
  const known = new Set(groups.flatMap((group) => group.controls.map(({ id }) => id)));
  return Object.fromEntries(Object.entries(shared ?? {}).filter(([id]) => !known.has(id)));
}

/** So that the page comes back as it was; an address that leads to a place in the page is left alone. */
function rememberInAddress(fragment: string): void {
  if (location.hash !== '' && !isShared(location.hash)) return;
  history.replaceState(null, '', fragment === '' ? location.href.replace(/#.*$/, '') : fragment);
}

function part(name: string): HTMLElement {
  const element = document.querySelector<HTMLElement>(`[data-what-if="${name}"]`);
  if (element === null) throw new Error(`the page has no part "${name}"`);
  return element;
}

const on = (name: string, act: () => void): void => part(name).addEventListener('click', act);
