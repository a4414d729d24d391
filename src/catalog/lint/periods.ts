import { type DatedRow, groupBy, type LintData, subjectOf } from './linter.js';

/** The rows of one key that hold over the same days: one row for a rule or a flat price, one a tier for a graduated one. */
export interface Period {
  readonly subject: string;
  readonly from: string;
  /** '' while it lasts. */
  readonly to: string;
  readonly rows: readonly [DatedRow, ...DatedRow[]];
}

/** Every key's periods, earliest first. ISO days compare as text. */
export function periodsByKey(data: LintData): readonly (readonly Period[])[] {
  const rows: readonly DatedRow[] = [...data.prices, ...data.rules];
  return [...groupBy(rows, subjectOf)].map(([subject, ofKey]) => {
    const periods = groupBy(ofKey, ({ fields }) => `${fields.effective_from}/${fields.effective_to}`);
    return [...periods.values()].map((same) => periodOf(subject, same)).sort(byFrom);
  });
}

function periodOf(subject: string, rows: readonly [DatedRow, ...DatedRow[]]): Period {
  const { effective_from, effective_to } = rows[0].fields;
  return { subject, from: effective_from, to: effective_to, rows };
}

function byFrom(a: Period, b: Period): number {
  return a.from < b.from ? -1 : a.from > b.from ? 1 : 0;
}

/** Neighbours in time, of every key. */
export function neighbours(data: LintData): readonly (readonly [Period, Period])[] {
  return periodsByKey(data).flatMap((periods) =>
    periods.slice(1).map((later, index): readonly [Period, Period] => [periods[index] ?? later, later]),
  );
}
