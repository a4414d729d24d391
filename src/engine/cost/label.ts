import { cached } from '../cached.js';

/** Of all price lists together there are a few thousand; names of one's own stores come on top. */
const MOST_LABELS = 10_000;
const known = new Map<string, Map<string, string>>();
let count = 0;

/**
 * "Storage, S3 Standard, Frankfurt" of "Storage, " and "S3 Standard, Frankfurt". The lines of a bill, and of the next, have the same few
 * labels: made once, a label is one text with one hash, and to look for it among others is to compare two pointers.
 */
export function labelOf(what: string, title: string): string {
  return cached(
    cached(known, what, () => new Map()),
    title,
    () => {
      count += 1;
      if (count > MOST_LABELS) forget();
      return `${what}${title}`;
    },
  );
}

function forget(): void {
  known.clear();
  count = 0;
}
