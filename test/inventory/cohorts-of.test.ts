import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cohortsOf } from '../../src/inventory/cohorts-of.js';
import type { Cohorts, Inventory, Volume, WorkloadRule } from '../../src/inventory/types.js';
import { asGib } from '../../src/units/gib.js';
import { captured, expectedVolumes, inventoryOf, sample } from './captured.js';

const EVERYTHING: WorkloadRule = {
  match: {},
  action: { kind: 'plan', profile: 'general', policy: 'daily', encrypted: undefined },
};
const plan = (match: WorkloadRule['match'], profile: string): WorkloadRule => ({
  match,
  action: { kind: 'plan', profile, policy: 'daily', encrypted: undefined },
});
const inventory = (volumes: readonly Volume[]): Inventory => ({ files: [], volumes, rejects: [] });
const cohorts = (
  of: Inventory,
  rules: readonly WorkloadRule[] = [EVERYTHING],
  excludedStatuses: readonly string[] = [],
): Cohorts => cohortsOf({ inventory: of, rules, excludedStatuses, named: [] });

const volume = (id: string, size: number, more: Partial<Volume> = {}): Volume => ({
  id,
  name: '',
  size: asGib(size),
  status: 'in-use',
  type: undefined,
  encrypted: undefined,
  bootable: undefined,
  attached: undefined,
  project: undefined,
  zone: undefined,
  createdAt: undefined,
  metadata: {},
  place: { file: 'inventory' },
  ...more,
});

const SAMPLES: readonly (readonly [string, () => string])[] = [
  ['volumes.csv', () => sample('volumes.csv')],
  ['volumes-finance.csv', () => sample('volumes-finance.csv')],
  ['volumes-detail.json', () => sample('volumes-detail.json')],
  ['cinder list', () => captured('cinder-list-all-tenants.table')],
  ['the short list', () => captured('volume-list-all.csv')],
];

const RULES: readonly WorkloadRule[] = [
  { match: { status: ['deleting', 'error_deleting'] }, action: { kind: 'exclude', reason: 'going away' } },
  plan({ type: 'nfs*' }, 'archive'),
  plan({ name: 'db-*' }, 'database'),
  plan({ minSizeGib: 1000 }, 'large'),
  plan({ metadata: { env: 'test' } }, 'test'),
  plan({ type: '*ssd*' }, 'ssd'),
];

describe('cohortsOf', () => {
  it.each(SAMPLES)('reads what it plans, excludes and rejects, in volumes and GiB: %s', (_name, text) => {
    const result = cohorts(inventoryOf(text()), RULES, ['error', 'creating']);
    const excluded = result.excluded.reduce(
      (sum, { tally }) => ({ volumes: sum.volumes + tally.volumes, size: sum.size + tally.size }),
      { volumes: 0, size: 0 },
    );
    expect(result.read.volumes).toBe(result.planned.volumes + excluded.volumes + result.rejected);
    expect(result.read.size).toBe(result.planned.size + excluded.size);
    expect(result.cohorts.reduce((sum, cohort) => sum + cohort.provisioned, 0)).toBe(result.planned.size);
  });

  it('plans 198 of 200 volumes, 135,405 GiB of 135,705: Cinder made one for a migration and one for itself', () => {
    const { read, planned, excluded } = cohorts(inventoryOf(sample('volumes-detail.json')));
    expect([read, planned]).toEqual([
      { volumes: 200, size: 135_705 },
      { volumes: 198, size: 135_405 },
    ]);
    expect(excluded).toEqual([
      { reason: 'migration target', tally: { volumes: 1, size: 250 } },
      { reason: 'temporary volume', tally: { volumes: 1, size: 50 } },
    ]);
  });

  it('parts the encrypted volumes from the others where REST tells', () => {
    const { cohorts: both, encryptionUntold } = cohorts(inventoryOf(sample('volumes-detail.json')));
    const encrypted = expectedVolumes.filter((one) => one.encrypted);
    expect(both.map(({ name, volumes }) => [name, volumes])).toEqual([
      ['general / daily', 198 - encrypted.length],
      ['general / daily (encrypted)', encrypted.length],
    ]);
    expect(encryptionUntold).toEqual({ volumes: 0, size: 0 });
  });

  it('says that no list of the client tells encryption: 135,705 GiB', () => {
    expect(cohorts(inventoryOf(sample('volumes.csv'))).encryptionUntold).toEqual({ volumes: 200, size: 135_705 });
  });

  it('takes the first rule that matches', () => {
    const result = cohorts(inventory([volume('a', 10, { type: 'ssd', name: 'db-1' })]), [
      plan({ name: 'db-*' }, 'database'),
      plan({ type: 'ssd' }, 'ssd'),
      EVERYTHING,
    ]);
    expect(result.cohorts.map(({ name }) => name)).toEqual(['database / daily']);
  });

  it('excludes by status before any rule, and says so', () => {
    const result = cohorts(inventory([volume('a', 10, { status: 'error' }), volume('b', 5)]), [EVERYTHING], ['error']);
    expect([result.planned, result.excluded]).toEqual([
      { volumes: 1, size: 5 },
      [{ reason: 'status error', tally: { volumes: 1, size: 10 } }],
    ]);
  });

  it('excludes what no rule matches, and says so', () => {
    expect(cohorts(inventory([volume('a', 10)]), [plan({ type: 'ssd' }, 'ssd')]).excluded).toEqual([
      { reason: 'no rule matches', tally: { volumes: 1, size: 10 } },
    ]);
  });

  it('matches neither encrypted nor unencrypted where the file does not tell', () => {
    const rules = [plan({ encrypted: true }, 'secret'), plan({ encrypted: false }, 'open'), EVERYTHING];
    expect(cohorts(inventory([volume('a', 1)]), rules).cohorts.map(({ profile }) => profile)).toEqual(['general']);
  });

  it('matches sizes with both ends in, and metadata by glob', () => {
    const rules = [plan({ minSizeGib: 10, maxSizeGib: 20 }, 'middle'), plan({ metadata: { env: 'prod*' } }, 'prod'), EVERYTHING];
    const sizes = [volume('a', 9), volume('b', 10), volume('c', 20), volume('d', 21, { metadata: { env: 'production' } })];
    expect(cohorts(inventory(sizes), rules).cohorts.map(({ profile, volumes }) => [profile, volumes])).toEqual([
      ['general', 1],
      ['middle', 2],
      ['prod', 1],
    ]);
  });

  it('puts 1, 2, 3, 4, 5 and 1,024 GiB into buckets 0, 1, 2, 2, 3 and 10', () => {
    const [cohort] = cohorts(inventory([1, 2, 3, 4, 5, 1024].map((size) => volume(`v${size}`, size)))).cohorts;
    expect(cohort?.histogram).toEqual([1, 1, 2, 1, 0, 0, 0, 0, 0, 0, 1]);
  });

  it('takes a median of 50 GiB, a 95th percentile of 95 and a maximum of 100 from sizes 1 to 100', () => {
    const sizes = Array.from({ length: 100 }, (_, index) => volume(`v${index}`, index + 1));
    expect(cohorts(inventory(sizes)).percentile).toEqual({ p50: 50, p95: 95, max: 100 });
  });

  it('keeps the 20 largest of 50, largest first', () => {
    const sizes = Array.from({ length: 50 }, (_, index) => volume(`v${index}`, ((index * 7) % 50) + 1));
    expect(cohorts(inventory(sizes)).cohorts[0]?.largest.map(({ size }) => size)).toEqual(
      Array.from({ length: 20 }, (_, index) => 50 - index),
    );
  });

  it('adds up 57 PB twice over: 106,170,774 GiB', () => {
    // 57e15 / 2^30 = 53,085,386.6; whole GiB: 53,085,387.
    expect(cohorts(inventory([volume('a', 53_085_387), volume('b', 53_085_387)])).planned).toEqual({
      volumes: 2,
      size: 106_170_774,
    });
  });

  it('finds a named volume by id before name, and the larger of two namesakes', () => {
    const volumes = [
      volume('a', 1, { name: 'db' }),
      volume('b', 9, { name: 'db' }),
      volume('db2', 1),
      volume('c', 50, { name: 'db2' }),
    ];
    const { named } = cohortsOf({
      inventory: inventory(volumes),
      rules: [EVERYTHING],
      excludedStatuses: [],
      named: ['db', 'db2', 'none'],
    });
    expect(Object.entries(named).map(([word, { id, cohort }]) => [word, id, cohort])).toEqual([
      ['db', 'b', 'general / daily'],
      ['db2', 'db2', 'general / daily'],
    ]);
  });

  it('keeps a project called "__proto__" in the books', () => {
    const { byProject } = cohorts(inventory([volume('a', 3, { project: '__proto__' })]));
    expect(Object.entries(byProject)).toEqual([['__proto__', { volumes: 1, size: 3 }]]);
  });
});

const anyVolumes = fc
  .uniqueArray(
    fc.record({
      id: fc.uuid(),
      size: fc.integer({ min: 0, max: 70_000 }),
      status: fc.constantFrom('in-use', 'available', 'error', 'deleting'),
      type: fc.constantFrom(undefined, 'ceph-ssd', 'nfs, archive "cold"'),
      name: fc.constantFrom('', 'db-1', 'web'),
      project: fc.constantFrom(undefined, 'finance', 'constructor'),
      encrypted: fc.constantFrom(undefined, true, false),
      metadata: fc.constantFrom({}, { env: 'test' }),
    }),
    { selector: ({ id }) => id, maxLength: 60 },
  )
  .map((records) => records.map(({ id, size, ...more }) => volume(id, size, more)));

describe('cohorts', () => {
  it('part the inventory: every volume is in one cohort or one exclusion', () => {
    fc.assert(
      fc.property(anyVolumes, (volumes) => {
        const result = cohorts(inventory(volumes), RULES, ['error']);
        const out = result.excluded.map(({ tally }) => tally);
        const parts = [...result.cohorts.map((cohort) => ({ volumes: cohort.volumes, size: cohort.provisioned })), ...out];
        expect(parts.reduce((sum, part) => sum + part.volumes, 0)).toBe(volumes.length);
        expect(parts.reduce((sum, part) => sum + part.size, 0)).toBe(volumes.reduce((sum, { size }) => sum + size, 0));
        for (const cohort of result.cohorts) {
          expect(cohort.histogram.reduce((sum, count) => sum + count, 0)).toBe(cohort.volumes);
          expect(Object.values(cohort.byProject).reduce((sum, tally) => sum + tally.size, 0)).toBe(cohort.provisioned);
          expect(Object.values(cohort.byType).reduce((sum, tally) => sum + tally.volumes, 0)).toBe(cohort.volumes);
        }
      }),
    );
  });

  it('do not depend on the order of the volumes, to the last byte', () => {
    const shuffled = anyVolumes.chain((volumes) =>
      fc.tuple(fc.constant(volumes), fc.shuffledSubarray(volumes, { minLength: volumes.length })),
    );
    fc.assert(
      fc.property(shuffled, ([volumes, again]) => {
        const of = (list: readonly Volume[]): string =>
          JSON.stringify(
            cohortsOf({ inventory: inventory(list), rules: RULES, excludedStatuses: ['error'], named: ['db-1', 'web'] }),
          );
        expect(of(again)).toBe(of(volumes));
      }),
    );
  });
});
