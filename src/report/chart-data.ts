/**
 * A chart as data. The page's script (src/browser) draws it with the colours of the reader's theme;
 * the same figures stand in a table beside it.
 */
export interface ChartData {
  readonly id: string;
  readonly kind: 'stacked bars' | 'stacked areas' | 'lines' | 'log lines';
  /** Read aloud in place of the picture. */
  readonly summary: string;
  readonly xTitle: string;
  readonly yTitle: string;
  /** Put before and after a value in the tooltip: "$", " TB". */
  readonly prefix: string;
  readonly suffix: string;
  /** Names of the categories; for "log lines" the x of each point instead. */
  readonly labels: readonly string[];
  readonly x: readonly number[];
  readonly series: readonly ChartSeries[];
}

export interface ChartSeries {
  readonly name: string;
  readonly values: readonly number[];
  /** Drawn as a dashed line over the stack: a comparison, not a part. */
  readonly dashed: boolean;
  /** An edge of a band over the bars: the space between the low one and the high one after it is shaded. */
  readonly band?: 'low' | 'high';
}

/** Enough digits for a picture, few enough for a small page. */
export const forChart = (value: number): number => (Number.isFinite(value) ? +value.toPrecision(6) : 0);
