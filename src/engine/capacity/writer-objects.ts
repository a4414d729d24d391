import { type Gib, gibFromBytes, KIB_PER_GIB } from '../../units/gib.js';
import { pow } from '../../units/portable-math.js';

/** One volume as Cinder's chunked backup drivers cut it. */
export interface WriterGrid {
  readonly provisionedGib: number;
  readonly objectBytes: number;
  readonly hashBlockKib: number;
}

/** SHA-256 in hexadecimal and its JSON quotes and comma, for each hash block. Cinder 21.3.1, measured. */
const HASH_ENTRY_BYTES = 72;
/** An object's entry in the backup's metadata file. Cinder 21.3.1, measured. */
const OBJECT_ENTRY_BYTES = 277;
/** The hash list and the metadata file. */
export const SIDE_FILES = 2;

/** Objects of one volume's full: `ceil(V / C)`. Source: docs/methodology-capacity.md M-9. */
export function fullObjects({ provisionedGib, objectBytes }: WriterGrid): number {
  return Math.ceil((provisionedGib * KIB_PER_GIB * 1024) / objectBytes);
}

/** The changing part of one volume, in the writer's blocks. */
export interface ChangedBlocks {
  /** Blocks and objects in the part that changes. */
  readonly blocks: number;
  readonly objects: number;
  /** Share of those blocks changed since the parent. */
  readonly changed: number;
  /** Blocks that one write touches (M-6). */
  readonly touched: number;
  /** Writes since the parent. */
  readonly writes: number;
}

/**
 * Objects of one volume's incremental: one for each run of changed blocks inside an object. Writes of one block:
 * `B p (1 - p) + N p^2`; of more: `B q (1 - (1 - 1/B)^k) + N p` with `q = (1 - t/B)^k`.
 *
 * Source: docs/methodology-capacity.md M-9; 8,136 measured against 8,135 for 20,000 random 4 KiB writes into 1 GiB.
 */
export function incrementalObjects({ blocks, objects, changed, touched, writes }: ChangedBlocks): number {
  if (blocks <= 0) return 0;
  if (touched <= 1) return blocks * changed * (1 - changed) + objects * changed * changed;
  const untouched = pow(Math.max(0, 1 - touched / blocks), writes);
  return blocks * untouched * (1 - pow(Math.max(0, 1 - 1 / blocks), writes)) + objects * changed;
}

/**
 * GiB of the two side files of one backup: 72 bytes for each hash block of the whole volume, every time, and 277 for each
 * object. They do not compress and no two are alike.
 *
 * Source: docs/methodology-capacity.md M-10.
 */
export function sideFiles({ provisionedGib, hashBlockKib }: WriterGrid, objects: number): Gib {
  const blocks = (provisionedGib * KIB_PER_GIB) / hashBlockKib;
  return gibFromBytes(blocks * HASH_ENTRY_BYTES + objects * OBJECT_ENTRY_BYTES);
}
