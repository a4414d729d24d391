import { sizeOf } from '../../engine/decide/optimise/candidate-scenario.js';
import { gridOf } from '../../engine/decide/optimise/grid.js';
import { optimise } from '../../engine/decide/optimise/optimise.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import type { Call } from '../commands.js';
import type { ExitCode } from '../terminal.js';
import { decide, decisionOf } from './deliver.js';
import { optimiseAsked } from './optimise-flags.js';

const MOST = 5_000_000;

/** `stowage optimise`: the cheapest design that keeps every limit, the front of cost and restore time, what each limit costs. */
export function optimiseCommand(call: Call): Promise<ExitCode> {
  return decide(call, 'Choice of a design', async ({ input, loaded, progress }) => {
    const asked = optimiseAsked(call, input.scenario, loaded.shelf);
    if (!asked.ok) return asked;
    const size = sizeOf(gridOf(input, asked.value.space));
    if (size === 0 || size > MOST) return wrongSize(size);
    await progress.step(`searching ${size} designs`);
    const optimum = optimise(input, asked.value, (share) =>
      progress.tell(`searching ${size} designs: ${Math.round(share * 100)}%`),
    );
    return parsed(decisionOf({ optimum }));
  });
}

const wrongSize = (size: number): Parsed<never> => ({
  ok: false,
  problems: [
    {
      code: 'CLI005',
      severity: 'error',
      where: { file: 'the lists of the flags' },
      found: `${size} designs`,
      wanted: `at least 1, at most ${MOST}`,
      fix:
        size === 0
          ? 'a model has one form: leave --form out, or name models of that form'
          : 'leave values out of --to, --wan, --cache-days or --keep',
    },
  ],
});
