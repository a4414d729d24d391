import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { blocksTouched, changeOnFixedGrid } from '../../../src/engine/capacity/change-at-grain.js';
import { fullObjects, incrementalObjects, sideFiles } from '../../../src/engine/capacity/writer-objects.js';
import { csvRows } from '../../../src/tools/bench/golden-engines.js';
import { GIB_BYTES } from '../../../src/units/gib.js';

const rows = csvRows(readFileSync('test/golden-engines/cinder-backup-measurements.csv', 'utf8'));
const number = (row: Readonly<Record<string, string>>, name: string): number => +(row[name] ?? '');
const randomWrites = rows.filter((row) => (row.scenario ?? '').startsWith('inc-rand'));

/** Formula's blocks and objects for one measured incremental. */
function formula(row: Readonly<Record<string, string>>): { blocks: number; objects: number } {
  const blockKib = number(row, 'hash_block') / 1024;
  const blocks = (number(row, 'volume_gib') * GIB_BYTES) / number(row, 'hash_block');
  const grid = { writeKib: number(row, 'write_bytes') / 1024, alignKib: number(row, 'align') / 1024, blockKib };
  const writes = number(row, 'writes');
  const changed = changeOnFixedGrid({ writes, hotKib: blocks * blockKib }, grid);
  const objects = Math.ceil((number(row, 'volume_gib') * GIB_BYTES) / number(row, 'object_bytes'));
  return {
    blocks: changed * blocks,
    objects: incrementalObjects({ blocks, objects, changed, touched: blocksTouched(grid), writes }),
  };
}

/** Four standard deviations of a count that is a sum of rare events, and two blocks for the ends of a run. */
const noise = (expected: number): number => 4 * Math.sqrt(expected) + 2;

describe('what Cinder 21.3.1 writes, against measurements of 1 and 2 GiB volumes', () => {
  it('changes the blocks of all measured random incrementals within their sampling noise', () => {
    expect(randomWrites.length).toBeGreaterThanOrEqual(50);
    for (const row of randomWrites) {
      const writes = number(row, 'writes');
      const { blocks } = formula(row);
      // Runs of many blocks: the noise is that of the writes, times the blocks each of them touches.
      const allowed = noise(writes) * Math.max(1, blocks / writes);
      expect(Math.abs(number(row, 'changed_hash_blocks') - blocks), `${row.scenario} ${row.seq}`).toBeLessThan(allowed);
    }
  });

  it('cuts them into as many objects as were measured, within the sampling noise', () => {
    for (const row of randomWrites) {
      const { objects } = formula(row);
      expect(Math.abs(number(row, 'backup_data_objects') - objects), `${row.scenario} ${row.seq}`).toBeLessThan(noise(objects));
    }
  });

  it('makes 8,135 objects of 20,000 random 4 KiB writes into 1 GiB (8,136 measured)', () => {
    const changed = changeOnFixedGrid({ writes: 20_000, hotKib: 2 ** 20 }, { writeKib: 4, alignKib: 4, blockKib: 32 });
    expect(changed * 32_768).toBeCloseTo(14_969.9, 0);
    expect(incrementalObjects({ blocks: 32_768, objects: 21, changed, touched: 1, writes: 20_000 })).toBeCloseTo(8_135.4, 0);
  });

  it('cuts every full into the objects measured, 21 of 50 MiB for 1 GiB', () => {
    for (const row of rows.filter((one) => one.scenario === 'full')) {
      const grid = { provisionedGib: number(row, 'volume_gib'), objectBytes: number(row, 'object_bytes'), hashBlockKib: 32 };
      expect(fullObjects(grid)).toBe(number(row, 'backup_data_objects'));
    }
  });

  it('adds side files within 1 % of those measured, 0.22 % of the volume with every backup', () => {
    for (const row of rows) {
      const grid = { provisionedGib: number(row, 'volume_gib'), objectBytes: number(row, 'object_bytes'), hashBlockKib: 32 };
      const bytes = sideFiles(grid, number(row, 'backup_data_objects')) * GIB_BYTES;
      const measured = number(row, 'sha256file_bytes') + number(row, 'metadata_bytes');
      expect(Math.abs(bytes / measured - 1), `${row.scenario} ${row.seq}`).toBeLessThan(0.01);
    }
  });

  it('touches 1 block of 32 KiB with an aligned 4 KiB write, 2 with 64 KiB aligned and 2.875 aligned to 4 KiB only', () => {
    const touched = (writeKib: number, alignKib: number): number => blocksTouched({ writeKib, alignKib, blockKib: 32 });
    expect([touched(4, 4), touched(64, 64), touched(64, 4)]).toEqual([1, 2, 2.875]);
  });
});
