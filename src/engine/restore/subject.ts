import type { Cohort, Cohorts, Tally, VolumeRef } from '../../inventory/types.js';
import type { RestoreSubject } from '../../scenario/types.js';
import { asGib, type Gib } from '../../units/gib.js';
import type { CohortState } from '../capacity/types.js';

/** The part of a restore that lies in one cohort. */
export interface SubjectPart {
  readonly state: CohortState;
  readonly volumes: number;
  readonly provisioned: Gib;
  readonly used: Gib;
  /** Of the cohort's provisioned size, 0 to 1. */
  readonly share: number;
  /** Largest volume known of the part; 0: none is. */
  readonly largest: Gib;
}

/** What a restore brings back, resolved against the inventory. */
export interface ResolvedSubject {
  readonly what: string;
  readonly volumes: number;
  readonly provisioned: Gib;
  readonly used: Gib;
  /** Largest volume known among them: one worker writes it alone. */
  readonly largest: Gib;
  readonly parts: readonly SubjectPart[];
}

interface Estate {
  readonly cohorts: Cohorts;
  readonly states: readonly CohortState[];
}

/** A volume keeps the size it has today; growth brings more volumes. */
function ofVolume(estate: Estate, what: string, size: Gib, cohort: string): ResolvedSubject | undefined {
  const state = estate.states.find((candidate) => candidate.name === cohort);
  if (!state) return undefined;
  const share = state.provisioned > 0 ? Math.min(1, size / state.provisioned) : 0;
  const part: SubjectPart = { state, volumes: 1, provisioned: size, used: asGib(share * state.used), share, largest: size };
  return { what, volumes: 1, provisioned: size, used: part.used, largest: size, parts: [part] };
}

interface Selection {
  readonly what: string;
  readonly tallyOf: (cohort: Cohort) => Tally | undefined;
  readonly holds: (volume: VolumeRef) => boolean;
}

/** A share of today's cohorts is the same share of the grown ones. */
function ofSelection(estate: Estate, selection: Selection): ResolvedSubject | undefined {
  const parts: SubjectPart[] = [];
  for (const cohort of estate.cohorts.cohorts) {
    const tally = selection.tallyOf(cohort);
    const state = estate.states.find((candidate) => candidate.name === cohort.name);
    if (!tally || !state || tally.volumes === 0 || cohort.provisioned <= 0) continue;
    const share = Math.min(1, tally.size / cohort.provisioned);
    const largest = cohort.largest.find(selection.holds)?.size ?? asGib(0);
    parts.push({
      state,
      largest,
      volumes: tally.volumes,
      provisioned: asGib(share * state.provisioned),
      used: asGib(share * state.used),
      share,
    });
  }
  if (parts.length === 0) return undefined;
  const sum = (of: (part: SubjectPart) => number) => parts.reduce((total, part) => total + of(part), 0);
  return {
    what: selection.what,
    volumes: sum((part) => part.volumes),
    provisioned: asGib(sum((part) => part.provisioned)),
    used: asGib(sum((part) => part.used)),
    largest: asGib(parts.reduce((most, part) => Math.max(most, part.largest), 0)),
    parts,
  };
}

function ownTally(tallies: Readonly<Record<string, Tally>>, key: string): Tally | undefined {
  return Object.hasOwn(tallies, key) ? tallies[key] : undefined;
}

function largestVolume(cohorts: Cohorts): VolumeRef | undefined {
  const heads = cohorts.cohorts.flatMap((cohort) => cohort.largest.slice(0, 1));
  return heads.reduce<VolumeRef | undefined>((best, volume) => (best && best.size >= volume.size ? best : volume), undefined);
}

/** The smallest k whose 2^k holds a size, by comparisons alone: a logarithm is the JavaScript engine's to round. */
function bucketOf(size: Gib): number {
  let bucket = 0;
  for (let holds = 1; holds < size; holds *= 2) bucket++;
  return bucket;
}

/** The cohort with most volumes of a size: by the histogram's bucket k of (2^(k-1), 2^k] GiB. */
function cohortOfSize(cohorts: Cohorts, size: Gib): Cohort | undefined {
  const bucket = bucketOf(size);
  const count = (cohort: Cohort) => cohort.histogram[bucket] ?? 0;
  return cohorts.cohorts.reduce<Cohort | undefined>(
    (best, cohort) => (best && count(best) >= count(cohort) ? best : cohort),
    undefined,
  );
}

const titled = (volume: VolumeRef): string => `volume "${volume.name === '' ? volume.id : volume.name}"`;

/**
 * What a restore scenario brings back (M-63): volumes, provisioned and used GiB, and the share of each cohort that they are.
 *
 * @returns undefined when the inventory holds no such volume, project or type: said in the report, never a free restore
 */
export function resolveSubject(
  subject: RestoreSubject,
  cohorts: Cohorts,
  states: readonly CohortState[],
): ResolvedSubject | undefined {
  const estate: Estate = { cohorts, states };
  switch (subject.kind) {
    case 'volume': {
      const volume = Object.hasOwn(cohorts.named, subject.volume) ? cohorts.named[subject.volume] : undefined;
      return volume && ofVolume(estate, titled(volume), volume.size, volume.cohort);
    }
    case 'largest': {
      const volume = largestVolume(cohorts);
      return volume && ofVolume(estate, `the largest ${titled(volume)}`, volume.size, volume.cohort);
    }
    case 'percentile': {
      const size = subject.percent === 50 ? cohorts.percentile.p50 : cohorts.percentile.p95;
      const cohort = size > 0 ? cohortOfSize(cohorts, size) : undefined;
      return cohort && ofVolume(estate, `a volume of the ${subject.percent}th percentile`, size, cohort.name);
    }
    case 'project':
      return ofSelection(estate, {
        what: `project "${subject.project}"`,
        tallyOf: (cohort) => ownTally(cohort.byProject, subject.project),
        holds: (volume) => volume.project === subject.project,
      });
    case 'type':
      return ofSelection(estate, {
        what: `volume type "${subject.type}"`,
        tallyOf: (cohort) => ownTally(cohort.byType, subject.type),
        holds: (volume) => volume.type === subject.type,
      });
    case 'all':
      return ofSelection(estate, {
        what: 'everything',
        tallyOf: (cohort) => ({ volumes: cohort.volumes, size: cohort.provisioned }),
        holds: () => true,
      });
  }
}
