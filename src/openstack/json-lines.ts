import { createReadStream } from 'node:fs';
import type { Json } from './json.js';

/** One object as one line. The two line separators of Unicode, which JSON leaves as they are, would end a line for some readers. */
export function jsonLine(object: Json): string {
  return `${JSON.stringify(object).replace(/[\u2028\u2029]/g, (char) => (char === '\u2028' ? '\\u2028' : '\\u2029'))}\n`;
}

export interface WholeLine {
  readonly text: string;
  /** Bytes of the file up to and with this line's end. */
  readonly end: number;
}

/** The lines of a file that end in a line feed; what a broken write left behind the last one is not a line. */
export async function* wholeLines(file: string): AsyncGenerator<WholeLine> {
  let rest = Buffer.alloc(0);
  let end = 0;
  for await (const chunk of createReadStream(file)) {
    rest = Buffer.concat([rest, chunk]);
    let from = 0;
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10, from)) {
      end += at + 1 - from;
      yield { text: rest.toString('utf8', from, at), end };
      from = at + 1;
    }
    rest = rest.subarray(from);
  }
}
