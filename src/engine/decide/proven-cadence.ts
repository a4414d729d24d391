import type { Chain } from '../../inventory/lists/chains.js';
import type { Backup } from '../../inventory/lists/types.js';
import { type Day, parseDay } from '../../units/day.js';

/** Day of the point in time that a backup holds; undefined where its list does not tell. */
export const takenOn = ({ takenAt }: Backup): Day | undefined => parseDay(takenAt?.slice(0, 10) ?? '');

/** What a list of backups proves of how they are taken; undefined: it does not. */
export interface ProvenCadence {
  /** Days from each backup to the next. */
  readonly everyDays: number | undefined;
  /** 1 + incrementals between fulls. */
  readonly fullEvery: number | undefined;
  /** Chains that are whole: the next full came when the next backup was due. */
  readonly wholeChains: number;
}

/**
 * Cinder deletes no backup that another builds on, so within a chain nothing is missing: where all links are as many days apart, that is
 * the cadence. A chain is whole where the next full follows after as many days; where all whole chains are equally long and none is
 * longer, that is the cadence of fulls. Fulls alone prove neither: those in between may have been deleted. Nor does any list prove a retention:
 * an older point may have been deleted, or never taken (M-116).
 *
 * Source: facts, Cinder's backup code (a backup with dependents cannot be deleted).
 *
 * @param volumes chains of each volume and project, oldest first
 */
export function provenCadence(volumes: readonly (readonly Chain[])[]): ProvenCadence {
  const within = volumes.flat().flatMap(({ links }) => links.slice(1).map((link, index) => daysBetween(links[index], link)));
  const [everyDays = 0] = within;
  if (everyDays < 1 || within.some((gap) => gap !== everyDays))
    return { everyDays: undefined, fullEvery: undefined, wholeChains: 0 };
  const whole = volumes.flatMap((chains) =>
    chains.filter(
      ({ links, isHeadless }, index) => !isHeadless && daysBetween(links.at(-1), chains[index + 1]?.links[0]) === everyDays,
    ),
  );
  const longest = Math.max(...volumes.flat().map(({ links }) => links.length));
  const isProven = whole.length > 0 && whole.every(({ links }) => links.length === longest);
  return { everyDays, fullEvery: isProven ? longest : undefined, wholeChains: whole.length };
}

function daysBetween(from: Chain['links'][number] | undefined, to: Chain['links'][number] | undefined): number {
  const [a, b] = [from, to].map((backup) => backup && takenOn(backup));
  return a === undefined || b === undefined ? Number.NaN : b - a;
}
