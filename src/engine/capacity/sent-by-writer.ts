import { changedShare } from './changed-share.js';
import type { CohortTerms } from './cohort-terms.js';
import type { WriterTerms } from './types.js';
import { fullObjects, incrementalObjects, SIDE_FILES, sideFiles, type WriterGrid } from './writer-objects.js';

/** One backup of a whole cohort as the writer sends it, without growth: GiB and objects. */
export interface Sent {
  /** Data objects' GiB, without the unwritten zeros that an uncompressed full carries besides. */
  readonly ofUsed: number;
  readonly objects: number;
  readonly sideFiles: number;
}

/** What a full of the cohort is. Source: docs/methodology-capacity.md M-9, M-10. */
export function sentFull(terms: CohortTerms, writer: WriterTerms): Sent {
  const grid = meanVolume(terms, writer);
  const objects = fullObjects(grid);
  return {
    ofUsed: terms.used * terms.sentPerChanged,
    objects: terms.volumes * (objects + SIDE_FILES),
    sideFiles: terms.volumes * sideFiles(grid, objects),
  };
}

/** What an incremental of the cohort is, `days` after its parent. Source: docs/methodology-capacity.md M-9, M-10. */
export function sentIncremental(terms: CohortTerms, writer: WriterTerms, days: number): Sent {
  const grid = meanVolume(terms, writer);
  const { hot, daily } = terms.atWriter;
  const objects = incrementalObjects({
    blocks: terms.perVolume.hotKib / writer.hashBlockKib,
    objects: Math.max(terms.perVolume.hotKib > 0 ? 1 : 0, (terms.perVolume.hotKib * 1024) / writer.objectBytes),
    changed: changedShare(1, daily, days),
    touched: terms.touched,
    writes: terms.perVolume.writes * days,
  });
  return {
    ofUsed: terms.used * changedShare(hot, daily, days) * terms.sentPerChanged,
    objects: terms.volumes * (objects + SIDE_FILES),
    sideFiles: terms.volumes * sideFiles(grid, objects),
  };
}

function meanVolume(terms: CohortTerms, writer: WriterTerms): WriterGrid {
  return {
    provisionedGib: terms.provisioned / Math.max(1, terms.volumes),
    objectBytes: writer.objectBytes,
    hashBlockKib: writer.hashBlockKib,
  };
}
