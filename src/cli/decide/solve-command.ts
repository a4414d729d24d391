import { optimise } from '../../engine/decide/optimise/optimise.js';
import { breakEvenAge, largestEstate, longestRetention, monthsUntilFull } from '../../engine/decide/questions.js';
import { type Question, solve } from '../../engine/decide/solve.js';
import type { PlanInput } from '../../engine/plan-types.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import { optimumData, optimumSheet } from '../../report/decide/optimise-sheet.js';
import { solutionSheet } from '../../report/decide/solve-sheet.js';
import { money } from '../../units/quantity.js';
import type { Call } from '../commands.js';
import { choice, text } from '../flag-values.js';
import type { ExitCode } from '../terminal.js';
import { type Decision, decide, type Ground } from './deliver.js';
import { moneyFlag } from './number-flags.js';
import { gridFrom } from './optimise-grid.js';

/** `stowage solve`: from a budget, a link, a target back to what is possible; each answer planned again, and one step beyond it. */
export function solveCommand(call: Call): Promise<ExitCode> {
  return decide(call, async (ground) => {
    const wanted = choice(call, 'for', ['retention', 'estate', 'appliance-full', 'class', 'transition']);
    if (!wanted.ok) return wanted;
    if (wanted.value === 'class') return cheapestClass(ground);
    const question = questionOf(call, ground.input, wanted.value);
    if (!question.ok) return question;
    await ground.progress.step('planning again and again');
    const solution = solve(question.value);
    return parsed({ data: { solution }, sheets: [solutionSheet(solution)] });
  });
}

type Wanted = 'retention' | 'estate' | 'appliance-full' | 'transition';

function questionOf(call: Call, input: PlanInput, wanted: Wanted): Parsed<Question> {
  const { scenario } = input;
  switch (wanted) {
    case 'retention': {
      const budget = moneyFlag(call, 'budget');
      if (!budget.ok) return budget;
      if (budget.value === undefined) return asks('--budget', 'money over the horizon, such as --budget 60000');
      return parsed(longestRetention(input, money(scenario.currency, budget.value)));
    }
    case 'estate':
      return parsed(largestEstate(input));
    case 'appliance-full':
      if (scenario.store.kind === 'plain') return asks(scenario.file, 'a scenario with an appliance: a plain store has none');
      return parsed(monthsUntilFull(input));
    case 'transition':
      if (scenario.useCase !== 'combined') return asks(scenario.file, 'a destination with an archiveClass that data moves to');
      return parsed(breakEvenAge(input));
  }
}

const asks = (file: string, wanted: string): Parsed<never> => ({
  ok: false,
  problems: [{ code: 'CLI005', severity: 'error', where: { file }, found: 'none', wanted }],
});

/** RTO -> cheapest class: every class of the regions of the scenario, with one target for all restores. The step beyond is the cheapest that misses. */
async function cheapestClass({ call, input, loaded }: Ground): Promise<Parsed<Decision>> {
  const given = text(call, 'rto');
  const hours = given !== undefined && /^\d{1,6}(\.\d{1,3})?$/.test(given) ? +given : undefined;
  if (hours === undefined) return asks('--rto', 'hours for every restore, such as --rto 24');
  const grid = gridFrom(call, input.scenario, loaded.shelf);
  if (!grid.ok) return grid;
  const { scenario } = input;
  const targeted = { ...scenario, restores: scenario.restores.map((restore) => ({ ...restore, rtoHours: hours })) };
  const limits = { probability: 1, budget: undefined, countries: [], excludedProviders: [], headroom: 0 };
  const found = optimise({
    input: { ...input, scenario: targeted },
    grid: grid.value,
    limits,
    prices: { wanPerMbit: undefined },
  });
  const sheet = optimumSheet(found, { currency: scenario.currency, wanPerMbit: undefined });
  const title = `The cheapest class that restores everything asked for within ${hours} hours`;
  return parsed({ data: { rtoHours: hours, ...optimumData(found) }, sheets: [{ ...sheet, title }] });
}
