import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { openLedger, readLedgers } from '../../src/batch/ledger.js';
import type { RowResult } from '../../src/batch/types.js';

const resultOf = (id: string, name: string): RowResult => ({
  ...{ id, row: 1, name, status: 'done', key: 'k', outputs: [], problems: [], over: [] },
  ...{ currency: 'USD', total: '1', totalText: '$1' },
});

async function noted(folder: string, shard: string, at: string, ...results: readonly RowResult[]): Promise<void> {
  vi.setSystemTime(at);
  const ledger = await openLedger(folder, shard);
  await Promise.all(results.map((result) => ledger.add(result)));
  await ledger.close();
}

const folderOf = (): string => mkdtempSync(join(tmpdir(), 'ledger-'));

describe('the notes of several shards', () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  afterEach(() => vi.setSystemTime('2026-01-01'));

  it('the later word on a row counts, whichever shard has it: the row had moved from shard 2 to shard 1', async () => {
    const folder = folderOf();
    await noted(folder, '2-of-2', '2026-03-01', resultOf('a', 'old'), resultOf('b', 'its own'));
    await noted(folder, '1-of-2', '2026-03-02', resultOf('a', 'new'));
    const results = await readLedgers(folder);
    expect([...results.values()].map(({ name }) => name).sort()).toEqual(['its own', 'new']);
  });

  it('of two words at one moment the second counts; what is read back is what was noted', async () => {
    const folder = folderOf();
    await noted(folder, '1-of-1', '2026-03-01', resultOf('a', 'first'), resultOf('a', 'second'));
    expect([...(await readLedgers(folder)).values()]).toEqual([resultOf('a', 'second')]);
  });

  it('a note without a time, and one that is cut off, do not win over one that has it', async () => {
    const folder = folderOf();
    await noted(folder, '1-of-2', '2026-03-01', resultOf('a', 'timed'));
    const whole = readFileSync(join(folder, '.stowage-batch', 'rows-1-of-2.jsonl'), 'utf8');
    const timeless = JSON.stringify(resultOf('a', 'timeless'));
    writeFileSync(join(folder, '.stowage-batch', 'rows-2-of-2.jsonl'), `${timeless}\n${whole.trim().slice(0, -5)}`);
    expect([...(await readLedgers(folder)).values()]).toEqual([resultOf('a', 'timed')]);
  });
});
