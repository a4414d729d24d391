import type { Scenario } from '../../scenario/types.js';
import { addDays, addMonths, calendarDate, type Day, dayOf } from '../../units/day.js';
import type { Gib } from '../../units/gib.js';
import type { CapacityResult } from '../capacity/types.js';
import type { Pipe } from '../restore/restore-time.js';
import type { Retrieval } from '../restore/retrieval-wait.js';
import { steadyNew } from '../sizing/needs.js';
import { usableWan } from '../sizing/wan.js';
import { counted } from '../sizing/words.js';
import type { MigrationCalendar, MigrationTerms } from './migrate-types.js';

const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_DAY = 86_400;
const HOURS_PER_DAY = 24;

export interface CalendarInput {
  readonly scenario: Scenario;
  readonly capacity: CapacityResult;
  readonly terms: MigrationTerms;
  readonly start: Day;
  readonly size: Gib;
  readonly retrieval: Retrieval;
  /** The appliances' reading from the store; undefined: none is in the way. */
  readonly appliance: Pipe | undefined;
}

interface DailyPipe {
  readonly name: string;
  readonly perDay: number;
}

/**
 * What a day leaves for the move, pipe by pipe (M-100). Through the site the link carries the nightly data first, up, within its upload
 * hours; what it reads comes down beside it.
 */
export function dailyPipes({ scenario, capacity, terms, retrieval, appliance }: CalendarInput): readonly DailyPipe[] {
  const { network } = scenario;
  const link = usableWan(network);
  const index = terms.month - 1;
  const month = capacity.months[index];
  const nightly = month === undefined ? 0 : steadyNew(month, index, capacity.seed) / Math.max(1, month.days);
  const up = {
    name: 'the link up, after the nightly data',
    perDay: Math.max(0, link * network.uploadHours * SECONDS_PER_HOUR - nightly),
  };
  return [
    ...(terms.via === 'site' ? [up, { name: 'the link down', perDay: link * SECONDS_PER_DAY }] : []),
    ...(appliance === undefined ? [] : [{ name: appliance.name, perDay: appliance.rate * SECONDS_PER_DAY }]),
    { name: 'the restore requests of the old store', perDay: retrieval.throughput * SECONDS_PER_DAY },
  ];
}

/** Start, wait, copy, overlap (M-101). `perDay` may be given to ask what another pace would do. */
export function moveCalendar(input: CalendarInput): MigrationCalendar {
  const { terms, start, size, retrieval, appliance } = input;
  const pipes = dailyPipes(input);
  const slowest = pipes.reduce((least, pipe) => (pipe.perDay < least.perDay ? pipe : least));
  const waitDays = size > 0 ? retrieval.wait.likely / HOURS_PER_DAY : 0;
  const transferDays = size <= 0 ? 0 : slowest.perDay > 0 ? size / slowest.perDay : Number.POSITIVE_INFINITY;
  const until = addMonths(input.scenario.start, input.scenario.horizonMonths);
  const days = Math.ceil(waitDays + transferDays);
  const finish = Number.isFinite(days) && start + days <= until ? addDays(start, days) : undefined;
  const release = finish === undefined ? undefined : releaseAfter(finish, terms.overlapMonths);
  return {
    start,
    perDay: slowest.perDay,
    limit: Number.isFinite(slowest.perDay) ? slowest.name : 'no published limit: the copy is taken to be done as it is read',
    waitDays,
    transferDays,
    finish,
    release: release !== undefined && release <= until ? release : undefined,
    applianceHours: appliance === undefined || size <= 0 ? undefined : size / appliance.rate / SECONDS_PER_HOUR,
  };
}

/** The old store goes on the first day of a month: after the month of the last copy, and the overlap. */
export function releaseAfter(finish: Day, overlapMonths: number): Day {
  const { year, month } = calendarDate(addDays(finish, -1));
  return dayOf(year, month + 1 + overlapMonths, 1);
}

export const overlapInWords = (months: number): string => counted(months, 'month');
