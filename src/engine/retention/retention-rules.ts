import type { Retention, RetentionSemantics } from '../../scenario/types.js';

/** A calendar span: "2m" is two months. Absent parts are 0. */
export interface Span {
  readonly years?: number;
  readonly months?: number;
  readonly days?: number;
  readonly hours?: number;
}

/**
 * What a retention keeps. Counts: 0 or absent, the rule does not exist. Model section 2; the exact rules of the two engines
 * are in docs/methodology-capacity.md M-2 and M-3.
 */
export interface RetentionRules {
  readonly semantics: RetentionSemantics;
  readonly last?: number;
  readonly hourly?: number;
  readonly daily?: number;
  readonly weekly?: number;
  readonly monthly?: number;
  readonly yearly?: number;
  readonly within?: Span;
  /** Newest of each period inside the span, no count. restic only: borg has no such rule. */
  readonly withinHourly?: Span;
  readonly withinDaily?: Span;
  readonly withinWeekly?: Span;
  readonly withinMonthly?: Span;
  readonly withinYearly?: Span;
}

/** The scenario's retention in the engine's own form: `withinDays` becomes a span of days. */
export function retentionRules(retention: Retention): RetentionRules {
  const { withinDays, ...counts } = retention;
  return withinDays === undefined || withinDays <= 0 ? counts : { ...counts, within: { days: withinDays } };
}
