/** Formats of a quote are those of a plan with this before them. */
const QUOTE = 'quote-';

export const isQuote = (format: string): boolean => format.startsWith(QUOTE);

/** What {format} stands for in the name of a file: "acme.quote.html", and rows of FOCUS are CSV. */
export function endingOf(format: string): string {
  if (isQuote(format)) return `quote.${format.slice(QUOTE.length)}`;
  return format === 'focus' ? 'focus.csv' : format;
}
