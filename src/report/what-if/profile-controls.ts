import type { Profile, Range } from '../../catalog/types.js';
import type { PlanInput } from '../../engine/plan-types.js';
import type { Scenario } from '../../scenario/types.js';
import type { Control, ControlGroup, Edit } from './control.js';
import { numberControl } from './number-control.js';
import { typedNumber } from './values.js';

type Key = 'dailyChange' | 'compression' | 'used' | 'shared' | 'hot';

interface Field {
  readonly key: Key;
  readonly label: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  /** A share is typed in percent. */
  readonly percent: boolean;
}

const FIELDS: readonly Field[] = [
  { key: 'dailyChange', label: 'Daily change', unit: '% a day', low: 0, high: 100, percent: true },
  { key: 'compression', label: 'Compression', unit: ': 1', low: 1, high: 1000, percent: false },
  { key: 'used', label: 'Used of provisioned', unit: '%', low: 0, high: 100, percent: true },
  { key: 'shared', label: 'Shared between volumes', unit: '%', low: 0, high: 100, percent: true },
  { key: 'hot', label: 'Hot: where changes fall', unit: '%', low: 0, high: 100, percent: true },
];

/** How data behaves, for each profile that protects a volume. */
export function profileGroups({ scenario, cohorts }: PlanInput): readonly ControlGroup[] {
  const names = [...new Set(cohorts.cohorts.map(({ profile }) => profile))];
  return names.flatMap((name): ControlGroup[] => {
    const profile = own(scenario.profiles, name);
    if (profile === undefined) return [];
    return [{ title: `Data: ${profile.title || name}`, controls: FIELDS.map((field) => profileControl(name, profile, field)) }];
  });
}

function profileControl(name: string, profile: Profile, field: Field): Control {
  const { key, label, unit, low, high } = field;
  const id = `profile/${name}/${key}`;
  return numberControl({
    id,
    label,
    unit,
    low,
    high,
    value: typed(profile[key].likely, field),
    apply: (scenario, text) => {
      const base = own(scenario.profiles, name);
      if (base === undefined) return scenario;
      const changed = { ...base, [key]: scaledRange(base[key], text, field, scenario.file, `profiles.${name}.${key}`) };
      return { ...scenario, profiles: { ...scenario.profiles, [name]: changed } };
    },
    edits: (changed) => rangeEdit(changed, name, field),
  });
}

const typed = (value: number, { percent }: Field): string => typedNumber(percent ? value * 100 : value);
const read = (text: string, { percent }: Field): number => (percent ? +text / 100 : +text);

/** The likely value as typed; low and high keep their distance to it as a ratio, within the field's bounds. */
function scaledRange(range: Range, text: string, field: Field, file: string, key: string): Range {
  const likely = read(text, field);
  const ratio = range.likely === 0 ? 1 : likely / range.likely;
  const bound = (value: number): string =>
    typedNumber(Math.min(field.high, Math.max(field.low, field.percent ? value * 100 : value)));
  const low = read(bound(Math.min(likely, range.low * ratio)), field);
  const high = read(bound(Math.max(likely, range.high * ratio)), field);
  return {
    low: Math.min(low, likely),
    likely,
    high: Math.max(high, likely),
    source: {
      id: file,
      title: `what-if, ${key}`,
      url: '',
      lastChecked: '',
      confidence: 'low',
      label: 'assumption',
    },
  };
}

function rangeEdit(changed: Scenario, name: string, field: Field): readonly Edit[] {
  const range = own(changed.profiles, name)?.[field.key];
  if (range === undefined) return [];
  const written = (value: number): string => `${typed(value, field)}${field.percent ? '%' : ''}`;
  const value = { low: written(range.low), likely: written(range.likely), high: written(range.high) };
  return [{ path: ['profiles', name, field.key], value }];
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
