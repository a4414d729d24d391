import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SORTING } from './hostile.js';
import { bytesOf, streamedCohorts, wholeCohorts } from './streaming.js';

/** Texts that brackets, quotes and backslashes at any place of 64 bytes can be taken wrong in. */
const trap = fc
  .array(fc.constantFrom('"', '\\', '\\"', '[', ']', '{', '}', ',', ': ', 'a', 'href', '高', '\t', '0123456789abcdef'), {
    maxLength: 12,
  })
  .map((parts) => parts.join(''));
const flat = fc.dictionary(trap, fc.oneof(trap, fc.constantFrom(null, true, 1.5)), { maxKeys: 4 });
const nested = fc.oneof(
  fc.constantFrom([], {}, [[]], ['"', ']}, {'], [']}', '"', ']}'], null, 'text'),
  fc.array(flat, { maxLength: 4 }),
  fc.record({ a: fc.array(trap), b: flat }),
);
const plain = fc.array(
  fc.record({ rel: fc.stringMatching(/^[a-z[{}\]]{0,40}$/), href: fc.stringMatching(/^[a-z:/0-9]{0,90}$/) }),
  { maxLength: 4 },
);
/** What stands between the members of a record, and between a key and its value. */
const style = fc.constantFrom([', ', ': '], [',', ':'], [' ,\n\t', ' :  '], [`,\n${' '.repeat(70)}`, ':']);

const volume = fc.record({
  name: fc.oneof(trap, fc.constantFrom('db-1', 'temp-1', 'x-021'), fc.constant(null)),
  size: fc.constantFrom(1, 8, 20, 40, 1000),
  status: fc.constantFrom('in-use', 'available', 'error'),
  links: fc.oneof(plain, nested),
  volume_type: fc.constantFrom('ceph-ssd', 'ceph-ssd-encrypted', null),
  description: fc.oneof(trap, nested),
  metadata: fc.oneof(fc.constantFrom({}, { env: 'prod' }), flat),
  bootable: fc.constantFrom('true', 'false', true),
  attachments: fc.oneof(plain, nested),
  consumes_quota: fc.constantFrom(true, true, true, false, null),
  // Two members that tell the same: the first that is not null counts.
  migration_status: fc.constantFrom(null, null, 'success', 'target:0108d641-51e0-4100-9ca6-a3bb39771c77'),
  'os-vol-mig-status-attr:migstat': fc.constantFrom(null, null, 'success', 'target:0108d641-51e0-4100-9ca6-a3bb39771c77'),
  // Behind the last value no key follows that would show a wrong end.
  last: fc.oneof(plain, nested),
});
/** Most volumes have the members of the one before them, and their places. */
const turn = fc.constantFrom('same', 'same', 'same', 'one more', 'one fewer', 'other order');
const record = fc.record({ volume, style, turn });

function textOf(
  { volume, style: [comma, colon], turn }: typeof record extends fc.Arbitrary<infer R> ? R : never,
  index: number,
): string {
  const id = `0108d641-51e0-4100-9ca6-${index.toString(16).padStart(12, '0')}`;
  const members: [string, unknown][] = [['id', id], ...Object.entries(volume)];
  if (turn === 'one more') members.splice(4, 0, ['shared', [']']]);
  if (turn === 'one fewer') members.splice(4, 1);
  if (turn === 'other order') members.reverse();
  return `{${members.map(([key, value]) => `${JSON.stringify(key)}${colon}${JSON.stringify(value)}`).join(comma)}}`;
}

describe('objects of a list whose members, blanks and nested values change from one to the next', () => {
  const lists = (same: boolean) =>
    fc.tuple(fc.array(record, { minLength: 1, maxLength: 10 }), style).map(([records, one]) => {
      const texts = records.map((each, index) => textOf(same ? { ...each, style: one, turn: 'same' } : each, index));
      return `{"volumes": [${texts.join(', ')}]}`;
    });

  it.each([
    ['all of one shape', true],
    ['of many shapes', false],
  ])('%s: the cohorts are those of the whole text, in pieces of any size', (_what, same) => {
    fc.assert(
      fc.property(lists(same), fc.integer({ min: 1, max: 2000 }), (text, chunk) => {
        const bytes = bytesOf(text);
        const wanted = wholeCohorts(bytes, SORTING);
        expect(streamedCohorts(bytes, SORTING, { chunk })).toEqual(wanted);
        expect(streamedCohorts(bytes, SORTING)).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('and where a piece ends at every byte of them', () => {
    fc.assert(
      fc.property(lists(true), (text) => {
        const bytes = bytesOf(text);
        expect(streamedCohorts(bytes, SORTING, { chunk: 1 })).toEqual(wholeCohorts(bytes, SORTING));
      }),
      { numRuns: 10 },
    );
  });
});
