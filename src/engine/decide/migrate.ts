import type { Destination } from '../../scenario/types.js';
import { addDays, asDay, type Day } from '../../units/day.js';
import { asGib } from '../../units/gib.js';
import { money } from '../../units/quantity.js';
import { capacityOf } from '../capacity/capacity-of.js';
import type { CapacityMonth } from '../capacity/types.js';
import { capacityInput } from '../capacity-input.js';
import type { Charge, Total } from '../charge.js';
import { driftingTerms } from '../cost/destination-cost.js';
import { destinationTerms } from '../cost/destination-terms.js';
import { monthCharges } from '../cost/month-charges.js';
import { sumOfTotals, totalOf } from '../cost/totals.js';
import { billTerms, bookFor } from '../plan.js';
import type { Plan, PlanInput } from '../plan-types.js';
import { restoreClasses, retrievalFor } from '../restore/restore-classes.js';
import { restorePipes } from '../restore/restore-pipes.js';
import { chosenLimits } from '../sizing/limits.js';
import { abortRule } from './abort-rule.js';
import { leavingCharges, leftBehindCharges, type Stage, storedData, writingCharges } from './leave-store.js';
import { migrationBecause } from './migrate-because.js';
import type { Migration, MigrationCalendar, MigrationMonth, MigrationTerms } from './migrate-types.js';
import { moveCalendar, releaseAfter } from './move-calendar.js';
import { copiedBy, frozenMonth, type Move, movedObjects, newStoreMonth } from './move-months.js';
import { presentValue } from './present-value.js';

export interface MigrationInput {
  readonly input: PlanInput;
  readonly plan: Plan;
  readonly to: Destination;
  readonly terms: MigrationTerms;
}

/**
 * A move of everything stored from the plan's destination to another (M-100 to M-106): calendar, what it costs once, what it saves a
 * month, when it has paid for itself, its net present value and when to stop.
 *
 * From the move's first day new backups go to the new store; the old one is kept as it is, whole, until the overlap ends. Appliances
 * cost the same either way and are in neither sum.
 *
 * @throws RangeError if the month is not one of the plan after its first: the command line lets none through
 *
 * Source: design model section 8; docs/methodology-decide.md.
 */
export function migrate({ input, plan, to, terms }: MigrationInput): Migration {
  const { scenario } = input;
  const stage = stageOf(input, plan, to, terms);
  const box = chosenLimits(plan.appliance.chosen, scenario, input.catalog);
  const classes = restoreClasses(scenario);
  const data = storedData(stage.size, stage.last, classes.archive !== undefined);
  const retrieval = retrievalFor({ scenario, book: bookFor(input, scenario.destination), classes, data }, terms.retrieval);
  const pipes = restorePipes({ scenario, to: terms.via, box, units: plan.appliance.needed.units, retrieval }).fetch;
  const start = plan.capacity.months[terms.month - 1]?.from ?? stage.last.until;
  const appliance = pipes.find(({ kind }) => kind === 'appliance');
  const calendar = moveCalendar({ scenario, capacity: plan.capacity, terms, start, size: stage.size, retrieval, appliance });
  const flow = flowOf(stage, calendar);
  return {
    from: scenario.destination,
    to,
    terms,
    size: stage.size,
    calendar,
    ...summaryOf(flow, stage),
    abort: abortRule({ calendar, size: stage.size, ends: plan.capacity.months.map(({ until }) => until) }, (finish) =>
      presentValue(flowOf(stage, { ...calendar, finish, release: releaseOn(stage, finish) }).months, terms),
    ),
    because: migrationBecause(calendar, terms, stage.size),
  };
}

function releaseOn({ capacity, terms }: Stage, finish: Day): Day | undefined {
  const release = releaseAfter(finish, terms.overlapMonths);
  return release <= (capacity.months.at(-1)?.until ?? 0) ? release : undefined;
}

function stageOf(input: PlanInput, { capacity }: Plan, to: Destination, terms: MigrationTerms): Stage {
  const { scenario, cohorts } = input;
  const last = capacity.months[terms.month - 2];
  if (last === undefined) throw new RangeError(`month ${terms.month} of ${capacity.months.length}, expected one after the first`);
  const isSameAge = to.transitionAfterDays === scenario.destination.transitionAfterDays;
  const atNew = isSameAge ? capacity.months : capacityOf(capacityInput(scenario, cohorts.cohorts, to.transitionAfterDays)).months;
  const from = billTerms(input, scenario.destination);
  const into = billTerms(input, to);
  const old = destinationTerms(from);
  const fresh = destinationTerms(into);
  return {
    input,
    to,
    terms,
    capacity,
    atNew,
    last,
    size: last.backEndAtEnd,
    old,
    fresh,
    oldOn: driftingTerms(old, from),
    freshOn: driftingTerms(fresh, into),
  };
}

interface Flow {
  readonly months: readonly MigrationMonth[];
  readonly leaving: Total;
  readonly writing: Total;
  readonly overlap: Total;
  readonly leftBehind: Total;
  readonly charges: readonly Charge[];
  readonly missing: readonly string[];
}

/** Month by month from the move's first: both stores billed by the bill's own rules. */
function flowOf(stage: Stage, calendar: MigrationCalendar): Flow {
  const { currency } = stage.input.scenario;
  const parts = stage.capacity.months.slice(stage.terms.month - 1).map((month, index) => {
    const fresh = stage.atNew[stage.terms.month - 1 + index] ?? month;
    return monthOf(stage, calendar, month, fresh);
  });
  let savedSoFar = money(currency, '0');
  const months = parts.map(({ month, copied, stay, old, fresh, once }): MigrationMonth => {
    const saving = money(currency, stay.cost.amount.minus(old.cost.amount).minus(fresh.cost.amount).minus(once.cost.amount));
    savedSoFar = money(currency, savedSoFar.amount.plus(saving.amount));
    const sums = { stay: stay.cost, oldStore: old.cost, newStore: fresh.cost, once: once.cost, saving, savedSoFar };
    return { from: month.from, until: month.until, moved: asGib(copied), ...sums };
  });
  const sum = (of: (part: (typeof parts)[number]) => Total): Total => sumOfTotals(parts.map(of), currency);
  const all = sumOfTotals(
    parts.flatMap(({ stay, old, fresh, once }) => [stay, old, fresh, once]),
    currency,
  );
  return {
    months,
    leaving: sum(({ leaving }) => leaving),
    writing: sum(({ writing }) => writing),
    overlap: sum(({ old }) => old),
    leftBehind: sum(({ leftBehind }) => leftBehind),
    charges: parts.flatMap(({ charges }) => charges),
    missing: all.kind === 'atLeast' ? all.unpriced : [],
  };
}

function monthOf(stage: Stage, calendar: MigrationCalendar, month: CapacityMonth, planned: CapacityMonth) {
  const { input, size, last } = stage;
  const { currency, store } = input.scenario;
  const begin = asDay(calendar.start + Math.floor(calendar.waitDays));
  // A copy that does not end within the plan goes on at its pace.
  const finish = calendar.finish ?? addDays(begin, Math.ceil(Math.min(calendar.transferDays, 1e6)));
  const move: Move = {
    begin,
    finish: asDay(Math.max(finish, begin + 1)),
    size,
    objectMib: store.objectMib,
    transitionAfterDays: transitionOf(stage),
  };
  const copied = size * (copiedBy(month.until, move.begin, move.finish) - copiedBy(month.from, move.begin, move.finish));
  const leaving = leavingCharges(stage, copied, month);
  const isKept = calendar.release === undefined || month.from < calendar.release;
  const isLastKept = calendar.release !== undefined && isKept && month.until >= calendar.release;
  const leftBehind = isLastKept ? leftBehindCharges(stage, month) : [];
  const total = (charges: readonly Charge[]): Total => totalOf(charges, currency);
  const fresh = monthCharges(stage.freshOn(month.from), newStoreMonth(planned, move));
  return {
    month,
    copied,
    stay: total(monthCharges(stage.oldOn(month.from), month)),
    old: total(isKept ? monthCharges(stage.oldOn(month.from), frozenMonth(month, last)) : []),
    fresh: total(fresh),
    once: total([...leaving, ...leftBehind]),
    leaving: total(leaving),
    writing: total(writingCharges(stage.fresh, movedObjects(copied, store.objectMib))),
    leftBehind: total(leftBehind),
    charges: [...leaving, ...leftBehind],
  };
}

const transitionOf = ({ fresh }: Stage): number | undefined =>
  fresh.kind === 'object store' ? fresh.transitionAfterDays : undefined;

function summaryOf(flow: Flow, { terms, capacity }: Stage) {
  const { months } = flow;
  const whole = capacity.months.slice(terms.month - 1).findLastIndex((month) => month.days === month.daysOfMonth);
  const lastLoss = months.findLastIndex(({ savedSoFar }) => savedSoFar.amount.isNegative());
  return {
    ...flow,
    monthlySaving: months.at(whole)?.saving ?? money('', '0'),
    breakEven: months[lastLoss + 1]?.until,
    netPresentValue: presentValue(months, terms),
  };
}
