import type { Changes } from './control.js';

const MARK = '#w=';
const LONGEST = 8000;
const MOST = 200;
const LONGEST_VALUE = 80;
const LONGEST_ID = 400;

/** Changes as the end of a link: "#w=" and compact JSON, so that a link can be read by who gets it. */
export function fragmentOf(changes: Changes): string {
  return Object.keys(changes).length === 0 ? '' : `${MARK}${encodeURIComponent(JSON.stringify(changes))}`;
}

export const isShared = (fragment: string): boolean => fragment.startsWith(MARK);

export type ReadShared = { readonly ok: true; readonly changes: Changes } | { readonly ok: false; readonly why: string };

/** The changes in a link that a stranger may have written; their values are still to be checked by the controls that they name. */
export function sharedChanges(fragment: string): ReadShared {
  if (!isShared(fragment)) return { ok: true, changes: {} };
  if (fragment.length > LONGEST) return { ok: false, why: 'it is longer than any link of a report' };
  const value = parsedFragment(fragment.slice(MARK.length));
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, why: 'it is cut off or no link of a report' };
  const entries = Object.entries(value);
  const texts = entries.flatMap(([id, text]) =>
    typeof text === 'string' && text.length <= LONGEST_VALUE && id.length <= LONGEST_ID ? [[id, text] as const] : [],
  );
  if (texts.length < entries.length || entries.length > MOST)
    return { ok: false, why: 'it holds something else than changed values' };
  return { ok: true, changes: Object.fromEntries(texts) };
}

function parsedFragment(encoded: string): unknown {
  try {
    return JSON.parse(decodeURIComponent(encoded));
  } catch {
    return undefined;
  }
}
