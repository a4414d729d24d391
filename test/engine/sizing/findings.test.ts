import { describe, expect, it } from 'vitest';
import { type FindingsInput, findingsOf } from '../../../src/engine/findings.js';
import { restorePlan } from '../../../src/engine/restore/restore-plan.js';
import { rpoResult } from '../../../src/engine/restore/rpo.js';
import { chooseAppliance } from '../../../src/engine/sizing/appliance-choice.js';
import { backupWindow } from '../../../src/engine/sizing/backup-window.js';
import { chosenLimits } from '../../../src/engine/sizing/limits.js';
import { monthlyNeeds } from '../../../src/engine/sizing/needs.js';
import { upgradePath } from '../../../src/engine/sizing/upgrade-path.js';
import { wanResult } from '../../../src/engine/sizing/wan.js';
import type { Cohorts } from '../../../src/inventory/types.js';
import { asGib } from '../../../src/units/gib.js';
import { money } from '../../../src/units/quantity.js';
import { asGibPerSecond } from '../../../src/units/rate.js';
import {
  book,
  capacity,
  catalog,
  cohorts,
  model,
  month,
  nightly,
  restore,
  type ScenarioChange,
  START,
  scenario,
  source,
} from './estate.js';

const complete = { kind: 'complete', cost: money('USD', '10.00') } as const;

interface Change {
  readonly scenario?: ScenarioChange;
  readonly cohorts?: Partial<Cohorts>;
  readonly capacity?: ReturnType<typeof capacity>;
  readonly cost?: Partial<FindingsInput['cost']>;
  readonly uncompressed?: FindingsInput['uncompressed'];
}

/** A whole plan of the small estate, as planFor() puts it together. */
function findings(change: Change = {}): readonly string[] {
  const plan = scenario(change.scenario);
  const size = change.capacity ?? capacity();
  const found = { ...cohorts(), ...change.cohorts };
  const appliance = chooseAppliance({ capacity: size, scenario: plan, catalog: catalog(), restoreNeed: asGibPerSecond(0) });
  const { units } = appliance.needed;
  const box = chosenLimits(appliance.chosen, plan, catalog());
  const needs = monthlyNeeds({ scenario: plan, capacity: size, restoreNeed: asGibPerSecond(0) });
  const window = backupWindow({
    capacity: size,
    scenario: plan,
    ingest: asGibPerSecond(box.ingest * units),
    largestVolume: found.percentile.max,
  });
  const input: FindingsInput = {
    input: {
      version: 'test',
      scenario: plan,
      cohorts: found,
      catalog: catalog(),
      books: { '2026-01-01': { ...book(), rules: { ...book().rules, ...warmMinimum } } },
      inventoryFiles: [],
      warnings: [],
    },
    scenario: plan,
    capacity: size,
    cost: {
      destination: plan.destination,
      months: [],
      byKind: {},
      total: complete,
      lastMonth: complete,
      perTbMonth: money('USD', '1'),
      yardstick: { kind: 'unpriced', kindOfCost: 'storage', label: '', because, quantity: undefined, missing: '' },
      ...change.cost,
    },
    appliance,
    upgrade: upgradePath({ capacity: size, scenario: plan, catalog: catalog(), needs, box, units }),
    window,
    wan: wanResult({ capacity: size, scenario: plan, cache: box.cache }),
    restores: restorePlan({ scenario: plan, cohorts: found, capacity: size, box, units, book: book() }),
    rpo: rpoResult({ scenario: plan, capacity: size, policies: [nightly], windowHours: window.hours }),
    uncompressed: change.uncompressed,
  };
  return findingsOf(input).map((finding) => `${finding.severity}: ${finding.title} | ${finding.fix}`);
}

const because = { rule: 'M-1', formula: '', inputs: [], sources: [] } as const;
const warmMinimum = { 'cloud|*|WARM|minimum_days': { value: money('USD', '30').amount, unit: 'days', source } };
const has = (list: readonly string[], text: string) => list.some((line) => line.includes(text));

describe('findingsOf', () => {
  it('finds nothing in a plan that fits', () => {
    expect(findings()).toEqual([]);
  });

  it('names a night of 14.9 hours in a window of 8 as an error', () => {
    const months = [
      month(0, { frontEnd: 1000, backEnd: 1000 }),
      month(1, { frontEnd: 1000, backEnd: 1000, peakDayRead: 20_000 }),
    ];
    expect(findings({ capacity: capacity({ months }) })[0]).toContain('error: Backups take 15 hours, the window is 8 hours');
  });

  it('names a link of 0 as an error, and a full cache with its day', () => {
    const list = findings({ scenario: { network: { wanMbit: 0 } } });
    expect(has(list, 'error: Nothing can be replicated: the link is 0 Mbit/s')).toBe(true);
    // 512 TB rung: cache 3,179 GiB; 1,000 + 1,290 - 1,000 ... stays under it for three months
    expect(has(list, 'The cache is full')).toBe(false);
    const named = { model: model('small', { cacheTb: 0.5 }) };
    expect(has(findings({ scenario: { network: { wanMbit: 0 }, appliance: named } }), 'error: The cache is full on ')).toBe(true);
  });

  it('warns of a link that the largest day overruns and the next days make up for', () => {
    const steady = { frontEnd: 1000, backEnd: 1000, newBackEnd: 300 };
    const months = [month(0, { ...steady, newBackEnd: 1000 }), month(1, { ...steady, peakDayNew: 200 })];
    // 100 GiB a day: 9.9 Mbit/s
    const list = findings({ capacity: capacity({ months }), scenario: { network: { wanMbit: 10, usableShare: 1 } } });
    expect(has(list, 'warning: The link is too small: 20 Mbit/s needed, 10 Mbit/s usable')).toBe(true);
  });

  it('says what compression costs: 745 GiB and 8.00 USD with none instead of 1.4 TB and 10.00 USD', () => {
    const uncompressed = { backEndAtEnd: asGib(745), lastMonth: { kind: 'complete', cost: money('USD', '8') } } as const;
    const [finding] = findings({ scenario: { cinder: { compression: 'zlib' } }, uncompressed });
    expect(finding).toContain('745 GiB stored instead of 1.4 TB and the last month 8.00 USD instead of 10.00 USD');
    expect(findings({ scenario: { cinder: { compression: 'zlib' }, store: { kind: 'plain' } } })).toEqual([]);
  });

  it('names no gain where a typed ratio gives the same 1,290 GiB with and without compression, and groups 1,234,567.80 USD', () => {
    const same = { backEndAtEnd: asGib(1290), lastMonth: { kind: 'complete', cost: money('USD', '10') } } as const;
    const compressed = { cinder: { compression: 'zlib' }, store: { mode: 'ratio' } } as const;
    expect(findings({ scenario: compressed, uncompressed: same })[0]).toMatch(/\| backup_compression_algorithm = none$/);
    const lastMonth = { kind: 'complete', cost: money('USD', '1234567.8') } as const;
    const [dear] = findings({ scenario: compressed, uncompressed: { backEndAtEnd: asGib(1), lastMonth } });
    expect(dear).toContain('the last month 1,234,567.80 USD instead of 10.00 USD');
  });

  it('asks a plain store that takes 60 hours to send for a wider link, and for no appliance', () => {
    const months = [0, 1].map((index) => month(index, { frontEnd: 1000, backEnd: 1290, peakDaySent: 2000, peakDayNew: 1 }));
    const list = findings({
      capacity: capacity({ months }),
      scenario: { store: { kind: 'plain' }, cinder: { driver: 's3' }, network: { wanMbit: 100, usableShare: 0.8 } },
    });
    // 2,000 GiB over 80 Mbit/s: 2.147e12 B / 1e7 B/s = 59.7 h
    expect(list[0]).toContain('Backups take 2.5 days, the window is 8 hours');
    expect(list[0]).toContain('a link wider than the 80 Mbit/s usable');
    expect(list.filter((line) => /appliance|unit/.test(line))).toEqual([]);
  });

  it('warns of 100 GiB that leave a class of 30 days after 7, and not of data that stayed 30', () => {
    const freed = (ageDays: number) => [{ size: asGib(100), ageDays, storageClass: 'first' as const }];
    const of = (ageDays: number) => capacity({ months: capacity().months.map((one) => ({ ...one, freed: freed(ageDays) })) });
    // 3 months x 100 GiB
    expect(findings({ capacity: of(7) })[0]).toContain('warning: 300 GiB leave Warm before its minimum of 30 days');
    expect(findings({ capacity: of(30) })).toEqual([]);
  });

  it('says that the total is a lower bound when something has no price', () => {
    const total = { kind: 'atLeast', cost: money('USD', '10'), unpriced: ['Appliances'] } as const;
    expect(has(findings({ cost: { total } }), 'warning: The total is a lower bound')).toBe(true);
  });

  it('warns of a price that was checked a year before the price date, and not of one checked half a year before', () => {
    const charge = (lastChecked: string) =>
      ({
        kind: 'unpriced',
        kindOfCost: 'storage',
        label: '',
        quantity: undefined,
        missing: '',
        because: { ...because, sources: [{ ...source, lastChecked }] },
      }) as const;
    const of = (lastChecked: string) =>
      findings({ cost: { months: [{ from: START, until: START, charges: [charge(lastChecked)], total: complete }] } });
    expect(has(of('2025'), '1 price or rule row last checked more than 180 days before 2026-01-01')).toBe(true);
    expect(of('2025-07-05')).toEqual([]);
  });

  it('notes half of the size encrypted, what was left out and what could not be read', () => {
    const [vm] = cohorts().cohorts;
    if (!vm) throw new Error('the fixture has a cohort');
    const halves = [{ ...vm, provisioned: asGib(1000), encrypted: true }];
    const excluded = [{ reason: 'status error', tally: { volumes: 3, size: asGib(30) } }];
    const list = findings({ cohorts: { cohorts: halves, excluded, rejected: 2 } });
    expect(has(list, 'note: 50% of the planned size is encrypted')).toBe(true);
    expect(has(list, 'note: 3 volumes, 30 GiB, excluded from the plan')).toBe(true);
    expect(has(list, 'warning: 2 rows of the inventory could not be read')).toBe(true);
  });

  it('says what to order and by when, as a warning when that is before the start', () => {
    // back-end 1,290 GiB, in the third month 3 times as much: see upgrade-path.test.ts
    const grown = capacity({
      months: [0, 1, 2].map((index) => month(index, { frontEnd: 1000, backEnd: index < 2 ? 1290 : 3870, newBackEnd: 300 })),
    });
    const small = model('small', { cacheTb: 2, maxCloudTb: 2 });
    const told = (leadTimeDays: number) => findings({ capacity: grown, scenario: { appliance: { model: small, leadTimeDays } } });
    expect(has(told(10), 'note: 2 more units of small from 2026-03-01: order by 2026-02-19')).toBe(true);
    expect(has(told(60), 'warning: 2 more units of small from 2026-03-01: to be ordered at once')).toBe(true);
  });

  it('names the limits of a model that nobody published', () => {
    const list = findings({ scenario: { appliance: { model: model('mystery') } } });
    expect(has(list, 'warning: No public source gives the cache and the cloud capacity of mystery')).toBe(true);
  });

  it('reports a missed restore as an error with its fix, before any warning', () => {
    const list = findings({
      scenario: { restores: [restore({ rtoHours: 1.5 })], cinder: { compression: 'zlib' }, rpoHours: 26 },
    });
    expect(list[0]).toContain('error: Restore "one volume" takes 2.2 hours, 1.5 hours were asked for');
    expect(list.findIndex((line) => line.startsWith('warning'))).toBeGreaterThan(0);
  });
});
