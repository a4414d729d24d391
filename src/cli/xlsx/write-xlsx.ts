import { strToU8, zipSync } from 'fflate';
import { type Sheet, workbookParts } from '../../report/workbook/workbook.js';

/** The earliest time that a zip can hold: the file says nothing of the clock, so the same sheets are the same bytes. */
const NO_TIME = new Date(1980, 0, 1);

export function xlsxOf(sheets: readonly Sheet[]): Uint8Array {
  const parts = Object.entries(workbookParts(sheets)).map(([path, text]) => [path, strToU8(text)] as const);
  return zipSync(Object.fromEntries(parts), { mtime: NO_TIME, level: 6 });
}
