import { baselines } from '../../engine/decide/baseline.js';
import { planFor } from '../../engine/plan.js';
import { parsed } from '../../problems/problem.js';
import type { Call } from '../commands.js';
import type { ExitCode } from '../terminal.js';
import { decide, decisionOf } from './deliver.js';
import { percentFlag } from './number-flags.js';

/** `stowage baseline`: the plan against own disk, tape, an appliance, snapshots, plain Swift. */
export function baselineCommand(call: Call): Promise<ExitCode> {
  return decide(call, 'Against what it replaces', async ({ input }) => {
    const claim = percentFlag(call, 'claim', 99);
    if (!claim.ok) return claim;
    const claimed = claim.value?.toFixed() ?? input.scenario.decisions?.baseline?.claim ?? '0.9';
    return parsed(decisionOf({ baseline: baselines(input, planFor(input), claimed) }));
  });
}
