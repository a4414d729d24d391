import type { Retention, RetentionSemantics } from '../../scenario/types.js';

/** A calendar span: "2m" is two months. Absent parts are 0. */
export interface Span {
  readonly years?: number;
  readonly months?: number;
  readonly days?: number;
  readonly hours?: number;
}

/**
 * What a retention keeps. Counts: 0 or absent, the rule does not exist. Model section 2; the exact rules of each program are in
 * docs/methodology-capacity.md M-2, M-3 and M-120.
 */
export interface RetentionRules {
  readonly semantics: RetentionSemantics;
  readonly last?: number;
  readonly hourly?: number;
  readonly daily?: number;
  readonly weekly?: number;
  readonly monthly?: number;
  readonly quarterly?: number;
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

const COUNTS = ['last', 'hourly', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly'] as const;
const SPANS = ['within', 'withinHourly', 'withinDaily', 'withinWeekly', 'withinMonthly', 'withinYearly'] as const;

/** False when nothing is asked for: no rule is no order to delete. */
export function hasRule(rules: RetentionRules): boolean {
  return COUNTS.some((name) => (rules[name] ?? 0) > 0) || SPANS.some((name) => spanReaches(rules[name]));
}

/** True when the span reaches back at all. */
export function spanReaches(span: Span | undefined): span is Span {
  return span !== undefined && Object.values(span).some((part) => part !== undefined && part > 0);
}
