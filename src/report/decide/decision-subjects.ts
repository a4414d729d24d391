import type { Decisions } from '../../engine/decide/decision-types.js';
import type { Subject } from '../tables-document.js';
import type { SourceNumbers } from '../view-model-sources.js';
import { answerSubject } from './answer-subject.js';
import { baselineSubject } from './baseline-subject.js';
import { migrationSubject } from './migration-subject.js';
import { optimumSubject } from './optimum-subject.js';

/** What a plan decided, subject by subject. */
export function decisionSubjects(
  { baseline, optimum, migrations, answers }: Decisions,
  numbers: SourceNumbers,
): readonly Subject[] {
  return [
    ...(baseline === undefined ? [] : [baselineSubject(baseline, numbers)]),
    ...(optimum === undefined ? [] : [optimumSubject(optimum, { id: 'front' })]),
    ...(migrations ?? []).map((move) => migrationSubject(move, numbers)),
    ...(answers ?? []).map(answerSubject),
  ];
}
