import { sizeOf } from '../../engine/decide/optimise/candidate-scenario.js';
import { optimise } from '../../engine/decide/optimise/optimise.js';
import type { Limits } from '../../engine/decide/optimise/types.js';
import { didYouMean, nearestNames } from '../../problems/nearest.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import { optimumData, optimumSheet } from '../../report/decide/optimise-sheet.js';
import { doubleFromExact } from '../../units/decimal.js';
import type { Call } from '../commands.js';
import { text } from '../flag-values.js';
import type { Shelf } from '../load-catalog.js';
import type { ExitCode } from '../terminal.js';
import { decide } from './deliver.js';
import { allParsed, moneyFlag, percentFlag } from './number-flags.js';
import { gridFrom } from './optimise-grid.js';

const MOST = 5_000_000;

/** `stowage optimise`: the cheapest design that keeps every limit, the front of cost and restore time, what each limit costs. */
export function optimiseCommand(call: Call): Promise<ExitCode> {
  return decide(call, async ({ input, loaded, progress }) => {
    const grid = gridFrom(call, input.scenario, loaded.shelf);
    const limits = limitsFrom(call, loaded.shelf);
    const wanPrice = moneyFlag(call, 'wan-price');
    if (!grid.ok || !limits.ok || !wanPrice.ok) return allParsed([grid, limits, wanPrice]) as Parsed<never>;
    if (sizeOf(grid.value) > MOST) return tooMany(sizeOf(grid.value));
    await progress.step(`searching ${sizeOf(grid.value)} designs`);
    const wanPerMbit = wanPrice.value === undefined ? undefined : doubleFromExact(wanPrice.value);
    const size = sizeOf(grid.value);
    const tell = (share: number): void => void progress.step(`searching ${size} designs: ${Math.round(share * 100)} %`);
    const found = optimise({ input, grid: grid.value, limits: limits.value, prices: { wanPerMbit } }, tell);
    const { currency } = input.scenario;
    return parsed({ data: optimumData(found), sheets: [optimumSheet(found, { currency, wanPerMbit })] });
  });
}

const tooMany = (size: number): Parsed<never> => ({
  ok: false,
  problems: [
    {
      code: 'CLI005',
      severity: 'error',
      where: { file: 'the lists of the flags' },
      found: `${size} designs`,
      wanted: `at most ${MOST}`,
      fix: 'leave values out of --to, --wan, --cache-days or --keep',
    },
  ],
});

const listOf = (given: string | undefined): readonly string[] =>
  (given ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

function limitsFrom(call: Call, { prices }: Shelf): Parsed<Limits> {
  const probability = percentFlag(call, 'probability');
  const budget = moneyFlag(call, 'budget');
  const headroom = percentFlag(call, 'headroom', 999);
  const countries = known('country', listOf(text(call, 'country')), [
    ...new Set(Object.values(prices.regions).map(({ country }) => country)),
  ]);
  const excluded = known(
    'exclude',
    listOf(text(call, 'exclude')),
    prices.providers.map(({ provider }) => provider),
  );
  if (!probability.ok || !budget.ok || !headroom.ok || !countries.ok || !excluded.ok) {
    return allParsed([probability, budget, headroom, countries, excluded]) as Parsed<never>;
  }
  return parsed({
    probability: probability.value === undefined ? 1 : doubleFromExact(probability.value),
    budget: budget.value,
    countries: countries.value,
    excludedProviders: excluded.value,
    headroom: headroom.value === undefined ? 0 : doubleFromExact(headroom.value),
  });
}

function known(flag: string, asked: readonly string[], names: readonly string[]): Parsed<readonly string[]> {
  const problems: Problem[] = [];
  const found = asked.flatMap((one) => {
    const name = names.find((candidate) => candidate.toLowerCase() === one.toLowerCase());
    if (name !== undefined) return [name];
    const fix = didYouMean(nearestNames(one, names)) ?? `known: ${[...names].sort().join(', ')}`;
    problems.push({
      code: 'CLI005',
      severity: 'error',
      where: { file: `--${flag}` },
      found: `"${one}"`,
      wanted: 'a name of the catalogue',
      fix,
    });
    return [];
  });
  const [first, ...rest] = problems;
  return first === undefined ? parsed(found) : { ok: false, problems: [first, ...rest] };
}
