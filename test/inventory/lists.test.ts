import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SummarySink } from '../../src/inventory/inventory-summary.js';
import { chainsOf } from '../../src/inventory/lists/chains.js';
import { parseBeside } from '../../src/inventory/lists/parse-beside.js';
import type { Backup, BesideLists } from '../../src/inventory/lists/types.js';
import { parseInventoryFile } from '../../src/inventory/parse-inventory-file.js';
import { dayOf, formatDay } from '../../src/units/day.js';
import { asGib } from '../../src/units/gib.js';
import { captured, inventoryOf } from './captured.js';

function lists(...files: readonly string[]): BesideLists {
  const read = files.map((file) => {
    const result = parseBeside(file, captured(file));
    if (!result?.ok) throw new Error(`expected lists of ${file}, got ${JSON.stringify(result)}`);
    return result.value;
  });
  return {
    backups: read.flatMap(({ backups }) => backups),
    snapshots: read.flatMap(({ snapshots }) => snapshots),
    encryptedTypes: new Map(read.flatMap(({ encryptedTypes }) => [...encryptedTypes])),
  };
}

const NONE: BesideLists = { backups: [], snapshots: [], encryptedTypes: new Map() };
const TODAY = dayOf(2026, 11, 22);

describe('lists beside those of volumes', () => {
  it('355 of 362 captured backups can be restored from; the client and REST agree on ids, sizes and volumes', () => {
    const rest = lists('rest-backups-detail.json').backups;
    const csv = lists('backup-list-all-long.csv').backups;
    const key = ({ id, size, volume, status }: Backup) => `${id} ${size} ${volume} ${status}`;
    expect(csv.map(key).sort()).toEqual(rest.map(key).sort());
    expect(rest).toHaveLength(362);
    expect(chainsOf(rest).unusable).toHaveLength(7);
  });

  it('131 snapshots, with their days from both forms', () => {
    const csv = lists('snapshot-list-all-long.csv').snapshots;
    expect([csv.length, csv[0] && formatDay(csv[0].createdAt ?? dayOf(1970, 1, 1)), csv[0]?.volume]).toEqual([
      131,
      '2026-11-22',
      '0108d641-51e0-4100-9ca6-a3bb39771c77',
    ]);
    expect(
      lists('rest-snapshots-detail.json')
        .snapshots.map(({ id }) => id)
        .sort(),
    ).toEqual(csv.map(({ id }) => id).sort());
  });

  it.each(['backup-list-all-long.yaml', 'backup-list-all-long.table', 'cinder-backup-list.table'])(
    '%s: the same 362 backups, sizes and states as REST, and no volume that REST does not tell',
    (file) => {
      const rest = new Map(lists('rest-backups-detail.json').backups.map((one) => [one.id, one]));
      const { backups } = lists(file);
      expect(backups).toHaveLength(362);
      for (const { id, size, status, volume, objects } of backups) {
        const told = rest.get(id);
        expect({ size, status }).toEqual({ size: told?.size, status: told?.status });
        expect([undefined, told?.volume]).toContain(volume);
        expect([undefined, told?.objects]).toContain(objects);
      }
      if (file.startsWith('cinder'))
        expect(backups.every(({ objects, volume }) => objects !== undefined && volume !== undefined)).toBe(true);
    },
  );

  it.each(['snapshot-list-all-long.yaml', 'snapshot-list-all-long.table', 'cinder-snapshot-list.table'])(
    '%s: the same 131 snapshots and sizes as the CSV form',
    (file) => {
      const key = ({ id, size, status }: BesideLists['snapshots'][number]) => `${id} ${size} ${status}`;
      const csv = lists('snapshot-list-all-long.csv').snapshots.map(key).sort();
      expect(lists(file).snapshots.map(key).sort()).toEqual(csv);
    },
  );

  it('a table in which the client put a name for the id of a volume does not tell which volume it is', () => {
    const { backups } = lists('backup-list-all-long.table');
    expect(backups.find(({ name }) => name === 'live-full')?.volume).toBeUndefined();
  });

  it.each(['backup-list-all-long.yaml', 'backup-list-all-long.table'])('%s cut in the middle is an error', (file) => {
    const text = captured(file);
    for (const end of [0.3, 0.5, 0.77]) {
      const cut = parseBeside(file, text.slice(0, Math.round(text.length * end)));
      expect(cut?.ok).toBe(false);
    }
  });

  it('a list of volumes below one of backups in one file is an error at its titles', () => {
    const read = parseBeside('two', `${captured('cinder-backup-list.table')}${captured('cinder-list-all-tenants.table')}`);
    expect(read?.ok === false && read.problems.map(({ found, where }) => [found, where.line])).toEqual([
      ['another table below a backup list', 368],
    ]);
  });

  it('encryption that cannot be read is not known, which is not "no"', () => {
    const text = '"ID","Name","Is Public","Encryption"\n"1","a",True,"{\'cipher\': "\n"2","b",True,"None"\n';
    const read = parseBeside('types', text);
    expect(read?.ok === true && [...read.value.encryptedTypes]).toEqual([['b', false]]);
  });

  it.each(['type-list-long-encryption.csv', 'type-list-long-encryption.json', 'type-list-long-encryption.table'])(
    '%s: one of eight types is encrypted',
    (file) => {
      const { encryptedTypes } = lists(file);
      expect([...encryptedTypes].filter(([, encrypted]) => encrypted)).toEqual([['ceph-ssd-encrypted', true]]);
      expect(encryptedTypes.size).toBe(8);
    },
  );

  it('a type list without the column Encryption tells nothing of it, which is not "no"', () => {
    expect(
      lists('type-list-long.csv', 'rest-types.json', 'type-list-long.table', 'cinder-type-list.table').encryptedTypes.size,
    ).toBe(0);
  });

  it('the encryption of types becomes that of volumes: 23 of 199, as REST says of each', () => {
    const { encryptedTypes } = lists('type-list-long-encryption.csv');
    const text = captured('volume-list-all-long.json');
    const told = parseInventoryFile({ file: 'v', text, encryptedTypes });
    const secret = told.ok ? told.value.volumes.filter(({ encrypted }) => encrypted === true) : [];
    const rest = inventoryOf(captured('rest-volumes-detail-all.json')).volumes.filter(({ encrypted }) => encrypted === true);
    expect(secret.map(({ id }) => id).sort()).toEqual(rest.map(({ id }) => id).sort());
    expect(secret).toHaveLength(23);
  });

  it.each([
    'volume-list-all-long.json',
    'volume-list-all-long.yaml',
    'volume-list-all-long.table',
    'cinder-list-all-tenants.table',
    'volume-list-all.csv',
    'rest-volumes-page1.json',
    'err-404-path.json',
  ])('%s is none of them', (file) => {
    expect(parseBeside(file, captured(file))).toBeUndefined();
  });

  it('a list that is cut is an error', () => {
    const cut = captured('rest-backups-detail.json').slice(0, 3000);
    expect(parseBeside('cut', cut)).toBeUndefined();
    const csv = `${captured('backup-list-all-long.csv').slice(0, 400)}"`;
    expect(parseBeside('cut', csv)?.ok).toBe(false);
  });
});

const backup = (id: string, takenAt: string, isIncremental: boolean | undefined, more: Partial<Backup> = {}): Backup => ({
  id,
  name: '',
  volume: 'v',
  size: asGib(10),
  status: 'available',
  project: 'p',
  createdAt: undefined,
  takenAt,
  isIncremental,
  objects: undefined,
  place: { file: 'b' },
  ...more,
});

describe('chains of backups', () => {
  it('an incremental hangs on the latest earlier backup of its volume and project', () => {
    const { chains } = chainsOf([
      backup('i2', '2025-01-03', true),
      backup('f1', '2025-01-01', false),
      backup('i1', '2025-01-02', true),
      backup('f2', '2025-01-04', false),
      backup('other volume', '2025-01-02', false, { volume: 'w' }),
      backup('other project', '2025-01-02', true, { project: 'q' }),
    ]);
    expect(chains.map(({ links, isHeadless }) => [links.map(({ id }) => id).join(' '), isHeadless])).toEqual([
      ['f1 i1 i2', false],
      ['f2', false],
      ['other volume', false],
      ['other project', true],
    ]);
  });

  it('a backup in error is no parent, and one that nothing is told of is in no chain', () => {
    const { chains, untold, unusable } = chainsOf([
      backup('f', '2025-01-01', false),
      backup('e', '2025-01-02', false, { status: 'error' }),
      backup('i', '2025-01-03', true),
      backup('?', '2025-01-04', undefined),
    ]);
    expect(chains.map(({ links }) => links.map(({ id }) => id))).toEqual([['f', 'i']]);
    expect([untold.map(({ id }) => id), unusable.map(({ id }) => id)]).toEqual([['?'], ['e']]);
  });

  it('hold every usable, told backup exactly once, in any order of the list', () => {
    const any = fc.array(fc.tuple(fc.nat(30), fc.boolean(), fc.constantFrom('v', 'w')), { maxLength: 20 });
    fc.assert(
      fc.property(any, (all) => {
        const backups = all.map(([at, incremental, volume], index) =>
          backup(`b${index}`, `2025-01-${String(at).padStart(2, '0')}T${index}`, incremental, { volume }),
        );
        const links = (list: readonly Backup[]) =>
          chainsOf(list)
            .chains.map((chain) => chain.links.map(({ id }) => id).join())
            .sort();
        expect(links(backups.toReversed())).toEqual(links(backups));
        expect(
          links(backups)
            .flatMap((ids) => ids.split(','))
            .sort(),
        ).toEqual(backups.map(({ id }) => id).sort());
      }),
    );
  });
});

describe('a summary', () => {
  const summary = (beside: BesideLists, idleDays = 90) => {
    const sink = new SummarySink(beside, TODAY, idleDays);
    for (const volume of inventoryOf(captured('rest-volumes-detail-all.json')).volumes) sink.add(volume);
    return sink.result();
  };

  it('of 200 volumes adds up to 135,705 GiB by project, type, zone, status, size and encryption', () => {
    const { volumes, byProject, byType, byZone, byStatus, byEncryption, bySizeClass } = summary(NONE);
    expect(volumes).toEqual({ volumes: 200, size: 135_705 });
    for (const tallies of [byProject, byType, byZone, byStatus, byEncryption, bySizeClass.map(({ tally }) => tally)]) {
      const all = Object.values(tallies);
      expect([all.reduce((sum, tally) => sum + tally.volumes, 0), all.reduce((sum, { size }) => sum + size, 0)]).toEqual([
        200, 135_705,
      ]);
    }
  });

  it('of real backups: 99 full, 256 incremental in 99 chains; 77 volumes have one and 123 do not; one is of a volume that is gone', () => {
    const { backups } = summary(lists('rest-backups-detail.json'));
    expect(backups).toMatchObject({
      backups: 362,
      full: 99,
      incremental: 256,
      chains: 99,
      headless: 0,
      longestChain: 7,
      protectedVolumes: { volumes: 77 },
      unprotectedVolumes: { volumes: 123 },
      ofGoneVolumes: 1,
    });
  });

  it('of the client 6.0, whose list tells neither day nor kind of a backup, says so', () => {
    expect(summary(lists('backup-list-all-long.csv')).backups).toMatchObject({
      chains: 0,
      untold: 355,
      unusable: 7,
      oldest: undefined,
    });
  });

  it("counts as orphans what is available, unattached, unchanged and not Cinder's own for a time: 31 of 32 for 90 days, all for none", () => {
    expect(summary(NONE).orphans).toMatchObject({ idle: { volumes: 31 }, recent: { volumes: 1 }, untold: { volumes: 0 } });
    expect(summary(NONE, 0).orphans.idle.volumes).toBe(32);
    expect(
      summary(NONE)
        .orphans.largest.map(({ size }) => size)
        .slice(0, 3),
    ).toEqual([1000, 750, 750]);
  });
});
