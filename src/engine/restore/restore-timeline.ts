import type { Cohorts } from '../../inventory/types.js';
import type { ProtectionPolicy, RestoreScenario, Scenario } from '../../scenario/types.js';
import type { TimelineEntry } from '../plan-types.js';
import { type ClassQuery, retrievalFor } from './restore-classes.js';
import { type RestoreDataInput, restoreData } from './restore-data.js';
import { type QueueItem, restoreQueue } from './restore-queue.js';
import type { RestorePipes } from './restore-time.js';
import { workOf } from './restore-work.js';
import { intervalHours } from './rpo.js';
import type { ResolvedSubject, SubjectPart } from './subject.js';

export interface TimelineInput {
  readonly scenario: Scenario;
  readonly cohorts: Cohorts;
  readonly restore: RestoreScenario;
  readonly query: Omit<ClassQuery, 'data'>;
  readonly data: RestoreDataInput;
  /** Those of the whole restore. */
  readonly pipes: RestorePipes;
}

/** A part of a restore as one of its own. */
function alone({ what }: ResolvedSubject, part: SubjectPart): ResolvedSubject {
  const { volumes, provisioned, used, largest } = part;
  return { what, volumes, provisioned, used, largest, parts: [part] };
}

/** Told priorities first, 1 before 2; then the shorter target, then the more frequent backups. */
function byPriority(scenario: Scenario): (a: ProtectionPolicy | undefined, b: ProtectionPolicy | undefined) => number {
  const last = Number.MAX_VALUE;
  const keys = (policy: ProtectionPolicy | undefined): readonly number[] => [
    policy?.priority ?? last,
    policy?.rpoHours ?? scenario.rpoHours ?? last,
    policy ? intervalHours(policy) : last,
  ];
  return (a, b) => {
    const [left, right] = [keys(a), keys(b)];
    const at = left.findIndex((key, index) => key !== right[index]);
    return at < 0 ? 0 : (left[at] ?? last) - (right[at] ?? last);
  };
}

/**
 * Who is back when in one restore (M-77): its cohorts in order of their policies' priority, on the pipes that they share. A cohort whose
 * data is all local does not wait for an archive that another one needs.
 */
export function restoreTimeline(input: TimelineInput): readonly TimelineEntry[] {
  const { scenario, cohorts, restore, query, data, pipes } = input;
  const order = byPriority(scenario);
  const groups = data.subject.parts.map((part) => {
    const name = cohorts.cohorts.find((cohort) => cohort.name === part.state.name)?.policy ?? '';
    return { part, name, policy: scenario.policies[name] };
  });
  const items = groups
    .sort((a, b) => order(a.policy, b.policy))
    .map(({ part, name }): QueueItem => {
      const subject = alone(data.subject, part);
      const own = restoreData({ ...data, subject });
      const retrieval = retrievalFor({ ...query, data: own }, restore.retrieval);
      const work = workOf(scenario, subject, own);
      return { name: part.state.name, policy: name, work, waitHours: retrieval.wait.likely, waitWords: retrieval.words };
    });
  return restoreQueue(items, pipes);
}
