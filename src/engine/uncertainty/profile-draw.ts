import type { Cohort } from '../../inventory/types.js';
import type { Scenario } from '../../scenario/types.js';
import type { Behaviour } from '../capacity/types.js';
import { SYMBOLS } from './inputs.js';
import type { UncertainInput } from './types.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** One profile in use: its behaviour, overwritten by each trial, and where its symbols stand among the inputs. */
export interface ProfileDraw {
  readonly name: string;
  readonly behaviour: Writable<Behaviour>;
  readonly likely: Behaviour;
  /** Place of each symbol's input; below 0: it has no range. The last is the scenario's own growth. */
  readonly places: Int32Array;
  readonly commonGrowth: number;
  readonly likelyCommonGrowth: number;
}

/** The profiles of the cohorts, drawn once each: cohorts of one profile behave alike in a trial. */
export function profileDraws(
  scenario: Scenario,
  cohorts: readonly Cohort[],
  inputs: readonly UncertainInput[],
): { readonly profiles: readonly ProfileDraw[]; readonly profileOf: Int32Array } {
  const names = [...new Set(cohorts.map((cohort) => cohort.profile))];
  const placeOf = (key: string): number => inputs.findIndex((input) => input.key === key);
  const profiles = names.map((name): ProfileDraw => {
    const profile = scenario.profiles[name];
    if (profile === undefined) throw new RangeError(`the scenario has no profile "${name}"`);
    const likely = {
      used: profile.used.likely,
      shared: profile.shared.likely,
      compression: profile.compression.likely,
      dailyChange: profile.dailyChange.likely,
      hot: profile.hot.likely,
      writeKib: profile.writeKib.likely,
      annualGrowth: profile.annualGrowth.likely,
    };
    return {
      name,
      behaviour: { ...likely },
      likely,
      places: Int32Array.from(SYMBOLS, ({ symbol }) => placeOf(`profiles.${name}.${symbol}`)),
      commonGrowth: placeOf('annualGrowth'),
      likelyCommonGrowth: scenario.annualGrowth ?? 0,
    };
  });
  return { profiles, profileOf: Int32Array.from(cohorts, (cohort) => names.indexOf(cohort.profile)) };
}

/**
 * Overwrites a profile's behaviour with one trial's draws.
 *
 * @param values inputs x trials
 */
export function setBehaviour(profile: ProfileDraw, values: Float64Array, trials: number, trial: number): Behaviour {
  const { behaviour, likely, places, commonGrowth } = profile;
  const drawn = (place: number, otherwise: number): number =>
    place < 0 ? otherwise : (values[place * trials + trial] ?? otherwise);
  behaviour.used = drawn(places[0] ?? -1, likely.used);
  behaviour.shared = drawn(places[1] ?? -1, likely.shared);
  behaviour.compression = drawn(places[2] ?? -1, likely.compression);
  behaviour.dailyChange = drawn(places[3] ?? -1, likely.dailyChange);
  behaviour.hot = drawn(places[4] ?? -1, likely.hot);
  behaviour.writeKib = drawn(places[5] ?? -1, likely.writeKib);
  behaviour.annualGrowth = drawn(places[6] ?? -1, likely.annualGrowth) + drawn(commonGrowth, profile.likelyCommonGrowth);
  return behaviour;
}
