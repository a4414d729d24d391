import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { captured } from '../../inventory/captured.js';
import { inProcess } from '../in-process.js';
import { filesIn, fileText, folderWith } from '../stowage.js';

const VOLUMES = captured('volume-list-all-long.json');
const BACKUPS = captured('backup-list-all-long.csv');

function folderOf(files: Readonly<Record<string, string>>) {
  const folder = folderWith({ key: 'a secret of more than sixteen bytes', ...files });
  const at = (name: string): string => join(folder, name);
  const anonymise = (out: string, ...names: readonly string[]) =>
    inProcess('inventory', 'anonymise', ...names.map(at), '--key-file', at('key'), '-o', at(out));
  return { folder, anonymise };
}

describe('stowage inventory anonymise', () => {
  it('200 volumes become 200 of the same sizes without a name of theirs, and 362 backups are told as left out', async () => {
    const { folder, anonymise } = folderOf({ 'volumes.json': VOLUMES, 'backups.csv': BACKUPS });
    const { code, stderr } = await anonymise('out.json.gz', 'volumes.json', 'backups.csv');
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^200 volumes: .*\nLeft out: 362 backups\n$/)]);
    const text = gunzipSync(readFileSync(join(folder, 'out.json.gz'))).toString();
    const { volumes } = JSON.parse(text) as { readonly volumes: readonly { readonly size: number }[] };
    expect(volumes.reduce((sum, { size }) => sum + size, 0)).toBe(135_705);
    expect(text).not.toMatch(/nightly|live-vol/);
  });

  it('the same key gives the same bytes', async () => {
    const { folder, anonymise } = folderOf({ 'volumes.json': VOLUMES });
    await anonymise('a.json', 'volumes.json');
    await anonymise('b.json', 'volumes.json');
    expect(fileText(folder, 'a.json')).toBe(fileText(folder, 'b.json'));
  });

  it('backups alone are an error, exit code 2, and no file is written', async () => {
    const { folder, anonymise } = folderOf({ 'backups.csv': BACKUPS });
    const { code, stderr } = await anonymise('out.json', 'backups.csv');
    expect([code, stderr]).toEqual([2, expect.stringContaining('error INV013  found 362 backups, wanted at least one volume')]);
    expect(filesIn(folder)).toEqual(['backups.csv', 'key', 'volumes.csv']);
  });
});
