import { createHash } from 'node:crypto';
import { capacityFigures } from '../engine/explain/explain-figure.js';
import type { Plan, PlanInput } from '../engine/plan-types.js';
import type { Embedded } from '../report/embedded/embedded.js';
import { renderJson } from '../report/render-json.js';
import { renderReport } from '../report/render-report.js';
import { reportAssets, toPrint } from './assets.js';
import { cinderSteps } from './cinder-steps.js';
import type { Shelf } from './load-catalog.js';
import type { ScenarioRead } from './load-plan-input.js';
import type { Printed } from './pdf/paper.js';
import { offeredInput } from './what-if-offer.js';

/** SHA-256 of a plan's JSON, hexadecimal: what a report states of its result. */
export const planHash = (plan: Plan): string => createHash('sha256').update(renderJson(plan), 'utf8').digest('hex');

export interface HtmlReport {
  readonly plan: Plan;
  readonly input: PlanInput;
  readonly shelf: Shelf;
  readonly asOf: string;
  /** The scenario as it was planned. */
  readonly source: ScenarioRead;
  /** For a PDF; undefined: a page for the screen and any printer. */
  readonly printed?: Printed | undefined;
}

/** The report as HTML, with all that it needs to be recalculated and verified inside it. */
export async function htmlReport({ plan, input, shelf, asOf, source, printed }: HtmlReport): Promise<string> {
  const inputs = {
    ...offeredInput(input, shelf.prices),
    written: source.yaml.tree,
    hashes: { scenario: source.sha256, catalog: plan.catalogVersion },
    result: planHash(plan),
  };
  return renderReport(plan, {
    ...toPrint(await reportAssets(), printed),
    asOf,
    figures: () => capacityFigures(plan),
    cinderSteps: cinderSteps(plan.scenario),
    inputs,
  });
}

/** The page that an embedded input gives: for holding a report against it, byte by byte. */
export async function htmlAgain(embedded: Embedded, plan: Plan): Promise<string> {
  const { input, otherBooks, written, hashes, asOf } = embedded;
  const inputs = { input, otherBooks, written, hashes, result: planHash(plan) };
  return renderReport(plan, {
    ...(await reportAssets()),
    asOf,
    figures: () => capacityFigures(plan),
    cinderSteps: embedded.cinderSteps,
    inputs,
  });
}
