import { type Cells, fieldOf } from './columns.js';
import { hasError, headProblems } from './head-problems.js';
import type { Reading, ReadingTask } from './reading.js';
import { type YamlRecord, yamlRecords } from './yaml-records.js';

/** Reads `openstack volume list -f yaml`. */
export function readYaml({ file, text, into }: ReadingTask): Reading {
  const form = 'openstack volume list, YAML';
  const { records, problems } = yamlRecords(file, text);
  if (records === undefined) return { form, problems };
  const [first] = records;
  const head = first === undefined ? [] : headProblems({ file, line: 1 }, titlesOf(first));
  if (hasError(head)) return { form, problems: head };
  for (const record of records) into.add(record.place, cellsOf(record));
  return { form, problems: [...head, ...problems] };
}

const titlesOf = ({ entries }: YamlRecord): readonly string[] => entries.map(([key]) => key);

function cellsOf({ entries }: YamlRecord): Cells {
  const cells: Cells = {};
  for (const [key, value] of entries) {
    const field = fieldOf(key);
    if (field !== undefined) cells[field] ??= value;
  }
  return cells;
}
