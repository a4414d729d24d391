import { answerTo, EVERY_CLASS } from '../../engine/decide/decisions.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import type { SolveAsked } from '../../scenario/decision-types.js';
import type { Scenario } from '../../scenario/types.js';
import type { Call } from '../commands.js';
import { choice, text } from '../flag-values.js';
import type { ExitCode } from '../terminal.js';
import { decide, decisionOf } from './deliver.js';
import { moneyFlag } from './number-flags.js';

const WANTED = ['retention', 'estate', 'appliance-full', 'class', 'transition'] as const;

/** `stowage solve`: from a budget, a link, a target back to what is possible; each answer planned again, and one step beyond it. */
export function solveCommand(call: Call): Promise<ExitCode> {
  return decide(call, 'Solved backwards', async ({ input, progress }) => {
    const wanted = choice(call, 'for', WANTED);
    if (!wanted.ok) return wanted;
    const asked = askedOf(call, input.scenario, wanted.value);
    if (!asked.ok) return asked;
    await progress.step('planning again and again');
    const optimise = input.scenario.decisions?.optimise ?? EVERY_CLASS;
    return parsed(decisionOf({ answers: [answerTo(input, asked.value, { optimise })] }));
  });
}

function askedOf(call: Call, scenario: Scenario, wanted: (typeof WANTED)[number]): Parsed<SolveAsked> {
  switch (wanted) {
    case 'retention': {
      const budget = moneyFlag(call, 'budget');
      if (!budget.ok) return budget;
      if (budget.value === undefined) return asks('--budget', 'money over the horizon, such as --budget 60000');
      return parsed({ for: 'retention', budget: budget.value.toFixed() });
    }
    case 'class': {
      const given = text(call, 'rto');
      const hours = given !== undefined && /^\d{1,6}(\.\d{1,3})?$/.test(given) ? +given : undefined;
      if (hours === undefined) return asks('--rto', 'hours for every restore, such as --rto 24');
      return parsed({ for: 'class', rtoHours: hours });
    }
    case 'estate':
      return parsed({ for: 'estate' });
    case 'appliance-full':
      if (scenario.store.kind === 'plain') return asks(scenario.file, 'a scenario with an appliance: a plain store has none');
      return parsed({ for: 'appliance-full' });
    case 'transition':
      if (scenario.useCase !== 'combined') return asks(scenario.file, 'a destination with an archiveClass that data moves to');
      return parsed({ for: 'transition' });
  }
}

const asks = (file: string, wanted: string): Parsed<never> => ({
  ok: false,
  problems: [{ code: 'CLI005', severity: 'error', where: { file }, found: 'none', wanted }],
});
