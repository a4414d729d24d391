/**
 * A chart as data. The page's script (src/browser) draws it with the colours of the reader's theme;
 * the same figures stand in a table beside it.
 */
export interface ChartData {
  readonly id: string;
  /** "front": points by place and value, joined in steps: what nothing beats on both axes. "ranges": lying bars from one value to another. */
  readonly kind: 'stacked bars' | 'stacked areas' | 'lines' | 'log lines' | 'front' | 'ranges';
  /** Tells it from the other charts of its page. */
  readonly title: string;
  /** Read aloud in place of the picture. */
  readonly summary: string;
  /** Of "ranges": what the values are, along the axis. */
  readonly xTitle: string;
  /** Of "ranges": what the rows are. */
  readonly yTitle: string;
  /** Put before and after a value in the tooltip: "$", " TB". */
  readonly prefix: string;
  readonly suffix: string;
  /** Names of the categories, or of the points. */
  readonly labels: readonly string[];
  /** The x of each point, for "log lines" and "front"; else empty. */
  readonly x: readonly number[];
  readonly series: readonly ChartSeries[];
  /** A line across all "ranges", such as a target. */
  readonly mark?: { readonly name: string; readonly value: number };
}

export interface ChartSeries {
  readonly name: string;
  /** null: never; a bar that reaches beyond the axis. */
  readonly values: readonly (number | null)[];
  /** Drawn as a dashed line over the stack: a comparison, not a part. */
  readonly dashed: boolean;
  /** Where each of "ranges" starts; absent: at the chart's mark. */
  readonly from?: readonly number[];
  /** An edge of a band over the bars: the space between the low one and the high one after it is shaded. */
  readonly band?: 'low' | 'high';
  /** By point of a "front" or row of "ranges": drawn full, or else hollow or muted. */
  readonly full?: readonly boolean[];
}

/** Enough digits for a picture, few enough for a small page. */
export const forChart = (value: number): number => (Number.isFinite(value) ? +value.toPrecision(6) : 0);

/** The end of a bar. */
export const barEnd = (value: number): number | null => (Number.isFinite(value) ? forChart(value) : null);

/** A chart of nothing is left out, and its canvas with it. */
export const hasPoints = ({ labels, series }: ChartData): boolean => labels.length > 0 && series.length > 0;
