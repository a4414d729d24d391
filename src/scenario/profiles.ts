import type { Profile, Range, Source } from '../catalog/types.js';
import { didYouMean, nearestNames } from '../problems/nearest.js';
import { type Reading, report, unknownName } from './reading.js';
import type { ProfileEntry, SpreadEntry } from './schema.js';

/**
 * The catalogue's profiles with the scenario's own values laid over them. A new name starts from the profile named by `like`.
 * A value that a person wrote has the scenario as its source.
 */
export function readProfiles(
  entries: Readonly<Record<string, ProfileEntry>>,
  reading: Reading,
): Readonly<Record<string, Profile>> {
  const known = reading.resolver.profiles;
  const overlaid = Object.entries(entries).flatMap(([name, entry]) => {
    const base = baseOf(name, entry, reading);
    return base
      ? [[name, overlay({ ...base, name, title: base.name === name ? base.title : name }, entry, name, reading)] as const]
      : [];
  });
  return { ...known, ...Object.fromEntries(overlaid) };
}

function baseOf(name: string, entry: ProfileEntry, reading: Reading): Profile | undefined {
  const known = reading.resolver.profiles;
  if (entry.like !== undefined) {
    if (Object.hasOwn(known, entry.like)) return known[entry.like];
    return unknownName(reading, {
      path: ['profiles', name, 'like'],
      what: 'profile',
      name: entry.like,
      known: Object.keys(known),
    });
  }
  if (Object.hasOwn(known, name)) return known[name];
  const near = didYouMean(nearestNames(name, Object.keys(known)));
  return report(reading, {
    code: 'SCN005',
    path: ['profiles', name],
    found: `the new profile "${name}"`,
    wanted: `a profile of the catalogue, or one that says which it is like: ${Object.keys(known).join(', ')}`,
    fix: `add "like: general-vm"${near === undefined ? '' : `; or ${near}`}`,
  });
}

function overlay(base: Profile, entry: ProfileEntry, name: string, reading: Reading): Profile {
  const range = (key: keyof ProfileEntry, spread: SpreadEntry | undefined, kept: Range, scale = 1): Range =>
    spread === undefined
      ? kept
      : {
          low: spread.low * scale,
          likely: spread.likely * scale,
          high: spread.high * scale,
          source: written(reading, `profiles.${name}.${key}`),
        };
  return {
    ...base,
    used: range('used', entry.used, base.used),
    shared: range('shared', entry.shared, base.shared),
    compression: range('compression', entry.compression, base.compression),
    dailyChange: range('dailyChange', entry.dailyChange, base.dailyChange),
    hot: range('hot', entry.hot, base.hot),
    writeKib: range('writeSize', entry.writeSize, base.writeKib, 1 / 1024),
    annualGrowth: range('growth', entry.growth, base.annualGrowth),
  };
}

/** The scenario itself as evidence: a person's own figure, with the line it stands on. */
function written(reading: Reading, key: string): Source {
  const { file, line } = reading.yaml.place(key.split('.'));
  return {
    id: line === undefined ? file : `${file}:${line}`,
    title: `scenario, ${key}`,
    url: '',
    lastChecked: '',
    confidence: 'medium',
    label: 'assumption',
  };
}
