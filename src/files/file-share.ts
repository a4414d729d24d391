import type { SortingRequest } from '../inventory/cohort-sink.js';
import type { ByteTools } from '../inventory/stream/byte-tools.js';
import { type Middle, startsOf } from '../inventory/stream/file-parts.js';
import { HEAD } from '../inventory/stream/sniff.js';
import type { Beside } from '../inventory/volume-maker.js';
import { type ByteRange, readPiece } from './inventory-source.js';
import type { OpenOverflow } from './overflow-file.js';

/** A large file that two threads read in pieces: whoever is free takes the next one. */
export interface FileShare {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly middle: Middle;
  readonly beside: Beside;
  readonly sorting: SortingRequest;
  readonly pieceBytes: number;
  /** Memory of both threads: the number of the next piece. */
  readonly next: Int32Array;
  /** The same: bytes that the second thread has read. */
  readonly seen: Float64Array;
  readonly overflow: OpenOverflow;
}

export const piecesOf = ({ size, pieceBytes }: FileShare): number => Math.ceil(size / pieceBytes);

/** No more pieces are to be taken. */
export function stopSharing(share: FileShare): void {
  Atomics.store(share.next, 0, piecesOf(share));
}

const take = ({ next }: FileShare): number => Atomics.add(next, 0, 1);

/**
 * Takes pieces until there are none. Each begins with the first row behind its first byte, as far as that can be guessed: the guess holds if
 * the rows before it end exactly there. A piece in which no row seems to begin belongs to the one before it.
 */
export function* piecesFrom(share: FileShare, tools: ByteTools, first = take(share)): Generator<ByteRange> {
  const { path, size, pieceBytes, middle } = share;
  const count = piecesOf(share);
  const starts = startsOf(middle, tools);
  const startOf = (piece: number): number | undefined => {
    const at = piece * pieceBytes;
    if (piece === 0 || piece >= count) return Math.min(at, size);
    const row = starts.guess(readPiece(path, at, HEAD));
    return row < 0 ? undefined : at + row;
  };
  const startFrom = (piece: number): number => startOf(piece) ?? startFrom(piece + 1);
  for (let piece = first; piece < count; piece = take(share)) {
    const from = startOf(piece);
    yield from === undefined ? { path, from: 0, to: 0 } : { path, from, to: startFrom(piece + 1) };
  }
}
