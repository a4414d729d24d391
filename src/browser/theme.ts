/** Colours of a chart: they come from the style sheet, so that a designer keeps them in one place. */
export interface Theme {
  readonly text: string;
  readonly muted: string;
  /** Beside what is emphasised. */
  readonly quiet: string;
  readonly grid: string;
  readonly paper: string;
  readonly font: string;
  /** By series, in an order that stays apart for the common kinds of colour blindness. */
  readonly series: readonly string[];
}

const SERIES = [1, 2, 3, 4, 5, 6, 7, 8];

/** The theme in force: light, dark, or print (always light). */
export function currentTheme(): Theme {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    text: read('--ink'),
    muted: read('--ink-2'),
    quiet: read('--series-7'),
    grid: read('--rule'),
    paper: read('--paper'),
    font: getComputedStyle(document.body).fontFamily,
    series: SERIES.map((number) => read(`--series-${number}`)),
  };
}
