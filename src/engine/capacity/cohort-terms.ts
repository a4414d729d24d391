import { KIB_PER_GIB } from '../../units/gib.js';
import {
  blocksTouched,
  changeOnFixedGrid,
  chunkLawOf,
  type DailyWrites,
  type WriteOnGrid,
  writesThatRewrite,
} from './change-at-grain.js';
import type { ChangeLaw, GridLaw, SpoilLaw } from './changed-share.js';
import type { CohortInput, StoreTerms, WriterTerms } from './types.js';

/** Where restore points share data in the store. */
export type Sharing = 'all backups' | 'fulls' | 'none';

/** A cohort's behaviour in the terms of one writer and one store. */
export interface CohortTerms {
  /** Used GiB on day 0 and provisioned GiB. */
  readonly used: number;
  readonly provisioned: number;
  readonly volumes: number;
  /** Physical GiB for one GiB of distinct used data in the store, metadata included. */
  readonly physicalPerUsed: number;
  /** Share of the live set that another volume holds too. */
  readonly shared: number;
  /** Bytes the writer sends for one byte of changed data. */
  readonly sentPerChanged: number;
  /** Whether a full carries the unwritten zeros too. */
  readonly sendsZeros: boolean;
  /** D(n) as the store sees it, and at the writer's grain. */
  readonly inStore: ChangeLaw;
  readonly atWriter: GridLaw;
  readonly perVolume: DailyWrites;
  /** Blocks that one write touches on the writer's grid. */
  readonly touched: number;
}

/** Guests write whole pages: a write begins at a multiple of this, or of its own size if that is smaller. An assumption. */
const PAGE_KIB = 4;

/**
 * Whether an incremental's segments meet those of the fulls. On a fixed grid that divides the writer's block they do; content-
 * defined segments of a short object seldom do (57 to 97 % new where all content was stored), and are counted as new.
 *
 * Source: docs/methodology-capacity.md M-12.
 */
export function sharingOf(store: StoreTerms, writer: WriterTerms): Sharing {
  if (store.kind === 'plain' || store.mode === 'ratio') return 'none';
  const aligned = store.fixedSegments && writer.compression === 'none' && writer.hashBlockKib % store.segmentMeanKib === 0;
  return aligned ? 'all backups' : 'fulls';
}

/**
 * Reads a cohort's behaviour for this writer and store. Encrypted volumes do not compress and share nothing. Behind a
 * compressing writer nothing is shared between volumes, and the writer's compression takes the store's place.
 *
 * Source: docs/methodology-capacity.md M-5 to M-8, M-11.
 */
export function cohortTerms(cohort: CohortInput, store: StoreTerms, writer: WriterTerms): CohortTerms {
  const { behaviour, encrypted, volumes } = cohort;
  const compresses = writer.compression !== 'none';
  const compression = encrypted ? 1 : behaviour.compression;
  const used = cohort.provisioned * behaviour.used;
  const perVolume = dailyWrites(cohort);
  const deduplicates = store.kind === 'deduplicating';
  const grid = writeOn(behaviour.writeKib, writer.hashBlockKib);
  return {
    used,
    provisioned: cohort.provisioned,
    volumes,
    physicalPerUsed: (deduplicates || compresses ? 1 / compression : 1) * (deduplicates ? 1 + store.metadataShare : 1),
    shared: encrypted || compresses || !deduplicates ? 0 : behaviour.shared,
    sentPerChanged: compresses ? 1 / compression : 1,
    sendsZeros: !compresses,
    inStore: compresses ? spoiledBy(cohort, perVolume, writer) : segmentLaw(cohort, perVolume, store),
    atWriter: { kind: 'grid', hot: behaviour.hot, daily: changeOnFixedGrid(perVolume, grid) },
    perVolume,
    touched: blocksTouched(grid),
  };
}

/** Random writes a day, and KiB that change at all, of the cohort's mean volume. */
function dailyWrites({ behaviour, provisioned, volumes }: CohortInput): DailyWrites {
  const { used, hot, dailyChange, writeKib } = behaviour;
  const hotKib = (hot * provisioned * used * KIB_PER_GIB) / Math.max(1, volumes);
  return { writes: hotKib > 0 ? writesThatRewrite(dailyChange / hot, hotKib, writeKib) : 0, hotKib };
}

function writeOn(writeKib: number, blockKib: number): WriteOnGrid {
  return { writeKib, alignKib: Math.min(writeKib, PAGE_KIB), blockKib };
}

function segmentLaw({ behaviour }: CohortInput, perVolume: DailyWrites, store: StoreTerms): ChangeLaw {
  const { hot, writeKib } = behaviour;
  if (store.fixedSegments) {
    return { kind: 'grid', hot, daily: changeOnFixedGrid(perVolume, writeOn(writeKib, store.segmentMeanKib)) };
  }
  const writesPerKib = perVolume.hotKib > 0 ? perVolume.writes / perVolume.hotKib : 0;
  return { kind: 'segments', hot, writesPerKib, writeKib, chunks: chunkLawOf(store.segmentMeanKib, store.segmentSpreadKib) };
}

/** x of M-11: changes an object and day, the object no larger than the volume. */
function spoiledBy({ provisioned, volumes }: CohortInput, perVolume: DailyWrites, writer: WriterTerms): SpoilLaw {
  const volumeBytes = (provisioned * KIB_PER_GIB * 1024) / Math.max(1, volumes);
  const share = volumeBytes > 0 ? Math.min(1, writer.objectBytes / volumeBytes) : 0;
  return { kind: 'spoiled objects', changesPerObjectDay: perVolume.writes * share };
}
