import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CohortSink } from '../../../src/inventory/cohort-sink.js';
import type { WorkloadRule } from '../../../src/inventory/types.js';
import { captured, sample } from '../captured.js';
import { cell, csvOf, ids, row, SORTING } from './hostile.js';
import { bytesOf, plainTools, simdTools, stream, streamedCohorts, wholeCohorts } from './streaming.js';

const FILES: readonly (readonly [string, () => string])[] = [
  ...[
    'volume-list-all-long.quote-all.csv',
    'volume-list-all-long.quote-minimal.csv',
    'volume-list-all.csv',
    'volume-list-columns.csv',
    'volume-list-own-project.csv',
    'volume-list-limit5.csv',
    'emulated-osc3.0-volume-list-all-long.csv',
    'emulated-osc3.19-volume-list-all-long.csv',
    'emulated-osc10.2-volume-list-all-long.csv',
    'volume-list-empty.csv',
    'volume-list-displayname.csv',
    'project-list.csv',
    'backup-list-all-long.csv',
  ].map((name) => [name, () => captured(name)] as const),
  ...[
    'volume-list-all-long.json',
    'emulated-osc10.2-volume-list-all-long.json',
    'rest-volumes-page1.json',
    'rest-volumes-page3.json',
    'rest-volumes-with-count.json',
    'rest-volume-one.json',
    'rest-volumes-brief.json',
    'reader-volumes-detail-all.json',
    'volume-list-empty.json',
    'unscoped-volumes.json',
    'rest-backups-detail-page.json',
    'type-list-long.json',
    'rest-summary.json',
    'err-401-no-token.json',
    'err-404-path.json',
    'err-406-microversion.json',
  ].map((name) => [name, () => captured(name)] as const),
  ['volumes.csv', () => sample('volumes.csv')],
  ['volumes-detail.json', () => sample('volumes-detail.json')],
  ['two pages', () => captured('rest-volumes-page1.json') + captured('rest-volumes-page2.json')],
];

describe('a file read in pieces gives what the whole text gives, to the last problem', () => {
  it.each(FILES)('%s', (_name, text) => {
    const bytes = bytesOf(text());
    const wanted = wholeCohorts(bytes, SORTING);
    for (const feeding of [{}, { chunk: 997 }, { chunk: 4096, tools: plainTools }])
      expect(streamedCohorts(bytes, SORTING, feeding)).toEqual(wanted);
  });

  it.each([
    ['a spreadsheet', `\uFEFFsep=,\r\n${sample('volumes.csv').replaceAll('\n', '\r\n')}`],
    ['a byte-order mark before JSON', `\uFEFF${captured('volume-list-all-long.json')}`],
    ['semicolons', 'ID;Name;Size;Status\na;"x;y";5;in-use\nb;z;6;error\n'],
    ['a file without its last line break', 'ID,Size,Name\na,1,x'],
    ['a last size that may be cut', 'ID,Name,Status,Size\na,x,in-use,409'],
    ['a last row that is cut', 'ID,Name,Status,Size\na,x,in-use,409\nb,y'],
    ['an open quote', 'ID,Name,Status,Size\na,x,in-use,409\nb,"y,in-use,4\n'],
    ['a quote in a cell', 'ID,Name,Status,Size\na,x,in-use,409\nb,y"z,in-use,4\n'],
    ['a repeated header', 'ID,Name,Size\na,x,1\n\nID,Name,Size\nb,y,2\n,,\n'],
    ['a column that comes twice', 'ID,Name,Size,Type,Volume Type\na,x,1,one,two\n'],
    ['bytes of Latin-1', 'ID,Name,Size\na,x,1\nb,na\uFFFDve,2\n'],
    [
      'rejects of every kind',
      'ID,Name,Status,Size\na,x,in-use,1\na,y,in-use,1\nb,x,in-use,1.5\n,x,in-use,2\nc,x\nd,x,in-use,3,4\ne,"x\ny",in-use,-1\nf,,in-use,7\n',
    ],
    ['broken JSON', '[{"ID": "a", "Size": NaN}]'],
    ['JSON that is cut', captured('volume-list-all-long.json').slice(0, 5000)],
    [
      'rejects in JSON',
      '[{"ID":"a","Size":1},\n {"ID":"b","Size":1.5},\n {"ID":"c","Size":-1}, {"ID":"高\\u0041","Size":3},{"ID":"d"}, {"ID":"a","Size":1}]',
    ],
  ])('%s', (_what, text) => {
    const bytes = bytesOf(text);
    for (const chunk of [1, 2, 3, 50, 100_000])
      expect([chunk, streamedCohorts(bytes, SORTING, { chunk })]).toEqual([chunk, wholeCohorts(bytes, SORTING)]);
  });

  it.each([
    ['YAML', captured('volume-list-all-long.yaml')],
    ['a table', captured('volume-list-all-long.table')],
    ['--quote none', captured('volume-list-all-long.quote-none.csv')],
    ['-f value', captured('volume-list-all.value')],
    ['prose', 'Dear all,\nhere is the list.'],
    ['a zero byte far down', `ID,Name,Size\n${'a,x,1\n'.repeat(2000)}b,"x"\u0000,1\n`],
    ['zero bytes', 'I\u0000D\u0000,\u0000'],
  ])('%s is handed over', (_what, text) => {
    expect(streamedCohorts(bytesOf(text), SORTING)).toBeUndefined();
  });
});

describe('hostile lists', () => {
  it('give the same cohorts and problems, in pieces of any size', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 12 }),
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom('\n', '\r\n'),
        (rows, chunk, end) => {
          const bytes = bytesOf(csvOf(rows, end));
          expect(streamedCohorts(bytes, SORTING, { chunk })).toEqual(wholeCohorts(bytes, SORTING));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of JSON, too', () => {
    const member = fc.record({
      id: fc.oneof(fc.constantFrom(...ids), fc.uuid()),
      name: cell,
      size: fc.constantFrom(1, 40, 1000, 1.5, null),
      status: fc.constantFrom('in-use', 'error'),
      volume_type: cell,
      metadata: fc.constantFrom({}, { env: 'prod', 'k"{': '}]' }),
      attachments: fc.constantFrom([], [{ id: '}"{' }]),
    });
    fc.assert(
      fc.property(
        fc.array(member, { maxLength: 8 }),
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom(0, 2),
        (volumes, chunk, indent) => {
          const bytes = bytesOf(JSON.stringify({ volumes }, null, indent));
          expect(streamedCohorts(bytes, SORTING, { chunk })).toEqual(wholeCohorts(bytes, SORTING));
        },
      ),
      { numRuns: 80 },
    );
  });
});

describe('REST pages', () => {
  const like = {
    status: 'in-use',
    size: 40,
    volume_type: 'ceph-ssd',
    description: null,
    links: [{ rel: 'a"]}', href: '\\\\"' }],
  };
  const volumes = [
    { id: ids[0], name: 'db-1', ...like, metadata: { env: 'prod', owner: 'team A' } },
    { id: ids[1], name: 'say "hi"', ...like, metadata: { env: 'prod', owner: 'team B' } },
    { id: 'vol-1', name: '高速\u0001', ...like, volume_type: 'ceph-ssd-encrypted', metadata: {} },
    { id: 'vol-2', name: '', ...like, volume_typf: 'x', volume_type: 'ceph-ssd-encryptee', metadata: { env: 'pro' } },
  ];
  const page = JSON.stringify({ volumes, volumes_links: [] }, null, 1);
  const escaped = page
    .replace(/[^ -~\n]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('"size"', '"si\\u007ae"');

  it.each([
    ['in UTF-8', page],
    ['with a key and names in escapes', escaped],
  ])('%s give the same cohorts, where pieces end at every byte, too', (_what, text) => {
    const bytes = bytesOf(text);
    const wanted = wholeCohorts(bytes, SORTING);
    expect(wanted.cohorts?.read.volumes).toBe(4);
    for (const chunk of [1, 2, 3, 7, 64, 500])
      expect([chunk, streamedCohorts(bytes, SORTING, { chunk })]).toEqual([chunk, wanted]);
  });

  it('that are not well-formed UTF-8 give the same cohorts and say so', () => {
    const bytes = bytesOf(page.replace('team A', 'team ?'));
    bytes[bytes.indexOf(63)] = 0xff;
    for (const chunk of [1, 7, 1000]) expect(streamedCohorts(bytes, SORTING, { chunk })).toEqual(wholeCohorts(bytes, SORTING));
  });
});

describe('what JSON does not allow', () => {
  it.each([
    [
      'the same bad value in two records, told twice',
      '[{"ID":"a","Size":NaN},{"ID":"b","Size":NaN},{"ID":"c","Size":1}]',
      [2, 24],
    ],
    ['a raw line break in a name', '[{"ID":"a","Size":1},\n{"ID":"b","Name":"x\ny","Size":1}]', [1]],
    ['a raw tab in a text that is of no use', '[{"ID":"a","Size":1,"Note":"x"},{"ID":"b","Size":1,"Note":"x\ty"}]', [33]],
  ])('%s', (_what, text, columns) => {
    const bytes = bytesOf(text);
    for (const feeding of [{}, { tools: plainTools }, { chunk: 3 }]) {
      const read = stream(bytes, () => new CohortSink(SORTING), feeding);
      const errors = read?.problems.filter(({ severity }) => severity === 'error');
      expect(errors?.map(({ code, where }) => [code, where.column])).toEqual(columns.map((column) => ['INV009', column]));
    }
    expect(wholeCohorts(bytes, SORTING).cohorts).toBeUndefined();
  });
});

describe('memory is bounded', () => {
  it('by 8 MiB for a row that never ends', () => {
    const endless = new Uint8Array(9 << 20).fill(97);
    endless.set(bytesOf('ID,Name,Size\n'));
    const read = stream(endless, () => ({ needless: new Set<never>(), add: () => undefined }), {
      chunk: 1 << 20,
      tools: simdTools,
    });
    expect(read?.problems.map(({ code, found }) => [code, found])).toEqual([
      ['INV009', 'more than 8 MiB without the end of a volume'],
    ]);
  });

  it('for rejects: the first 100 are told, all are counted', () => {
    const text = `ID,Name,Size\n${Array.from({ length: 5000 }, (_, index) => `v${index},x,1.5\n`).join('')}w,x,1\n`;
    const read = stream(bytesOf(text), () => ({ needless: new Set<never>(), add: () => undefined }));
    expect([read?.rejected, read?.rejects.length, read?.rejects[99]?.where.line]).toEqual([5000, 100, 101]);
  });
});

describe('a cloud of 10,000 projects', () => {
  const id = (index: number): string => `0108d641-51e0-4100-9ca6-${index.toString(16).padStart(12, '0')}`;
  const project = (index: number): string => `45952c9ec36d4b03840b1f630f${String(index % 10_000).padStart(6, '0')}`;
  const indices = Array.from({ length: 60_000 }, (_, index) => index);
  const csv = `ID,Name,Status,Size,Type,Project\n${indices.map((index) => `${id(index)},"v${index}",in-use,${1 + (index % 3)},ssd,${project(index)}\n`).join('')}`;
  const json = JSON.stringify(
    indices.map((index) => ({
      id: id(index),
      name: `v${index}`,
      status: 'in-use',
      size: 1 + (index % 3),
      project: project(index),
    })),
  );

  const plan = (match: WorkloadRule['match'], profile: string): WorkloadRule => ({
    match,
    action: { kind: 'plan', profile, policy: 'daily', encrypted: false },
  });
  const sorting = { rules: [plan({ name: 'v1*' }, 'database'), plan({}, 'general-vm')], excludedStatuses: [], named: [] };

  it.each([
    ['CSV by vectors', csv, simdTools, 65_000],
    ['CSV by plain JavaScript', csv, plainTools, 85_000],
    ['JSON by vectors', json, simdTools, 95_000],
  ] as const)('in %s: 6 volumes of 12 GiB each; not each volume is decoded', (_how, text, tools, most) => {
    let decoded = 0;
    const decode = (...of: Parameters<typeof tools.decode>): string => {
      decoded++;
      return tools.decode(...of);
    };
    const byProject = streamedCohorts(bytesOf(text), sorting, { tools: { ...tools, decode } })?.cohorts?.byProject ?? {};
    expect(Object.keys(byProject)).toHaveLength(10_000);
    expect(Object.values(byProject).every(({ volumes, size }) => volumes === 6 && size === 12)).toBe(true);
    // Six cells for each project; without vectors the names of a third of all, which are as large as the largest. In JSON a key of each
    // volume is decoded where places are looked for.
    expect(decoded).toBeLessThan(most);
  });
});
