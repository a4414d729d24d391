import type { WorkloadRule } from '../inventory/types.js';
import { GIB_BYTES } from '../units/gib.js';
import { type Reading, report, unknownName } from './reading.js';
import type { RuleEntry } from './schema.js';
import type { Path } from './tree.js';

/** Names that a rule may use. */
export interface RuleNames {
  readonly profiles: readonly string[];
  /** In the order of the file: a rule without a policy takes the first. */
  readonly policies: readonly string[];
}

/**
 * Workload rules as the inventory matches them. A list of types, projects or names is one rule for each combination, in the order written, so
 * that "first match wins" still holds.
 */
export function readRules(entries: readonly RuleEntry[], names: RuleNames, reading: Reading): readonly WorkloadRule[] {
  return entries.flatMap((entry, index) => readRule(entry, ['rules', index], names, reading));
}

function readRule(entry: RuleEntry, path: Path, names: RuleNames, reading: Reading): readonly WorkloadRule[] {
  const action = readAction(entry, path, names, reading);
  const { type, project, name, minSize, maxSize, status, metadata, encrypted, bootable } = entry.match ?? {};
  if (minSize !== undefined && maxSize !== undefined && minSize > maxSize) {
    report(reading, {
      code: 'SCN007',
      path: [...path, 'match', 'minSize'],
      found: 'a minSize above maxSize',
      wanted: 'minSize up to maxSize',
      fix: 'swap them',
    });
  }
  if (!action) return [];
  const common = {
    ...(status === undefined ? {} : { status }),
    ...(minSize === undefined ? {} : { minSizeGib: minSize / GIB_BYTES }),
    ...(maxSize === undefined ? {} : { maxSizeGib: maxSize / GIB_BYTES }),
    ...(metadata === undefined ? {} : { metadata }),
    ...(encrypted === undefined ? {} : { encrypted }),
    ...(bootable === undefined ? {} : { bootable }),
  };
  return each(type).flatMap((oneType) =>
    each(project).flatMap((oneProject) =>
      each(name).map((oneName) => ({
        match: {
          ...(oneType === undefined ? {} : { type: oneType }),
          ...(oneProject === undefined ? {} : { project: oneProject }),
          ...(oneName === undefined ? {} : { name: oneName }),
          ...common,
        },
        action,
      })),
    ),
  );
}

const each = (list: readonly string[] | undefined): readonly (string | undefined)[] => list ?? [undefined];

function readAction(
  entry: RuleEntry,
  path: Path,
  { profiles, policies }: RuleNames,
  reading: Reading,
): WorkloadRule['action'] | undefined {
  if (entry.exclude !== undefined) {
    if (entry.policy === undefined && entry.profile === undefined) return { kind: 'exclude', reason: entry.exclude };
    const both = { found: 'exclude beside a profile or policy', wanted: 'either exclude or a profile and policy' };
    return report(reading, {
      code: 'SCN007',
      path: [...path, 'exclude'],
      ...both,
      fix: 'volumes are planned or left out, not both',
    });
  }
  const policy = entry.policy ?? policies[0];
  const profile = entry.profile;
  const knowsProfile = profile !== undefined && profiles.includes(profile);
  const knowsPolicy = policy !== undefined && policies.includes(policy);
  if (profile !== undefined && !knowsProfile)
    unknownName(reading, { path: [...path, 'profile'], what: 'profile', name: profile, known: profiles });
  if (policy !== undefined && !knowsPolicy)
    unknownName(reading, { path: [...path, 'policy'], what: 'policy', name: policy, known: policies });
  return knowsProfile && knowsPolicy ? { kind: 'plan', profile, policy, encrypted: entry.encrypted } : undefined;
}

/** Does a rule take every volume? Then no volume is left for a catch-all. */
export function catchesAll(entry: RuleEntry): boolean {
  return Object.keys(entry.match ?? {}).length === 0;
}
