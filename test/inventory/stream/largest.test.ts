import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SORTING } from './hostile.js';
import { bytesOf, streamedCohorts, wholeCohorts } from './streaming.js';

/** Few sizes, so that ids decide; names longer than any that vectors keep, and such as are asked for. */
const volume = fc.record({
  id: fc.uuid(),
  name: fc.oneof(
    fc.constantFrom('db-1', 'db-00151', 'x', '', '高速', 'say "hi"', 'a'.repeat(256), `db${'b'.repeat(255)}`),
    fc.stringMatching(/^[a-z]{0,40}$/),
  ),
  size: fc.constantFrom(1, 8, 100, 100, 101, 4095, 4096, 70_000),
  status: fc.constantFrom('in-use', 'available', 'error'),
  type: fc.constantFrom('ceph-ssd', 'ceph-ssd-encrypted', 'nfs'),
});
const volumes = fc.uniqueArray(volume, { minLength: 40, maxLength: 240, selector: ({ id }) => id });
type Volumes = typeof volumes extends fc.Arbitrary<infer V> ? V : never;

const csvOf = (all: Volumes): string =>
  `"ID","Name","Size","Status","Type"\n${all
    .map(({ id, name, size, status, type }) => `"${id}","${name.replaceAll('"', '""')}",${size},"${status}","${type}"\n`)
    .join('')}`;
const restOf = (all: Volumes): string =>
  JSON.stringify({ volumes: all.map(({ type, ...rest }) => ({ ...rest, volume_type: type })) });

describe('the 20 largest volumes of each cohort among 40 to 240', () => {
  it.each([
    ['CSV', csvOf],
    ['REST', restOf],
  ])('are those of the whole text in %s, in whatever order and pieces volumes come', (_form, textOf) => {
    fc.assert(
      fc.property(volumes, fc.integer({ min: 200, max: 20_000 }), (all, chunk) => {
        const bytes = bytesOf(textOf(all));
        const wanted = wholeCohorts(bytes, SORTING);
        expect(streamedCohorts(bytes, SORTING, { chunk })).toEqual(wanted);
        expect(streamedCohorts(bytes, SORTING)).toEqual(wanted);
      }),
      { numRuns: 30 },
    );
  });
});
