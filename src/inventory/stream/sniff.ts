import { type CsvDialect, csvDialect } from '../csv-dialect.js';
import type { BlockBuffer } from './block-buffer.js';
import type { ByteTools } from './byte-tools.js';

/** As much is looked at to know a file's form. */
export const HEAD = 1 << 16;
/** A row or record of more bytes than this is no volume: 255 characters of a name, some kilobytes of metadata. */
export const LONGEST_RECORD = 8 << 20;

/** A form that can be read in pieces, and how many bytes stand before its first record. */
export type Sniffed =
  | { readonly kind: 'json'; readonly skip: number }
  | { readonly kind: 'csv'; readonly skip: number; readonly dialect: CsvDialect };

/** What the head of a file shows it to be; undefined for a form that only the reader of whole texts knows, or none. */
export function sniff({ bytes, end }: Pick<BlockBuffer, 'bytes' | 'end'>, tools: ByteTools): Sniffed | undefined {
  const head = tools.decode(bytes, 0, Math.min(end, HEAD));
  const mark = head.startsWith('\uFEFF') ? 1 : 0;
  const text = head.slice(mark);
  const start = text.trimStart();
  if (text.slice(0, 1000).includes('\u0000') || start === '') return undefined;
  if (start.startsWith('{') || start.startsWith('[')) return { kind: 'json', skip: mark * 3 };
  const dialect = csvDialect(text);
  if (dialect === undefined || !text.includes('\n') || /^(\+-|---\s|- )/.test(start)) return undefined;
  return { kind: 'csv', skip: bytesOf(head.slice(0, dialect.start + mark)), dialect };
}

/** What stands before a header is plain but for a byte-order mark and odd blanks. */
function bytesOf(text: string): number {
  return [...text].reduce((sum, char) => {
    const code = char.codePointAt(0) ?? 0;
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);
  }, 0);
}
