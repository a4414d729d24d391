import type { ExplainedFigure } from '../engine/explain/types.js';
import type { Plan } from '../engine/plan-types.js';
import { type Embedded, embeddedText, figuresOf } from './embedded/embedded.js';
import { pageData } from './page-data.js';
import { type ReportTemplates, rendererOf } from './templates.js';
import { type CinderStep, chartsIn, type ReportView, reportView } from './view-model.js';
import { type WhatIfView, whatIfView } from './view-model-what-if.js';

export interface ReportOptions {
  readonly templates: ReportTemplates;
  /** `reports/styles/report.css`. */
  readonly css: string;
  /** The built page script, `dist/page.js`. */
  readonly pageScript: string;
  /** The report's own date: "2026-11-22". */
  readonly asOf: string;
  /** How to configure cinder-backup for the plan; absent or empty: no such section. */
  readonly cinderSteps?: readonly CinderStep[];
  /** Figures of the capacity section taken apart: what `capacityFigures` of the plan gives. */
  readonly figures?: () => readonly ExplainedFigure[];
  /**
   * Base64 SHA-256 of `css` and of `pageScript`, for the page's content security policy: nothing else inside the page can run,
   * whatever a template lets through.
   */
  readonly hashes: { readonly css: string; readonly pageScript: string };
  /** What the page recalculates from, and what `stowage verify` holds it to; absent: a page that only shows. */
  readonly inputs?: ReportInputs;
}

/** The plan's input with its hashes; `result` is the SHA-256 of the plan's JSON. */
export interface ReportInputs extends Pick<Embedded, 'input' | 'otherBooks' | 'written' | 'hashes'> {
  readonly result: string;
}

/** Beyond this the page would be too large to send: it then only shows, and says so. */
const LARGEST_EMBEDDED = 900_000;

/**
 * The report as one HTML file: styles, script and data inside, nothing loaded. Same plan, same options, same bytes.
 *
 * @throws Error when a template asks for a field the view model has not: a bug of ours.
 */
export function renderReport(plan: Plan, options: ReportOptions): string {
  const render = rendererOf(options.templates);
  const view = reportView(plan, { asOf: options.asOf, cinderSteps: options.cinderSteps ?? [], figures: options.figures });
  return render({
    ...view,
    ...recalculation(plan, view, options),
    css: options.css,
    data: pageData({ charts: chartsIn(view) }),
    script: options.pageScript,
    policy: contentPolicy(options.hashes),
  });
}

interface Recalculation extends Pick<ReportView, 'footer'> {
  readonly hasWhatIf: boolean;
  readonly whatIf: WhatIfView;
  readonly embedded: string;
}

/** The what-if panel with the data that it works on, and the hashes that the page states. */
function recalculation(plan: Plan, view: ReportView, { inputs, asOf, cinderSteps }: ReportOptions): Recalculation {
  const without = { hasWhatIf: false, whatIf: { groups: [], lead: '' }, embedded: '', footer: view.footer };
  if (inputs === undefined) return without;
  const { result, ...content } = inputs;
  const embedded = embeddedText({
    ...content,
    asOf,
    cinderSteps: cinderSteps ?? [],
    result: { sha256: result, figures: figuresOf(plan) },
  });
  const stated = [...view.footer, ...hashFacts(inputs)];
  if (embedded.length > LARGEST_EMBEDDED) {
    const reason = 'left out: this plan has more names in it than a page can carry';
    return { ...without, footer: [...stated, { name: 'What if', value: reason }] };
  }
  const offered = { ...inputs.input, books: { ...inputs.otherBooks, ...inputs.input.books } };
  return { hasWhatIf: true, whatIf: whatIfView(offered), embedded, footer: stated };
}

function hashFacts({ hashes, result }: ReportInputs): ReportView['footer'] {
  return [
    { name: 'Scenario file', value: `SHA-256 ${hashes.scenario}` },
    { name: 'Catalogue', value: `SHA-256 ${hashes.catalog}…` },
    { name: 'Plan as JSON', value: `SHA-256 ${result}` },
  ];
}

/** What the page may do: only the style and script with these hashes, and nothing from a network. */
export function contentPolicy({ css, pageScript }: ReportOptions['hashes']): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${css}'`,
    `script-src 'sha256-${pageScript}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
