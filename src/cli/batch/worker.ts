/** What a worker thread of `stowage batch` runs; and its parts, which the benchmark times alone. */

export { quoteAlone } from '../quote/quote-formats.js';
export { readRow } from './read-row.js';
export { renderRow } from './render-row.js';
export { quoteFrom } from './row-quote.js';
