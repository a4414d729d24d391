/** The first release, as year and half, whose restore to a new volume leaves zero areas unwritten: Cinder 23, read in its code. */
const SKIPS_ZEROS_SINCE = 2023.2;

/** Names of the releases from then on that people still use instead of the number. */
const NAMED = ['bobcat', 'caracal', 'dalmatian', 'epoxy', 'flamingo', 'gazpacho'];

/**
 * Does Cinder of this release write only non-zero data when it restores to a new volume (M-67)? An unknown release writes all of it: the
 * slower answer.
 */
export function skipsZeros(release: string): boolean {
  const text = release.trim().toLowerCase();
  if (/^20\d\d\.\d$/.test(text)) return +text >= SKIPS_ZEROS_SINCE;
  return NAMED.includes(text);
}
