import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inProcess } from './in-process.js';
import { filesIn, fileText, folderWith, SHORT } from './stowage.js';

const WHOLE = folderWith();
/** The sample's volumes, of which the fifth (8 GiB) has no whole size. */
const BROKEN = fileText(WHOLE, 'volumes.csv').replace('"reserved",8,', '"reserved",1.5,');
const ON = ['--as-of', '2026-10-01'];

interface Sum {
  readonly volumes: number;
  readonly size: number;
}
interface Reconciled {
  readonly inventory: {
    readonly read: Sum;
    readonly planned: Sum;
    readonly rejected: number;
    readonly excluded: readonly { readonly tally: Sum }[];
  };
}

function folderOf(scenario: string) {
  const folder = folderWith({ 'volumes.csv': BROKEN, 's.yaml': scenario });
  const at = (name: string): string => join(folder, name);
  return { folder, at, plan: (...flags: readonly string[]) => inProcess('plan', at('s.yaml'), ...ON, ...flags) };
}

describe('plan --max-rejects', () => {
  it('by default one row that cannot be used is an error at its line, exit code 2, and nothing is written', async () => {
    const { folder, plan } = folderOf(SHORT);
    const { code, stderr } = await plan();
    expect([code, filesIn(folder)]).toEqual([2, ['s.yaml', 'volumes.csv']]);
    expect(stderr).toMatch(/volumes\.csv:6 +error INV007 +size: found "1\.5", wanted a whole number of GiB/);
    expect(stderr).toMatch(/inventory\.maxRejects: found 1 rejected row, wanted at most 0/);
  });

  it('1 plans 183 of 200 volumes, and read = planned + excluded + rejected in rows and in GiB', async () => {
    const { at, folder, plan } = folderOf(SHORT);
    expect((await plan('--max-rejects', '1', '--format', 'json', '-o', at('plan.json'))).code).toBe(0);
    const { inventory } = JSON.parse(fileText(folder, 'plan.json')) as Reconciled;
    const { read, planned, rejected, excluded } = inventory;
    expect([read.volumes, planned.volumes, rejected]).toEqual([200, 183, 1]);
    expect(planned.volumes + rejected + excluded.reduce((sum, { tally }) => sum + tally.volumes, 0)).toBe(200);
    expect(planned.size + excluded.reduce((sum, { tally }) => sum + tally.size, 0)).toBe(read.size);
    const table = await plan('--max-rejects', '1', '--format', 'csv', '--table', 'inventory.reconciliation');
    expect(table.stdout).toContain('Planned + excluded + rejected,200,"135,697",146 TB,Adds up');
  });

  it('the report holds, and says what its scenario has to say to be planned without the flag', async () => {
    const { at, folder, plan } = folderOf(SHORT);
    await plan('--max-rejects', '1', '-o', at('r.html'), '--quiet');
    expect((await inProcess('verify', at('r.html'))).code).toBe(0);
    expect(fileText(folder, 'r.html')).toContain('"maxRejects"');
    expect(fileText(folder, 'r.html')).toContain('Rejected as unreadable');
  });

  it.each([
    ['the short form', SHORT],
    ['the long form', SHORT.replace('inventory: volumes.csv', 'inventory: {files: [volumes.csv], maxRejects: 9}')],
  ])('0 is held against the row, and is where the flag stands: %s', async (_, scenario) => {
    const { code, stderr } = await folderOf(scenario).plan('--max-rejects', '0');
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/--max-rejects +error SCN010 +found 1 rejected row, wanted at most 0/),
    ]);
  });

  it('a file that is not there is told at its place in the scenario, not at the flag', async () => {
    const { stderr } = await folderOf(SHORT.replace('volumes.csv', 'volume.csv')).plan('--max-rejects', '1');
    expect(stderr).toMatch(/s\.yaml:1:12 +error CLI002 +.*found no file/);
  });

  it('"many" is no number, told beside the other flags at fault', async () => {
    const { code, stderr } = await folderOf(SHORT).plan('--max-rejects', 'many', '--paper', 'z');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /--paper +error CLI005[\s\S]*--max-rejects +error CLI005 +found "many", wanted a whole number of rows/,
    );
  });
});
