import type { PlanDiff } from '../../engine/diff/types.js';
import { stableJson } from '../render-json.js';
import type { DiffName } from './diff-document.js';

/** The difference as data: amounts as text with cents, sizes in GiB. */
export function diffJson(diff: PlanDiff, a: DiffName, b: DiffName): string {
  const order = diff.parts.map(({ cause }) => cause);
  const name = ({ name: called, file, madeBy }: DiffName) => ({ name: called, file, madeBy });
  return stableJson({ schema: 'stowage-diff/1', a: name(a), b: name(b), order, ...diff });
}
