import { CohortSink, type SortingRequest } from './cohort-sink.js';
import type { Cohorts, Inventory } from './types.js';

export interface CohortsRequest extends SortingRequest {
  readonly inventory: Inventory;
}

/**
 * Sorts every volume into a cohort or an exclusion, in one pass; the order of the volumes does not show in the result.
 *
 * Cinder's temporary volumes are excluded first, then volumes by status; then the first matching rule decides, and a
 * volume that none matches is excluded. `read` counts volumes and rejects; its GiB are those of volumes, a reject adds
 * none. The three `by...` tables cover all volumes, excluded ones too; '' stands for what the files do not tell.
 * A name in `named` that several planned volumes bear gives the largest; one that none bears is left out.
 *
 * Source: design model, section 1 (inventory to cohorts).
 */
export function cohortsOf({ inventory, ...request }: CohortsRequest): Cohorts {
  const sink = new CohortSink(request);
  for (const volume of inventory.volumes) sink.add(volume);
  return sink.result(inventory.rejects.length);
}
