import { baselines } from '../../engine/decide/baseline.js';
import { planFor } from '../../engine/plan.js';
import { parsed } from '../../problems/problem.js';
import { baselineSheet } from '../../report/decide/baseline-sheet.js';
import { Decimal } from '../../units/decimal.js';
import type { Call } from '../commands.js';
import type { ExitCode } from '../terminal.js';
import { decide } from './deliver.js';
import { percentFlag } from './number-flags.js';

/** `stowage baseline`: the plan against own disk, tape, an appliance, snapshots, plain Swift. */
export function baselineCommand(call: Call): Promise<ExitCode> {
  return decide(call, async ({ input }) => {
    const claim = percentFlag(call, 'claim', 99);
    if (!claim.ok) return claim;
    const result = baselines(input, planFor(input), claim.value ?? new Decimal('0.9'));
    return parsed({ data: result, sheets: [baselineSheet(result)] });
  });
}
