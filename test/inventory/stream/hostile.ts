import fc from 'fast-check';
import type { SortingRequest } from '../../../src/inventory/cohort-sink.js';
import type { WorkloadRule } from '../../../src/inventory/types.js';

const plan = (match: WorkloadRule['match'], profile: string, encrypted?: boolean): WorkloadRule => ({
  match,
  action: { kind: 'plan', profile, policy: 'daily', encrypted },
});

const RULES: readonly WorkloadRule[] = [
  { match: { name: 'temp-*' }, action: { kind: 'exclude', reason: 'temporary' } },
  plan({ type: '*encrypted*' }, 'secret', true),
  plan({ metadata: { env: 'prod' }, minSizeGib: 20 }, 'production'),
  plan({ name: 'db*' }, 'database'),
  plan({ name: '*-0?1*' }, 'question'),
  plan({ name: '*"*' }, 'quoted'),
  plan({ name: '*高*' }, 'wide'),
  plan({ minSizeGib: 1000, bootable: false }, 'large'),
  plan({ status: ['available'], type: '*ssd' }, 'idle'),
  plan({ name: '' }, 'nameless'),
  plan({ maxSizeGib: 8 }, 'small'),
];
/** Rules of every kind, statuses left out, volumes asked for by name. */
export const SORTING: SortingRequest = {
  rules: RULES,
  excludedStatuses: ['error', 'deleting'],
  named: ['db-00151', 'a,b', '0108d641-51e0-4100-9ca6-a3bb39771c77'],
};

export const ids = [
  '0108d641-51e0-4100-9ca6-a3bb39771c77',
  'f5194a09-21f3-44f7-8dfb-3e6036def3bf',
  '0108D641-51E0-4100-9CA6-A3BB39771C77',
  'vol-1',
  '',
  'f5194a09-21f3-44f7-8dfb-3e6036def3b',
];
export const cell = fc.constantFrom(
  '',
  'db-1',
  'db-00151',
  'a,b',
  'say "hi"',
  'two\nlines',
  '高速',
  'temp-1',
  'x-021',
  'b\\\\s',
  'b\\s',
  'na\uFFFDve',
  ' pad ',
);
/** What may stand in a row, right and wrong. */
export const row = fc.record({
  id: fc.oneof(fc.constantFrom(...ids), fc.uuid(), fc.uuid()),
  name: cell,
  status: fc.constantFrom('in-use', 'available', 'error', '', 'deleting'),
  size: fc.constantFrom('1', '8', '20', '40', '1000', '02', '1.5', '', '12345678901', '4294967296'),
  type: fc.constantFrom('ceph-ssd', 'ceph-ssd-encrypted', 'nfs, archive "cold"', '', 'None', '高速'),
  bootable: fc.constantFrom('true', 'false', 'True', ''),
  metadata: fc.constantFrom('{}', "{'env': 'prod'}", "{'env': 'dev'}", ''),
  extra: fc.constantFrom('', '', '', '', ',', ',more', 'short'),
});

export type Row = typeof row extends fc.Arbitrary<infer R> ? R : never;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** The rows as a list of the client, with so many cells too few or too many as they ask for. */
export function csvOf(rows: readonly Row[], end: string): string {
  const lines = rows.map(({ id, name, status, size, type, bootable, metadata, extra }) =>
    extra === 'short'
      ? `${id},x`
      : [quoted(id), quoted(name), quoted(status), size, quoted(type), quoted(bootable), '"[]"', quoted(metadata)].join(',') +
        extra,
  );
  return `${['"ID","Name","Status","Size","Type","Bootable","Attached to","Properties"', ...lines].join(end)}${end}`;
}
