/** What a worker thread of `stowage batch` runs. */
export { renderRow } from './render-row.js';
