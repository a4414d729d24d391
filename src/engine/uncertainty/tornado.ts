import type { Model } from './model.js';
import { outcomeFor, runTrial, trialRoom } from './trial.js';
import type { Tornado, TornadoBar } from './types.js';

/** The figures that a tornado is drawn of. */
interface Figures {
  readonly cost: number;
  readonly backEnd: number;
  readonly restores: readonly number[];
}

/** Likely values of all inputs, as draws of one trial. */
export function likelyDraws({ inputs }: Model): { readonly values: Float64Array; readonly trials: number } {
  return { values: Float64Array.from(inputs, ({ likely }) => likely), trials: 1 };
}

/**
 * Each input alone at its low and high end, all others likely: what it does to the total cost, to the back-end at the end, and to the restore
 * that is worst off.
 *
 * Source: docs/methodology-uncertainty.md M-91; model section 7.
 */
export function tornadoes(model: Model, currency: string): readonly Tornado[] {
  const likely = likelyDraws(model);
  const room = trialRoom(model);
  const outcome = outcomeFor(model);
  const figures = (place: number, value: number): Figures => {
    const values = likely.values.slice();
    if (place >= 0) values[place] = value;
    runTrial(model, room, { values, trials: 1 }, 0, outcome);
    return { cost: outcome.totalCost, backEnd: outcome.backEndAtEnd, restores: Array.from(outcome.restores) };
  };
  const middle = figures(-1, 0);
  const ends = model.inputs.map((input, place) => ({
    input,
    low: figures(place, input.low),
    high: figures(place, input.high),
  }));
  const worst = worstRestore(model, middle);
  const name = model.restores[worst]?.scenario.name;
  const tornado = (about: Pick<Tornado, 'result' | 'unit'>, of: (figures: Figures) => number): Tornado => ({
    ...about,
    likely: of(middle),
    bars: ends
      .flatMap(({ input, low, high }) => bar(input, { low: of(low), likely: of(middle), high: of(high) }))
      .sort(longestFirst),
  });
  return [
    tornado({ result: 'total cost', unit: currency }, ({ cost }) => cost),
    tornado({ result: 'back-end at end', unit: 'GiB' }, ({ backEnd }) => backEnd),
    ...(name === undefined
      ? []
      : [tornado({ result: 'worst restore', unit: `hours of "${name}"` }, ({ restores }) => restores[worst] ?? 0)]),
  ];
}

/** The restore that uses most of its target; the longest where none has one. */
function worstRestore({ restores }: Model, { restores: hours }: Figures): number {
  const anyAsked = restores.some(({ scenario }) => scenario.rtoHours !== undefined);
  const load = (index: number): number => {
    const asked = restores[index]?.scenario.rtoHours;
    const took = hours[index] ?? 0;
    if (!anyAsked) return took;
    return asked === undefined ? -1 : took / asked;
  };
  return restores.reduce((worst, _, index) => (load(index) > load(worst) ? index : worst), 0);
}

interface Ends {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** What moves nothing is no bar. Never minus never is nothing either. */
function bar({ key, title }: Pick<TornadoBar, 'key' | 'title'>, { low, likely, high }: Ends): readonly TornadoBar[] {
  if (low === likely && high === likely) return [];
  return [{ key, title, atLow: low, atHigh: high, least: Math.min(low, likely, high), most: Math.max(low, likely, high) }];
}

function longestFirst(a: TornadoBar, b: TornadoBar): number {
  return b.most - b.least - (a.most - a.least) || (a.key < b.key ? -1 : 1);
}
