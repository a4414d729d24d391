import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_PROJECTS } from '../../../src/inventory/stream/block-memory.js';
import { SORTING } from './hostile.js';
import { bytesOf, plainTools, streamedCohorts, wholeCohorts } from './streaming.js';

const [rule] = SORTING.rules;
if (rule === undefined) throw new Error('no rule');
/** A rule sends volumes of one project elsewhere. */
const BY_PROJECT = { ...SORTING, rules: [{ ...rule, match: { project: 'a*' } }, ...SORTING.rules] };

const idOf = (index: number): string => `0108d641-51e0-4100-9ca6-${index.toString(16).padStart(12, '0')}`;

/** As JSON has them, the last one wrongly. */
const project = fc.constantFrom(
  ...['"a"', '"b"', '"b"', '"caf\\u00e9"', '"café"', '"\\u0061"', '""', 'null', '"null"', '7', 'true', '{}', '["a"]'],
  ...['"__proto__"', `"${'long '.repeat(30)}"`],
);
const broken = fc.constantFrom('"a"', '"b"', '"\\x"', 'nul', '{"a"}');
const volume = (projects: fc.Arbitrary<string>) =>
  fc.record({
    name: fc.constantFrom<string>('db-1', 'temp-1', 'say "hi"', 'none'),
    size: fc.constantFrom<number>(1, 8, 20, 1000),
    status: fc.constantFrom<string>('in-use', 'available', 'error'),
    type: fc.constantFrom<string>('ceph-ssd', 'ceph-ssd-encrypted'),
    project: projects,
    projectName: projects,
  });
type Volume = ReturnType<typeof volume> extends fc.Arbitrary<infer R> ? R : never;

/** Line, column and code of a problem. */
const placeOf = (line: string): string => line.split(' ', 2).join(' ');

const rest = (volumes: readonly Volume[], keys: readonly string[]): string => {
  const texts = volumes.map(({ name, size, status, type, project, projectName }, index) => {
    const told = keys.map((key) => `, "${key}": ${key === 'project_name' ? projectName : project}`).join('');
    return `{"id": "${idOf(index)}", "name": ${JSON.stringify(name)}, "size": ${size}, "status": "${status}", "volume_type": "${type}"${told}}`;
  });
  return `{"volumes": [${texts.join(', ')}]}`;
};

describe('projects of a JSON list, whose volumes are counted apart from what else they are', () => {
  const keys = fc.constantFrom(
    ['os-vol-tenant-attr:tenant_id'],
    ['os-vol-tenant-attr:tenant_id'],
    ['project_name'],
    ['project_id', 'project_name'],
    ['project_id', 'os-vol-tenant-attr:tenant_id'],
    [],
  );

  it.each([
    ['no rule asks for a project', SORTING, project],
    ['a rule asks for one', BY_PROJECT, project],
  ])('%s: the cohorts are those of the whole text, in pieces of any size', (_what, sorting, projects) => {
    const volumes = fc.array(volume(projects), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(volumes, keys, fc.integer({ min: 1, max: 2000 }), (list, told, chunk) => {
        const bytes = bytesOf(rest(list, told));
        const wanted = wholeCohorts(bytes, sorting);
        expect(streamedCohorts(bytes, sorting, { chunk })).toEqual(wanted);
        expect(streamedCohorts(bytes, sorting)).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });

  it('some are no JSON: each is told of, in the words of the reader that reads volumes one by one', () => {
    const volumes = fc.array(volume(broken), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(volumes, keys, (list, told) => {
        const bytes = bytesOf(rest(list, told));
        const wanted = streamedCohorts(bytes, SORTING, { tools: plainTools });
        expect(wanted?.problems.map(placeOf)).toEqual(wholeCohorts(bytes, SORTING).problems.map(placeOf));
        expect(streamedCohorts(bytes, SORTING)).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  });

  it(`of ${MOST_PROJECTS} and ${MOST_PROJECTS + 500} projects, the latter more than have numbers, each has its volumes and GiB`, () => {
    for (const count of [MOST_PROJECTS, MOST_PROJECTS + 500]) {
      const volumes = Array.from({ length: count * 3 }, (_, index) => {
        const [name, number] = [index % 5 === 0 ? 'db-1' : 'none', index % 7 === 0 ? 0 : index % count];
        return { name, size: 1 + (index % 90), status: 'in-use', type: 'ceph-ssd', project: `"p${number}"`, projectName: '' };
      });
      const bytes = bytesOf(rest(volumes, ['os-vol-tenant-attr:tenant_id']));
      expect(streamedCohorts(bytes, SORTING, { chunk: 1 << 16 })).toEqual(wholeCohorts(bytes, SORTING));
    }
  });
});
