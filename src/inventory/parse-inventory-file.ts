import { type Parsed, type Problem, parsed } from '../problems/problem.js';
import { csvDialect, isUnquotedCsv } from './csv-dialect.js';
import {
  ambiguousForm,
  emptyFile,
  lostCharacters,
  missingColumn,
  noVolumes,
  unknownForm,
  wrongEncoding,
} from './inventory-problems.js';
import { readCsv } from './read-csv.js';
import { readJson } from './read-json.js';
import { readSnapshot } from './read-snapshot.js';
import { readTable } from './read-table.js';
import { readYaml } from './read-yaml.js';
import type { Reading, ReadingTask } from './reading.js';
import type { Inventory } from './types.js';
import { VolumeCollector } from './volume-collector.js';
import type { Beside } from './volume-maker.js';

/** One file as the edge hands it in: unzipped, decoded. */
export interface InventoryFile extends Beside {
  /** As a person calls it: it stands in every problem. */
  readonly file: string;
  readonly text: string;
  readonly sha256?: string | undefined;
}

const UUID_START = /^"?[0-9a-f]{8}-[0-9a-f]{4}-/i;
/** With no volumes to list, the client prints one line break. */
const EMPTY_TABLE = 'a blank line and no more, as the client prints a table of no volumes';
const YAML_START = /^(---\s|- ['"]?[\w -]+['"]?:|volumes:\s)/;

/**
 * Reads one inventory file of any form that Cinder's clients and API write; content decides, not the name.
 *
 * Sizes are provisioned GiB. A row that cannot be used is a reject in the result: the caller holds their number against
 * what the person allows. A file that cannot be trusted as a whole (cut, another list, no volumes) is an error, and then
 * its rejects are among the problems. Source: forms and quirks as captured from Cinder 21.3.1 and clients 3.0 to 10.2.
 */
export function parseInventoryFile({ file, text, sha256, ...beside }: InventoryFile): Parsed<Inventory> {
  const into = new VolumeCollector(beside);
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const reading = readAny({ file, text: body, into });
  const problems = [...reading.problems, ...into.warnings(), ...encodingProblems(file, body)];
  const isWrong = problems.some((problem) => problem.severity === 'error');
  if (!isWrong && into.volumes.length === 0) problems.push(noVolumes({ file }));
  const errors = [...problems, ...into.rejects].sort((a, b) => (a.where.line ?? 0) - (b.where.line ?? 0));
  const [first, ...rest] = errors;
  if (first && problems.some((problem) => problem.severity === 'error')) return { ok: false, problems: [first, ...rest] };
  const files = [{ file, form: reading.form, volumes: into.volumes.length, sha256 }];
  return parsed({ files, volumes: into.volumes, rejects: into.rejects }, problems);
}

function readAny(task: ReadingTask): Reading {
  const { file, text } = task;
  const start = text.trimStart().slice(0, 400);
  if (/^\r?\n$/.test(text)) return { form: 'empty', problems: [noVolumes({ file }, EMPTY_TABLE)] };
  if (start === '') return { form: 'empty', problems: [emptyFile({ file })] };
  if (text.slice(0, 1000).includes('\u0000'))
    return { form: 'binary', problems: [wrongEncoding({ file, line: 1 }, 'zero bytes, as in UTF-16 or gzip')] };
  if (/^\{\s*"format"\s*:\s*"stowage-inventory"/.test(start)) return readSnapshot(task);
  if (start.startsWith('{') || start.startsWith('[')) return readJson(task);
  if (/^\+-+/.test(start)) return readTable(task);
  if (YAML_START.test(start)) return readYaml(task);
  const dialect = csvDialect(text);
  if (dialect === undefined && /^\+(-+\+)+/m.test(text.slice(0, 10_000))) return readTable(task);
  if (dialect === undefined) return { form: 'unknown', problems: [unreadable(file, start)] };
  if (isUnquotedCsv(text, dialect.delimiter))
    return { form: 'unknown', problems: [ambiguousForm({ file, line: 1 }, 'CSV of --quote none')] };
  return readCsv(task, dialect);
}

function unreadable(file: string, start: string): Problem {
  const line = start.split('\n')[0] ?? '';
  const place = { file, line: 1 };
  if (!UUID_START.test(line)) return unknownForm(place, `a first line of "${line.slice(0, 60)}"`);
  return /^[^",;\t]+ /.test(line) ? ambiguousForm(place, 'lines of -f value') : missingColumn(place, 'ID', []);
}

/** U+FFFD is what a decoder leaves where bytes are not UTF-8. */
function encodingProblems(file: string, text: string): readonly Problem[] {
  const at = text.indexOf('\uFFFD');
  return at === -1 ? [] : [lostCharacters({ file, line: text.slice(0, at).split('\n').length })];
}
