import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Load, sharePipe } from '../../../src/engine/restore/priority-pipe.js';

const unlimited = Number.POSITIVE_INFINITY;
const load = (amount: number, release = 0, most = unlimited): Load => ({ amount, release, most });

describe('sharePipe', () => {
  it('passes 20, then 30 GiB at 10 GiB/h in 2 and 5 hours', () => {
    expect(sharePipe([load(20), load(30)], 10)).toEqual([
      { start: 0, finish: 2 },
      { start: 2, finish: 5 },
    ]);
  });

  it('serves the second while the first waits until hour 4, then pushes it aside', () => {
    // second: 4 h alone = 40 of 50 GiB; first: 4 to 6; second: 6 to 7
    expect(sharePipe([load(20, 4), load(50)], 10)).toEqual([
      { start: 4, finish: 6 },
      { start: 0, finish: 7 },
    ]);
  });

  it('gives what one worker cannot take to the next', () => {
    // first takes 4 of 10 an hour: 20 / 4 = 5 h; second 6 an hour for 5 h = 30, then 10 an hour: 10 more in 1 h
    expect(sharePipe([load(20, 0, 4), load(40)], 10)).toEqual([
      { start: 0, finish: 5 },
      { start: 0, finish: 6 },
    ]);
  });

  it('passes nothing through a pipe of 0, everything at once through one without limit, and takes no time for nothing', () => {
    expect(sharePipe([load(1)], 0)).toEqual([{ start: unlimited, finish: unlimited }]);
    expect(sharePipe([load(5, 2), load(7)], unlimited).map(({ finish }) => finish)).toEqual([2, 0]);
    expect(sharePipe([load(0, 3)], 10)).toEqual([{ start: 3, finish: 3 }]);
  });

  it('never passes what is never released', () => {
    expect(sharePipe([load(1, unlimited), load(10)], 10).map(({ finish }) => finish)).toEqual([unlimited, 1]);
  });

  const amount = fc.double({ min: 0.01, max: 1000, noNaN: true });
  const release = fc.double({ min: 0, max: 50, noNaN: true });
  const loads = fc.array(fc.record({ amount, release, most: fc.constant(unlimited) }), { minLength: 1, maxLength: 8 });

  it('ends when the bytes are through, no sooner and no later, when all are there from the start', () => {
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 8 }), amount, (amounts, rate) => {
        const last = Math.max(
          ...sharePipe(
            amounts.map((size) => load(size)),
            rate,
          ).map(({ finish }) => finish),
        );
        const bound = amounts.reduce((sum, size) => sum + size, 0) / rate;
        expect(last / bound).toBeCloseTo(1, 9);
      }),
    );
  });

  it('keeps the order of priority of any two released together, and never ends before its own bytes could pass', () => {
    fc.assert(
      fc.property(loads, amount, (list, rate) => {
        const passages = sharePipe(list, rate);
        for (const [index, { release: from, amount: size }] of list.entries()) {
          expect(passages[index]?.finish ?? 0).toBeGreaterThanOrEqual((from + size / rate) * (1 - 1e-9));
          const later = list.findIndex((other, at) => at > index && other.release >= from);
          if (later >= 0)
            expect(passages[later]?.finish ?? 0).toBeGreaterThanOrEqual((passages[index]?.finish ?? 0) * (1 - 1e-9));
        }
      }),
    );
  });

  it('never ends later through a wider pipe', () => {
    fc.assert(
      fc.property(loads, amount, fc.double({ min: 1, max: 10, noNaN: true }), (list, rate, wider) => {
        const narrow = sharePipe(list, rate);
        const wide = sharePipe(list, rate * wider);
        for (const [index, passage] of wide.entries())
          expect(passage.finish).toBeLessThanOrEqual((narrow[index]?.finish ?? 0) * (1 + 1e-9));
      }),
    );
  });
});
