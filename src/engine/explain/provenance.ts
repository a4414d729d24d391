import type { ExplainedInput } from '../charge.js';
import { at, listAt, type PlanTree, textAt } from './plan-tree.js';
import type { ExplainedSource } from './types.js';

/** A value of the scenario: where a person wrote it, or the default that stands in for it. */
export function fromScenario(tree: PlanTree, key: string): string {
  const assumed = listAt(tree, 'scenario', 'assumptions').find((assumption) => covers(textAt(assumption, 'key'), key));
  return assumed === undefined
    ? `scenario: ${key}`
    : `${textAt(assumed, 'label')}: ${textAt(assumed, 'source') || textAt(assumed, 'note')} (${textAt(assumed, 'key')})`;
}

/** "policies.*.keep.daily" covers "policies.nightly.keep.daily", and "policies.*.keep" too; a variant such as "@plain" is no part of the path. */
function covers(pattern: string, key: string): boolean {
  const steps = (pattern.split('@')[0] ?? '').split('.');
  const wanted = key.split('.');
  return steps.length >= wanted.length && wanted.every((step, index) => steps[index] === '*' || steps[index] === step);
}

/** One value of a workload profile: a row of data/profiles.csv, or the scenario. */
export function profileInput(
  tree: PlanTree,
  profile: string,
  name: string,
  value: string,
): ExplainedInput & { readonly source: ExplainedSource } {
  const source = sourceOf(at(tree, 'scenario', 'profiles', profile, name, 'source'));
  return { name: `${profile}: ${name}`, value, from: source.id, source };
}

export const sourceOf = (source: PlanTree): ExplainedSource => ({
  id: textAt(source, 'id'),
  title: textAt(source, 'title'),
  url: textAt(source, 'url'),
  lastChecked: textAt(source, 'lastChecked'),
});

/** Each source once. */
export function distinct(sources: readonly ExplainedSource[]): readonly ExplainedSource[] {
  return [...new Map(sources.filter(({ id }) => id !== '').map((source) => [source.id, source])).values()];
}
