import { type Money, money } from '../../units/quantity.js';
import type { Total } from '../charge.js';
import { changesOf } from './changes.js';
import { mixedInput } from './parts.js';
import { CAUSES, type Change, type DiffInput, type DiffPart, type InputCause, type Outcome, type PlanDiff } from './types.js';

/** One of the two plans: what it says, and what its input gives with this version and this catalogue. */
export interface DiffSide {
  readonly input: DiffInput;
  readonly stated: Outcome;
  readonly recomputed: Outcome;
  /** Tool and catalogue that made it: "0.1.0, catalogue 3f…". */
  readonly madeBy: string;
}

const INPUT_CAUSES = CAUSES.filter((cause): cause is InputCause => cause !== 'version');

/**
 * B - A by cause: B's parts take the place of A's one after the other, in the order of CAUSES, and each cause has what its step changes.
 * The steps telescope, so they add up to the whole difference to the cent. What two causes do together goes to the later one.
 * `version` = (A recomputed - A as stated) + (B as stated - B recomputed).
 *
 * @param outcomeOf what an input between the two comes to, with this version and catalogue
 * @throws RangeError where the currencies differ: the caller refuses such a pair
 *
 * Source: docs/methodology.md M-150.
 */
export function attributed(a: DiffSide, b: DiffSide, outcomeOf: (input: DiffInput) => Outcome): PlanDiff {
  const taken = new Set<InputCause>();
  const seen: Outcome[] = [a.stated, a.recomputed];
  let here = a.recomputed;
  const steps = INPUT_CAUSES.map((cause, index): DiffPart => {
    taken.add(cause);
    const changes = changesOf(cause, a.input, b.input);
    const isLast = index === INPUT_CAUSES.length - 1;
    const next = isLast ? b.recomputed : changes.length === 0 ? here : outcomeOf(mixedInput(a.input, b.input, taken));
    const part = partBetween(cause, here, next, changes);
    here = next;
    seen.push(next);
    return part;
  });
  const parts = [versionPart(a, b), ...steps];
  const unpriced = [...seen, b.stated].flatMap(({ total }) => (total.kind === 'atLeast' ? total.unpriced : []));
  return {
    before: a.stated,
    after: b.stated,
    difference: changeBetween(a.stated, b.stated),
    parts,
    unpriced: [...new Set(unpriced)],
  };
}

function versionPart(a: DiffSide, b: DiffSide): DiffPart {
  const first = changeBetween(a.stated, a.recomputed);
  const last = changeBetween(b.recomputed, b.stated);
  const changes = a.madeBy === b.madeBy ? [] : [{ key: 'made by', before: a.madeBy, after: b.madeBy }];
  return {
    cause: 'version',
    total: money(first.total.currency, first.total.amount.plus(last.total.amount)),
    lastMonth: money(first.total.currency, first.lastMonth.amount.plus(last.lastMonth.amount)),
    held: first.held + last.held,
    changes,
  };
}

function partBetween(cause: InputCause, from: Outcome, to: Outcome, changes: readonly Change[]): DiffPart {
  return { cause, ...changeBetween(from, to), changes };
}

function changeBetween(from: Outcome, to: Outcome): PlanDiff['difference'] {
  return { total: less(to.total, from.total), lastMonth: less(to.lastMonth, from.lastMonth), held: to.held - from.held };
}

function less({ cost: to }: Total, { cost: from }: Total): Money {
  if (to.currency !== from.currency) throw new RangeError(`cannot take ${from.currency} from ${to.currency}`);
  return money(to.currency, to.amount.minus(from.amount));
}
