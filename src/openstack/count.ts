import { ask, type Cinder } from './cinder.js';
import { countAt, objectAt, readJsonText } from './json.js';
import type { ListName } from './lists.js';
import { askPage, isCounted } from './page.js';

/** Microversion 3.N from which volumes have a summary. */
const MINOR_WITH_SUMMARY = 12;

/** How many there are, by Cinder's own count. */
export interface Count {
  readonly objects: number;
  /** The sum of their sizes; told for volumes only. */
  readonly gib: number | undefined;
}

/** Counts a list as it is now: volumes by their summary, others by a page with its count; undefined where Cinder does not tell. */
export async function countNow(cinder: Cinder, list: ListName, everyProject: boolean): Promise<Count | undefined> {
  const summary = list === 'volumes' ? await volumeSummary(cinder, everyProject) : undefined;
  if (summary || !isCounted(cinder, list)) return summary;
  const page = await askPage(cinder, { list, everyProject, limit: 1, marker: undefined });
  if (page === 'marker gone' || page.count === undefined) return undefined;
  return { objects: page.count, gib: undefined };
}

async function volumeSummary(cinder: Cinder, everyProject: boolean): Promise<Count | undefined> {
  if (cinder.minor < MINOR_WITH_SUMMARY) return undefined;
  const answer = await ask(cinder, `/volumes/summary${everyProject ? '?all_tenants=1' : ''}`);
  const summary = objectAt(readJsonText(answer.text), 'volume-summary');
  const objects = countAt(summary, 'total_count');
  return answer.status === 200 && objects !== undefined ? { objects, gib: countAt(summary, 'total_size') } : undefined;
}
