import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { anonymised, Pseudonyms, restForm } from '../../src/inventory/anonymise.js';
import { cohortsOf } from '../../src/inventory/cohorts-of.js';
import type { Inventory } from '../../src/inventory/types.js';
import { asDay, formatDay } from '../../src/units/day.js';
import { captured, inventoryOf } from './captured.js';

const pseudonyms = (key: string) => new Pseudonyms((text) => createHmac('sha256', key).update(text).digest('hex'));
const original = inventoryOf(captured('rest-volumes-detail-all.json'));

function hidden(key: string, inventory: Inventory = original): string {
  const names = pseudonyms(key);
  const volumes = inventory.volumes.map((volume) =>
    restForm(anonymised(volume, names), (day) => `${formatDay(asDay(day))}T00:00:00`),
  );
  return JSON.stringify({ volumes });
}

describe('an anonymised inventory', () => {
  it('gives the same cohorts to the last GiB: size, type, status, encryption and temporary volumes stay', () => {
    const cohorts = (inventory: Inventory) => {
      const rules = [
        { match: { type: '*ssd*' }, action: { kind: 'plan', profile: 'ssd', policy: 'daily', encrypted: undefined } } as const,
      ];
      const { read, planned, excluded, byType, byStatus, percentile } = cohortsOf({
        inventory,
        rules,
        excludedStatuses: ['error'],
        named: [],
      });
      return { read, planned, excluded, byType, byStatus, percentile };
    };
    expect(cohorts(inventoryOf(hidden('key')))).toEqual(cohorts(original));
  });

  it('keeps who belongs together: as many projects, ids and names as before', () => {
    const count = (inventory: Inventory, of: 'project' | 'id' | 'name') =>
      new Set(inventory.volumes.map((volume) => volume[of])).size;
    const after = inventoryOf(hidden('key'));
    for (const of of ['project', 'id', 'name'] as const) expect(count(after, of)).toBe(count(original, of));
  });

  it('holds no id, project, metadata or name of the original, and nothing of hosts and servers', () => {
    const text = hidden('key');
    const words = (inventory: Inventory) =>
      inventory.volumes.flatMap(({ id, name, project = '', metadata }) => [
        id,
        name,
        project,
        ...Object.entries(metadata).flat(),
      ]);
    const left = new Set(words(inventoryOf(text)));
    expect(words(original).filter((word) => word !== '' && left.has(word))).toEqual([]);
    expect(text).not.toMatch(/cmp\d\d|server_id|os-vol-host/);
  });

  it('is the same for the same key and another for another', () => {
    expect(hidden('one')).toBe(hidden('one'));
    expect(inventoryOf(hidden('one')).volumes[0]?.id).not.toBe(inventoryOf(hidden('two')).volumes[0]?.id);
  });

  it('calls the same word differently as a name and as a project, so that neither gives the other away', () => {
    const names = pseudonyms('key');
    expect(names.of('name', 'finance').slice(5)).not.toBe(names.of('project', 'finance').slice(8));
    expect(names.of('name', '')).toBe('');
  });
});
