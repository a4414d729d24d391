import { describe, expect, it } from 'vitest';
import { chainLength, closeChains } from '../../../src/engine/retention/chain-closure.js';

/** Backups 0 to 9, a full every 4: 0, 4 and 8. */
const isFull = Uint8Array.from({ length: 10 }, (_, backup) => (backup % 4 === 0 ? 1 : 0));
const newestFirst = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0];

function closed(kept: readonly number[]): readonly number[] {
  const marks = Uint8Array.from(newestFirst, (backup) => (kept.includes(backup) ? 1 : 0));
  closeChains(newestFirst, marks, isFull);
  return newestFirst.filter((_, index) => marks[index] === 1).reverse();
}

describe('closeChains', () => {
  it('keeps the full 4 and the incrementals 5 and 6 for a kept incremental 7', () => {
    expect(closed([7])).toEqual([4, 5, 6, 7]);
  });

  it('keeps nothing more for a kept full', () => {
    expect(closed([8, 4])).toEqual([4, 8]);
  });

  it('keeps two chains whole when one incremental of each is kept', () => {
    expect(closed([9, 2])).toEqual([0, 1, 2, 8, 9]);
  });
});

describe('chainLength', () => {
  it('reads 1 backup for a full, 4 for the third incremental after it', () => {
    expect([chainLength(4, isFull), chainLength(7, isFull)]).toEqual([1, 4]);
  });
});
