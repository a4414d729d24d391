/**
 * OpenStack releases and the major version of their Cinder, oldest first.
 * Source: the tags of the cinder repository (liberty 7.0.0 ... 2026.1 28.0.0).
 */
const RELEASES: readonly (readonly [name: string, also: string, major: number])[] = [
  ['liberty', '', 7],
  ['mitaka', '', 8],
  ['newton', '', 9],
  ['ocata', '', 10],
  ['pike', '', 11],
  ['queens', '', 12],
  ['rocky', '', 13],
  ['stein', '', 14],
  ['train', '', 15],
  ['ussuri', '', 16],
  ['victoria', '', 17],
  ['wallaby', '', 18],
  ['xena', '', 19],
  ['yoga', '', 20],
  ['zed', '', 21],
  ['2023.1', 'antelope', 22],
  ['2023.2', 'bobcat', 23],
  ['2024.1', 'caracal', 24],
  ['2024.2', 'dalmatian', 25],
  ['2025.1', 'epoxy', 26],
  ['2025.2', 'flamingo', 27],
  ['2026.1', 'gazpacho', 28],
];

export interface CinderRelease {
  readonly name: string;
  readonly major: number;
}

export const RELEASE_NAMES: readonly string[] = RELEASES.flatMap(([name, also]) => (also === '' ? [name] : [name, also]));

/** "zed", "Zed", "2024.1", "caracal"; undefined for a release we know nothing of. */
export function releaseOf(text: string): CinderRelease | undefined {
  const wanted = text.trim().toLowerCase();
  const found = RELEASES.find(([name, also]) => name === wanted || (also !== '' && also === wanted));
  return found && { name: found[1] === '' ? found[0] : `${found[0]} (${found[1]})`, major: found[2] };
}
