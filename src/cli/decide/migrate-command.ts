import { migrate } from '../../engine/decide/migrate.js';
import type { MigrationTerms } from '../../engine/decide/migrate-types.js';
import { RETRIEVALS } from '../../engine/decide/optimise/grid.js';
import { planFor } from '../../engine/plan.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import type { Scenario } from '../../scenario/types.js';
import { Decimal } from '../../units/decimal.js';
import type { Call } from '../commands.js';
import { choice, text } from '../flag-values.js';
import type { Shelf } from '../load-catalog.js';
import type { ExitCode } from '../terminal.js';
import { assumedFor } from './assumed.js';
import { decide, decisionOf } from './deliver.js';
import { destinationNamed } from './destinations.js';
import { allParsed, percentFlag, wholeFlag } from './number-flags.js';

/** `stowage migrate`: what it takes to move to another store, what it brings, and when to stop. */
export function migrateCommand(call: Call): Promise<ExitCode> {
  return decide(call, 'Move to another store', async ({ input, loaded }) => {
    const { shelf } = loaded;
    const asked = text(call, 'to');
    const targets =
      asked === undefined
        ? input.scenario.compare.map((destination) => parsed(destination))
        : asked.split(';').map((name) => destinationNamed(name, input.scenario, shelf));
    const terms = termsOf(call, input.scenario, shelf);
    const all = allParsed([...targets, terms]);
    if (!all.ok) return all;
    if (targets.length === 0) return noTarget();
    const plan = planFor(input);
    const assumptions = assumedFor(call, shelf.catalog, ASSUMED);
    const migrations = targets.flatMap((to) =>
      to.ok && terms.ok ? [migrate({ input, plan, to: to.value, terms: terms.value })] : [],
    );
    const { data, subjects } = decisionOf({ migrations });
    const notes = assumptions.map(
      ({ flag, value, label, note }) => `${flag} was not given: ${value} (${label}${note === '' ? '' : `: ${note}`})`,
    );
    return parsed({
      data: { ...data, assumptions },
      subjects: subjects.map((one) => ({ ...one, notes: [...one.notes, ...notes] })),
    });
  });
}

/** Flags, and the defaults that stand where they are not given. */
const ASSUMED = { month: 'month@migrate', overlap: 'overlap@migrate', 'discount-rate': 'discountRate@decide' };

const noTarget = (): Parsed<never> => ({
  ok: false,
  problems: [
    {
      code: 'CLI005',
      severity: 'error',
      where: { file: '--to' },
      found: 'nothing, and the scenario compares with no other destination',
      wanted: 'where to move to',
      fix: 'write --to aws/Ireland/Glacier',
    },
  ],
});

function termsOf(call: Call, { horizonMonths }: Scenario, { catalog }: Shelf): Parsed<MigrationTerms> {
  const fallback = (key: string): number => +(catalog.defaults[key]?.value ?? '0');
  const middle = Math.max(2, Math.ceil(horizonMonths / 2));
  const month = wholeFlag(call, 'month', {
    least: 2,
    most: Math.max(2, horizonMonths),
    fallback: Math.min(fallback('month@migrate'), middle),
  });
  const overlap = wholeFlag(call, 'overlap', { least: 0, most: 120, fallback: fallback('overlap@migrate') });
  const rate = percentFlag(call, 'discount-rate');
  const via = choice(call, 'via', ['site', 'cloud']);
  const retrieval = choice(call, 'retrieval', RETRIEVALS);
  if (!month.ok || !overlap.ok || !rate.ok || !via.ok || !retrieval.ok)
    return allParsed([month, overlap, rate, via, retrieval]) as Parsed<never>;
  return parsed({
    month: month.value,
    overlapMonths: overlap.value,
    discountRate: (rate.value ?? new Decimal(catalog.defaults['discountRate@decide']?.value ?? '0').div(100)).toFixed(),
    via: via.value,
    retrieval: retrieval.value,
  });
}
