import { describe, expect, it } from 'vitest';
import { chainLength } from '../../../src/engine/retention/chain-length.js';

/** Backups 0 to 9, a full every 4: 0, 4 and 8. */
const isFull = Uint8Array.from({ length: 10 }, (_, backup) => (backup % 4 === 0 ? 1 : 0));

describe('chainLength', () => {
  it('reads 1 backup for a full, 4 for the third incremental after it', () => {
    expect([chainLength(4, isFull), chainLength(7, isFull)]).toEqual([1, 4]);
  });
});
