import type { Catalog } from '../../catalog/types.js';
import type { Call } from '../commands.js';
import { text } from '../flag-values.js';

/** A value that a person did not write, and what stands behind it. */
export interface Assumed {
  readonly flag: string;
  readonly value: string;
  readonly label: string;
  readonly source: string;
  readonly note: string;
}

/** The defaults behind flags that were not given. `keys`: flag to key of data/defaults.csv. */
export function assumedFor(call: Call, { defaults }: Catalog, keys: Readonly<Record<string, string>>): readonly Assumed[] {
  return Object.entries(keys).flatMap(([flag, key]) => {
    const found = text(call, flag) === undefined ? defaults[key] : undefined;
    if (found === undefined) return [];
    const { value, unit, source } = found;
    return [
      { flag: `--${flag}`, value: `${value} ${unit}`.trim(), label: source.label, source: source.title, note: source.note ?? '' },
    ];
  });
}
