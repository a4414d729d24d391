import { describe, expect, it } from 'vitest';
import { mergeInventories } from '../../src/inventory/merge-inventories.js';
import type { Inventory } from '../../src/inventory/types.js';
import { captured, gibOf, inventoryOf, sample, withoutPlaces } from './captured.js';

function merged(...parts: readonly Inventory[]): Inventory {
  const result = mergeInventories(parts);
  if (!result.ok) throw new Error('expected an inventory');
  return result.value;
}

describe('mergeInventories', () => {
  it('fills the project of 35 volumes from a labelled list and keeps 200 volumes of 135,705 GiB', () => {
    const both = merged(inventoryOf(sample('volumes.csv')), inventoryOf(sample('volumes-finance.csv'), 'finance'));
    expect([both.volumes.length, gibOf(both.volumes), both.rejects.length, both.files.length]).toEqual([200, 135_705, 0, 2]);
    expect(both.volumes.filter(({ project }) => project === 'finance')).toHaveLength(35);
  });

  it('puts the name of a project over its id, in either order', () => {
    const ids = inventoryOf(sample('volumes-detail.json'));
    const names = inventoryOf(sample('volumes-finance.csv'), 'finance');
    for (const both of [merged(ids, names), merged(names, ids)]) {
      const finance = both.volumes.filter(({ project }) => project === 'finance');
      expect([both.volumes.length, finance.length, finance.every(({ encrypted }) => encrypted !== undefined)]).toEqual([
        200,
        35,
        true,
      ]);
    }
  });

  it('gives the same volumes from three pages as from one answer', () => {
    const pages = [1, 2, 3].map((page) => inventoryOf(captured(`rest-volumes-page${page}.json`)));
    expect(withoutPlaces(merged(...pages).volumes)).toEqual(withoutPlaces(inventoryOf(sample('volumes-detail.json')).volumes));
  });

  it('rejects a volume of 20 GiB that was 10 GiB in the first file, and keeps 10', () => {
    const first = inventoryOf('ID,Size,Name\na,10,x\n');
    const second = inventoryOf('ID,Size,Name\nb,1,y\na,20,x\n');
    const both = merged(first, second);
    expect(gibOf(both.volumes)).toBe(11);
    expect(both.rejects).toEqual([
      expect.objectContaining({
        code: 'INV014',
        found: '20 GiB',
        wanted: '10 GiB as in inventory:2',
        where: expect.objectContaining({ line: 3 }),
      }),
    ]);
  });

  it('keeps the rejects of every file', () => {
    const part = inventoryOf('ID,Size,Name\na,10,x\nb,-1,y\n');
    expect(merged(part, part).rejects).toHaveLength(2);
  });
});
