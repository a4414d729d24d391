import type { Quote } from '../../report/quote/quote-types.js';
import { quoteWorkbook } from '../../report/quote/quote-workbook.js';
import { xlsxOf } from './write-xlsx.js';

export const quoteXlsx = (quote: Quote): Uint8Array => xlsxOf(quoteWorkbook(quote));
