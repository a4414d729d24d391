import { type Parsed, type Problem, parsedUnless } from '../../problems/problem.js';
import { booleanOf, dayOfTimestamp, isRecord, isWholeId, metadataOf, textOf, toldText } from '../cell-values.js';
import { missingId, wrongSize } from '../inventory-problems.js';
import { readSize } from '../read-size.js';
import { type ListRecord, listRecords } from './list-records.js';
import type { Backup, BesideLists, Snapshot } from './types.js';

/**
 * Reads `openstack volume backup list`, `volume snapshot list` and `volume type list --encryption-type` (CSV, JSON, YAML, tables), the
 * lists of the old client, the answers of REST /backups/detail, /snapshots/detail and /types, and what a snapshot file has of them.
 *
 * @returns undefined where the text is none of these: then it may be a list of volumes. A record without an id or a size is an error.
 */
export function parseBeside(file: string, text: string): Parsed<BesideLists> | undefined {
  const records = listRecords({ file, text });
  if (records === undefined) return undefined;
  const problems: Problem[] = [...records.problems];
  const each = <T>(list: readonly ListRecord[] | undefined, read: (record: ListRecord) => T | Problem): readonly T[] =>
    (list ?? []).flatMap((record) => {
      const value = read(record);
      if (!isProblem(value)) return [value];
      problems.push(value);
      return [];
    });
  const backups = each(records.lists['backup list'], backupOf);
  const snapshots = each(records.lists['snapshot list'], snapshotOf);
  const encryptedTypes = new Map((records.lists['type list'] ?? []).flatMap(typeOf));
  return parsedUnless(problems, () => ({ backups, snapshots, encryptedTypes }));
}

const isProblem = (value: unknown): value is Problem => isRecord(value) && 'severity' in value && 'where' in value;

function backupOf(record: ListRecord): Backup | Problem {
  const { cells } = record;
  const common = commonOf(record, 'os-backup-project-attr:project id');
  if (isProblem(common)) return common;
  return {
    ...common,
    takenAt: toldText(cells.get('data timestamp')) ?? toldText(cells.get('created at')),
    isIncremental: booleanOf(cells.get('is incremental')) ?? booleanOf(cells.get('incremental')),
    objects: wholeNumber(cells.get('object count')),
  };
}

function snapshotOf(record: ListRecord): Snapshot | Problem {
  return commonOf(record, 'os-extended-snapshot-attributes:project id');
}

function commonOf({ place, cells }: ListRecord, projectKey: string): Snapshot | Problem {
  const id = toldText(cells.get('id'))?.trim() ?? '';
  if (id === '') return missingId(place);
  const size = readSize(cells.get('size'));
  if (size === undefined) return wrongSize(place, cells.get('size'));
  return {
    id,
    name: textOf(cells.get('name')) ?? '',
    volume: toldText(cells.get('volume id')) ?? wholeId(toldText(cells.get('volume'))),
    size,
    status: toldText(cells.get('status')) ?? '',
    project: toldText(cells.get('project name')) ?? toldText(cells.get(projectKey)),
    createdAt: dayOfTimestamp(cells.get('created at')),
    place,
  };
}

/** Where the client knows a volume's name, its tables have that for the id: a name does not tell which volume. */
const wholeId = (text: string | undefined): string | undefined => (text !== undefined && isWholeId(text) ? text : undefined);

function wholeNumber(cell: unknown): number | undefined {
  const text = toldText(cell);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/**
 * Without --encryption-type the list tells nothing of encryption: then nothing is known, which is not "no". Tables have - for none; what
 * cannot be read is not known either.
 */
function typeOf({ cells }: ListRecord): readonly (readonly [name: string, encrypted: boolean])[] {
  const name = textOf(cells.get('name'));
  const cell = cells.get('encryption');
  if (name === undefined || cell === undefined) return [];
  if (cell === '-') return [[name, false]];
  const settings = metadataOf(cell);
  return settings === undefined ? [] : [[name, Object.keys(settings).length > 0]];
}
