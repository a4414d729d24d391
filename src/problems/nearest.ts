import { distance } from 'fastest-levenshtein';

/** The known names nearest to a misspelt one, best first, at most `limit`, none further off than a third of the word. */
export function nearestNames(name: string, known: Iterable<string>, limit = 3): readonly string[] {
  const wanted = name.toLowerCase();
  return [...new Set(known)]
    .map((candidate) => ({ candidate, off: offBy(wanted, candidate.toLowerCase()) }))
    .filter(({ candidate, off }) => off <= Math.max(2, Math.max(wanted.length, candidate.length) / 3))
    .sort((a, b) => a.off - b.off || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}

/** A known name that contains the word (or is contained in it) is nearer than its edit distance says: "frankfurt" in "EU (Frankfurt)". */
function offBy(wanted: string, candidate: string): number {
  const off = distance(wanted, candidate);
  return wanted.length >= 3 && candidate.includes(wanted) ? Math.min(off, 1) : off;
}

/** "a, b or c" for the `fix` of a problem. */
export function didYouMean(names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const last = names[names.length - 1];
  return `did you mean ${names.length === 1 ? last : `${names.slice(0, -1).join(', ')} or ${last}`}?`;
}
