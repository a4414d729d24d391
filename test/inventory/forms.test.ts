import { describe, expect, it } from 'vitest';
import type { Volume } from '../../src/inventory/types.js';
import { formatDay } from '../../src/units/day.js';
import { captured, type ExpectedVolume, expectedVolumes, gibOf, inventoryOf, sample } from './captured.js';

type Told = 'status' | 'type' | 'bootable' | 'attached' | 'metadata' | 'project' | 'encrypted' | 'createdAt';

const LONG: readonly Told[] = ['status', 'type', 'bootable', 'attached', 'metadata'];
const SHORT: readonly Told[] = ['status', 'attached'];
const REST: readonly Told[] = [...LONG, 'project', 'encrypted', 'createdAt'];

type Form = readonly [file: string, form: string, told: readonly Told[], text?: () => string];

/** Every form of the same 200 volumes, and what it tells. The old client (3.0, 3.19) prints human text for attachments and metadata. */
const CAPTURED: readonly Form[] = [
  ['volumes.csv', 'openstack volume list, CSV', LONG, () => sample('volumes.csv')],
  ['volume-list-all-long.quote-all.csv', 'openstack volume list, CSV', LONG],
  ['volume-list-all-long.quote-minimal.csv', 'openstack volume list, CSV', LONG],
  ['volume-list-all.csv', 'openstack volume list, CSV', SHORT],
  ['volume-list-columns.csv', 'openstack volume list, CSV', ['type']],
  ['emulated-osc10.2-volume-list-all-long.csv', 'openstack volume list, CSV', LONG],
  ['emulated-osc3.19-volume-list-all-long.csv', 'openstack volume list, CSV', LONG],
  ['emulated-osc3.0-volume-list-all-long.csv', 'openstack volume list, CSV', LONG],
  ['volume-list-all-long.json', 'openstack volume list, JSON', LONG],
  ['emulated-osc10.2-volume-list-all-long.json', 'openstack volume list, JSON', LONG],
  ['emulated-osc3.0-volume-list-all-long.json', 'openstack volume list, JSON', LONG],
  ['volume-list-all-long.yaml', 'openstack volume list, YAML', LONG],
  ['volume-list-all-long.table', 'openstack volume list, table', LONG],
  ['volume-list-all.table', 'openstack volume list, table', SHORT],
  ['cinder-list-all-tenants.table', 'cinder list, table', ['status', 'type', 'bootable', 'attached', 'project']],
  ['cinder-list-all-tenants-fields.table', 'cinder list, table', ['status', 'type', 'bootable', 'project', 'createdAt']],
  ['volumes-detail.json', 'REST volumes, JSON, 1 page', REST, () => sample('volumes-detail.json')],
  ['three pages one after the other', 'REST volumes, JSON, 3 pages', REST, () => pages().join('\n')],
  ['three pages without a line break', 'REST volumes, JSON, 3 pages', REST, () => pages().join('')],
  ['an array of three pages', 'REST volumes, JSON, 3 pages', REST, () => `[${pages().join(',')}]`],
];

const FORMS: readonly Required<Form>[] = CAPTURED.map(([file, form, told, text]) => [
  file,
  form,
  told,
  text ?? (() => captured(file)),
]);

const pages = (): readonly string[] => [1, 2, 3].map((page) => captured(`rest-volumes-page${page}.json`));

const TRUTH: Readonly<Record<Told, (volume: ExpectedVolume) => unknown>> = {
  status: ({ status }) => status,
  type: ({ type }) => type,
  bootable: ({ bootable }) => bootable,
  attached: ({ attachments }) => attachments > 0,
  metadata: ({ metadata }) => metadata,
  project: ({ project_id }) => project_id,
  encrypted: ({ encrypted }) => encrypted,
  createdAt: ({ created_at }) => created_at.slice(0, 10),
};

const seen = (volume: Volume, told: Told): unknown =>
  told === 'createdAt' ? volume.createdAt && formatDay(volume.createdAt) : volume[told];

/** Tables lose trailing blanks and carriage returns; the openstack client prints None for no name, and a volume may be called None. */
const tableName = (name: string | null, form: string): string =>
  (name ?? (form.startsWith('cinder') ? '' : 'None')).replaceAll('\r', '').replace(/ +$/, '');

describe('parseInventoryFile on real captures', () => {
  it.each(FORMS)('reads 200 volumes of 135,705 GiB from %s', (_file, form, _told, text) => {
    const { volumes, rejects, files } = inventoryOf(text());
    expect([volumes.length, gibOf(volumes), rejects.length]).toEqual([200, 135_705, 0]);
    expect(files).toEqual([{ file: 'inventory', form, volumes: 200, sha256: undefined }]);
  });

  it.each(FORMS)('tells what the database held: ids, names and sizes from %s', (_file, form, _told, text) => {
    const { volumes } = inventoryOf(text());
    const isTable = form.endsWith('table');
    const truth = expectedVolumes.map(({ id, name, size }) => {
      return { id, name: isTable ? tableName(name, form) : (name ?? ''), size };
    });
    // One volume more was made by hand, with another id where a client was emulated later.
    const read = volumes.filter(({ name }) => name !== 'live-vol').map(({ id, name, size }) => ({ id, name, size }));
    const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1);
    expect(read.toSorted(byId)).toEqual(truth.toSorted(byId));
  });

  it.each(FORMS)(
    'tells statuses, types, projects and the rest where %s has them, and undefined where not',
    (_file, _form, told, text) => {
      const { volumes } = inventoryOf(text());
      const byId = new Map(volumes.map((volume) => [volume.id, volume]));
      for (const truth of expectedVolumes) {
        const volume = byId.get(truth.id);
        if (!volume) throw new Error(`lost ${truth.id}`);
        for (const field of told) expect([truth.id, field, seen(volume, field)]).toEqual([truth.id, field, TRUTH[field](truth)]);
        if (!told.includes('project')) expect(volume.project).toBeUndefined();
        if (!told.includes('encrypted')) expect(volume.encrypted).toBeUndefined();
        if (!told.includes('type')) expect(volume.type).toBeUndefined();
      }
    },
  );

  it('reads a table with the command above it, CR LF at its lines, and a second table below', () => {
    const table = captured('volume-list-all.table').trimEnd();
    const [own, ...others] = ['| ID | Name | Status | Size |', '| aaa | x | in-use | 5 |'];
    const border = '+----+------+--------+------+';
    const second = [
      border,
      own,
      border,
      ...others.map((line) => line.replace('aaa', 'a ').replace('x', 'x   ').replace('| 5', '|    5')),
      border,
    ];
    const text = `$ openstack volume list --all-projects\n${table}\n$ openstack volume list\n${second.join('\n')}`.replaceAll(
      '\n',
      '\r\n',
    );
    const { volumes, rejects } = inventoryOf(text);
    expect([volumes.length, gibOf(volumes), rejects.length]).toEqual([201, 135_710, 0]);
  });

  it('reads JSON behind a byte-order mark, and one volume a line', () => {
    expect(inventoryOf('\uFEFF[{"ID":"a","Size":1}]').volumes).toHaveLength(1);
    expect(gibOf(inventoryOf('{"id":"a","size":1,"status":"in-use"}\n{"id":"b","size":2,"status":"in-use"}\n').volumes)).toBe(3);
  });

  it('gives all 35 volumes of a labelled file the project "finance": 24,030 GiB', () => {
    const { volumes } = inventoryOf(sample('volumes-finance.csv'), 'finance');
    expect([volumes.length, gibOf(volumes), new Set(volumes.map(({ project }) => project))]).toEqual([
      35,
      24_030,
      new Set(['finance']),
    ]);
  });

  it('reads the 35 volumes that a reader role sees', () => {
    const { volumes } = inventoryOf(captured('reader-volumes-detail-all.json'));
    expect([volumes.length, gibOf(volumes)]).toEqual([35, 24_030]);
  });

  it('knows the migration target of 250 GiB and the temporary volume of 50 GiB in REST', () => {
    const temporary = inventoryOf(sample('volumes-detail.json')).volumes.filter((volume) => volume.temporary !== undefined);
    expect(temporary.map(({ name, size, temporary: why }) => [name, size, why])).toEqual(
      expect.arrayContaining([
        ['migrating-dst', 250, 'migration target'],
        ['temp-no-quota', 50, 'temporary volume'],
      ]),
    );
    expect(temporary).toHaveLength(2);
  });

  it('reads one volume of 512 GiB from REST and one of 2,000 GiB from volume show', () => {
    expect(inventoryOf(captured('rest-volume-one.json')).volumes.map(({ size }) => size)).toEqual([512]);
    const [shown] = inventoryOf(captured('volume-show-root_disk.json')).volumes;
    expect([shown?.size, shown?.type, shown?.metadata]).toEqual([2000, 'ceph-ssd', { env: 'dev', owner: 'dba' }]);
  });

  it('keeps names with a bar, a tab, line breaks, quotes and emoji whole in CSV', () => {
    const names = inventoryOf(sample('volumes.csv')).volumes.map(({ name }) => name);
    const hostile = [
      'pipe | bar',
      'tab\there',
      'cr\r\nlf',
      'line one\nline two',
      'say "hello"',
      'back\\slash \\n not newline',
      'emoji 💾 disk',
      '=1+1',
    ];
    expect(names).toEqual(expect.arrayContaining(hostile));
  });

  it('places a row behind names with CR LF and line breaks on its true line', () => {
    const text = sample('volumes.csv');
    const lines = text.split('\n');
    for (const { id, place } of inventoryOf(text).volumes) expect(lines[(place.line ?? 0) - 1]).toContain(id);
  });
});
