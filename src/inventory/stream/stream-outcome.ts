import type { Backslashes } from './csv-rows-to-volumes.js';
import type { Inside } from './json-walker.js';
import type { RejectNote } from './reject-log.js';

/** How reading a file from its start to its end went. */
export type StreamOutcome =
  | {
      readonly kind: 'read';
      readonly form: string;
      /** What is to be said of the file as a whole; where a row has to do with it, its place is still to be found. */
      readonly notes: readonly RejectNote[];
      /** Some bytes are not UTF-8: a warning, at a place still to be found. */
      readonly isLossy: boolean;
      /** How backslashes of a CSV are meant, as far as this reading has shown. */
      readonly backslashes?: Backslashes | undefined;
      /** Answers of the API in JSON. */
      readonly pages?: number | undefined;
    }
  /** A late row shows that early ones were read wrongly: all is to be read again, with this file's backslashes taken as they are. */
  | { readonly kind: 'again' }
  /** A form, or a doubt, for the reader of whole texts. */
  | { readonly kind: 'hand over'; readonly why: string };

/** Reads one file in pieces. */
export interface StreamReader {
  /** The block has new bytes. */
  take(final: boolean): void;
  /** Set when reading on makes no sense. */
  readonly isOver: boolean;
  /** A part of a file has ended. @returns whether its volumes do, inside of this; without it, the next row shows */
  rowEnds?(inside: readonly Inside[]): boolean;
  outcome(): StreamOutcome;
}
