import type { Plan } from '../engine/plan-types.js';
import { compileTemplates, type ReportTemplates } from './templates.js';
import { type CinderStep, reportView } from './view-model.js';

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
  /**
   * Base64 SHA-256 of `css` and of `pageScript`, for the page's content security policy. With them nothing else inside the page
   * can run, whatever a template lets through; without them the policy still bars the network.
   */
  readonly hashes?: { readonly css: string; readonly pageScript: string };
}

/**
 * The report as one HTML file: styles, script and data inside, nothing loaded. Same plan, same options, same bytes.
 *
 * @throws Error when a template asks for a field the view model has not: a bug of ours.
 */
export function renderReport(plan: Plan, options: ReportOptions): string {
  const render = compileTemplates(options.templates);
  const view = reportView(plan, { asOf: options.asOf, cinderSteps: options.cinderSteps ?? [] });
  return render({ ...view, css: options.css, script: options.pageScript, policy: contentPolicy(options.hashes) });
}

function contentPolicy(hashes: ReportOptions['hashes']): string {
  const allowed = (hash: string | undefined): string => (hash === undefined ? "'unsafe-inline'" : `'sha256-${hash}'`);
  return [
    "default-src 'none'",
    `style-src ${allowed(hashes?.css)}`,
    `script-src ${allowed(hashes?.pageScript)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
