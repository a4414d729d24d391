import type { Cohorts } from '../inventory/types.js';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import type { Place, Problem } from '../problems/problem.js';
import type { Path } from './tree.js';
import type { RestoreScenario, Scenario } from './types.js';

/**
 * What a scenario says of volumes, projects and types, held against the inventory that was read (SCN008, with the nearest names).
 *
 * @param volumeNames names of all volumes read, for the hint
 * @param place       where a path of the scenario file stands
 */
export function checkAgainstInventory(
  { restores }: Pick<Scenario, 'restores'>,
  cohorts: Cohorts,
  { volumeNames, place }: { readonly volumeNames: Iterable<string>; readonly place: (path: Path) => Place },
): readonly Problem[] {
  return restores.flatMap(({ subject }, index) => {
    const wanted = missingIn(subject, cohorts, volumeNames);
    if (!wanted) return [];
    const fix = didYouMean(nearestNames(wanted.name, wanted.known)) ?? wanted.hint;
    return [
      {
        code: 'SCN008' as const,
        severity: 'error' as const,
        where: place(['restores', index, subject.kind]),
        found: `${subject.kind} "${wanted.name}"`,
        wanted: `a ${subject.kind} that the inventory has and the plan protects`,
        ...(fix === undefined ? {} : { fix }),
      },
    ];
  });
}

interface Missing {
  readonly name: string;
  readonly known: Iterable<string>;
  readonly hint: string | undefined;
}

function missingIn(
  subject: RestoreScenario['subject'],
  { named, cohorts, byProject, byType }: Cohorts,
  volumeNames: Iterable<string>,
): Missing | undefined {
  switch (subject.kind) {
    case 'volume':
      return Object.hasOwn(named, subject.volume) ? undefined : { name: subject.volume, known: volumeNames, hint: undefined };
    case 'project': {
      if (cohorts.some((cohort) => Object.hasOwn(cohort.byProject, subject.project))) return undefined;
      const hint = 'label an inventory file with its project: {file: ..., project: ...}';
      return { name: subject.project, known: Object.keys(byProject).filter((name) => name !== ''), hint };
    }
    case 'type':
      return cohorts.some((cohort) => Object.hasOwn(cohort.byType, subject.type))
        ? undefined
        : { name: subject.type, known: Object.keys(byType), hint: undefined };
    case 'largest':
    case 'percentile':
    case 'all':
      return undefined;
  }
}
