/** Numbers of the what-if panel: typed text in, doubles out; the same readings as the scenario file's, so that both give one plan. */

const PLAIN = /^-?\d{1,15}(?:\.\d{1,12})?$/;

/** "12", "-0.5"; undefined for anything else. A comma is no decimal point. */
export function plainNumber(text: string): number | undefined {
  const trimmed = text.trim();
  return PLAIN.test(trimmed) ? +trimmed : undefined;
}

/** A double as a person would type it: at most 9 significant digits, no exponent. */
export function typedNumber(value: number): string {
  const rounded = +value.toPrecision(9);
  const text = `${rounded}`;
  return text.includes('e') ? rounded.toFixed(12).replace(/\.?0+$/, '') : text;
}

/** 0.02 -> "2". */
export const typedPercent = (share: number): string => typedNumber(share * 100);
