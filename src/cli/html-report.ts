import { createHash } from 'node:crypto';
import { capacityFigures } from '../engine/explain/explain-figure.js';
import type { Plan, PlanInput } from '../engine/plan-types.js';
import { parsed } from '../problems/problem.js';
import type { Embedded } from '../report/embedded/embedded.js';
import { renderJson } from '../report/render-json.js';
import { renderReport } from '../report/render-report.js';
import { readYaml } from '../scenario/yaml-file.js';
import { reportAssets } from './assets.js';
import { cinderSteps } from './cinder-steps.js';
import { type ReadText, readTextFile } from './files.js';
import type { Shelf } from './load-catalog.js';
import { offeredInput } from './what-if-offer.js';

/** SHA-256 of a plan's JSON, hexadecimal: what a report states of its result. */
export const planHash = (plan: Plan): string => createHash('sha256').update(renderJson(plan), 'utf8').digest('hex');

export interface HtmlReport {
  readonly plan: Plan;
  readonly input: PlanInput;
  readonly shelf: Shelf;
  readonly asOf: string;
  /** The scenario's text as it was planned; absent: what its file says. */
  readonly source?: ReadText;
}

/** The report as HTML, with all that it needs to be recalculated and verified inside it. */
export async function htmlReport({ plan, input, shelf, asOf, source }: HtmlReport): Promise<string> {
  const { file } = plan.scenario;
  const read = source === undefined ? await readTextFile(file) : parsed(source);
  const yaml = read.ok ? readYaml(file, read.value.text) : undefined;
  const inputs = {
    ...offeredInput(input, shelf.prices),
    written: yaml && 'tree' in yaml ? yaml.tree : undefined,
    hashes: { scenario: read.ok ? read.value.sha256 : '', catalog: plan.catalogVersion },
    result: planHash(plan),
  };
  return renderReport(plan, {
    ...(await reportAssets()),
    asOf,
    figures: capacityFigures(plan),
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
    figures: capacityFigures(plan),
    cinderSteps: embedded.cinderSteps,
    inputs,
  });
}
