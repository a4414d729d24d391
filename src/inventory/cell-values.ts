import { type Day, parseDay } from '../units/day.js';
import { readPythonRepr } from './python-repr.js';

/** Most volumes have no metadata: they share one object. */
const NO_METADATA: Readonly<Record<string, string>> = Object.freeze({});
const HUMAN_PAIR = /([^=]*)='([\s\S]*?)'(?:, (?=[^=]+=')|$)/y;

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A cell that is text or a number, as text; undefined where nothing is told. */
export function textOf(cell: unknown): string | undefined {
  if (typeof cell === 'string') return cell;
  return typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : undefined;
}

/** As `textOf`, and an empty cell tells nothing either. */
export function toldText(cell: unknown): string | undefined {
  const text = textOf(cell);
  return text === undefined || text === '' || text === 'None' ? undefined : text;
}

/** A UUID, as Cinder writes it: not cut, not a name. */
export const isWholeId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

/** true, "true", "True": the API writes "bootable" as a string, client 10.2 as a boolean. */
export function booleanOf(cell: unknown): boolean | undefined {
  if (typeof cell === 'boolean') return cell;
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim().toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : undefined;
}

/** The calendar day (UTC) of "2025-05-31T04:23:30.736917". */
export function dayOfTimestamp(cell: unknown): Day | undefined {
  return typeof cell === 'string' ? parseDay(cell.trim().slice(0, 10)) : undefined;
}

/** Whether a volume is attached: an array (JSON), a repr of one (CSV), "Attached to X on /dev/vdb " or server ids (tables, old clients). */
export function attachedOf(cell: unknown): boolean | undefined {
  if (Array.isArray(cell)) return cell.length > 0;
  if (typeof cell === 'boolean') return cell;
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim();
  return text === 'None' ? undefined : text !== '' && !/^\[\s*\]$/.test(text);
}

/** Metadata of any form: an object (JSON), a dict's repr (CSV), `k='v', k2='v2'` (tables, old clients). Undefined if it cannot be read. */
export function metadataOf(cell: unknown): Readonly<Record<string, string>> | undefined {
  if (cell === undefined || cell === null) return NO_METADATA;
  if (isRecord(cell)) return textEntries(Object.entries(cell));
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim();
  if (text === '' || text === '{}' || text === 'None') return NO_METADATA;
  if (!text.startsWith('{')) return humanPairs(text);
  const value = readPythonRepr(text);
  return value instanceof Map ? textEntries([...value]) : undefined;
}

/** fromEntries defines own keys, so that a key "__proto__" stays a key. */
function textEntries(entries: readonly (readonly [string, unknown])[]): Readonly<Record<string, string>> | undefined {
  if (entries.length === 0) return NO_METADATA;
  if (entries.some(([, value]) => typeof value === 'object' && value !== null)) return undefined;
  return Object.fromEntries(entries.map(([key, value]) => [key, textOf(value) ?? '']));
}

/** Not escaped by the client, so that a value holding `', k='` cannot be told from two values: the first reading wins. */
function humanPairs(text: string): Readonly<Record<string, string>> | undefined {
  const entries: [string, string][] = [];
  for (HUMAN_PAIR.lastIndex = 0; HUMAN_PAIR.lastIndex < text.length; ) {
    const match = HUMAN_PAIR.exec(text);
    if (!match) return undefined;
    entries.push([match[1] ?? '', match[2] ?? '']);
  }
  return textEntries(entries);
}
