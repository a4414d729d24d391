import { isRecord } from './cell-values.js';
import { type Cells, fieldOf } from './columns.js';
import { malformed, truncated } from './inventory-problems.js';
import type { Reading, ReadingTask } from './reading.js';
import { isSnapshotHeader, SnapshotLines } from './snapshot-lines.js';

/** Reads the volumes of a file that `stowage inventory pull` has written: JSON lines, unzipped. */
export function readSnapshot({ file, text, into }: ReadingTask): Reading {
  const [head = '', ...lines] = text.split('\n');
  const header = parse(head);
  if (!isSnapshotHeader(header))
    return { form: 'snapshot file', problems: [malformed({ file, line: 1 }, 'a broken line', 'JSON')] };
  const snapshot = new SnapshotLines(header);
  let volumes = 0;
  for (const [index, line] of lines.entries()) {
    const place = { file, line: index + 2 };
    const value = line === '' ? {} : parse(line);
    if (!isRecord(value)) {
      const isLast = index === lines.length - 1;
      const problem = isLast ? truncated(place, 'a line that is cut') : malformed(place, `"${line.slice(0, 40)}"`, 'JSON');
      return { form: snapshot.form, problems: [problem] };
    }
    snapshot.take(value);
    if (value.kind === 'type') into.learn(snapshot.encryptedTypes);
    if (value.kind !== 'volume') continue;
    volumes++;
    into.add({ ...place, column: 1 }, cellsOf(value));
  }
  return { form: snapshot.form, problems: snapshot.problems({ file }, volumes) };
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function cellsOf(value: Readonly<Record<string, unknown>>): Cells {
  const cells: Cells = {};
  for (const [key, cell] of Object.entries(value)) {
    const field = fieldOf(key);
    if (field !== undefined) cells[field] ??= cell;
  }
  return cells;
}
