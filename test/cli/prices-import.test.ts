import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { importCommand } from '../../src/cli/prices/import-command.js';
import { offerJson, offerLines } from '../catalog/import/offer-builder.js';
import { S3_2016 } from '../catalog/import/offers-2016.js';
import { dataCopy, emptyFolder, heard, tableOf } from './prices-calls.js';
import { stowage } from './stowage.js';

const offer = offerJson(offerLines(S3_2016));
const IRELAND = 'EU (Ireland) | EU-TimedStorage-GlacierByteHrs | | GB-Mo | 0-Inf';
const oneLine = (price: string, head: Readonly<Record<string, string>> = {}) =>
  offerJson(offerLines(`${IRELAND}:${price}`), {
    offerCode: 'AmazonS3',
    version: '20160107021538',
    publicationDate: '2016-01-07T02:15:38Z',
    effectiveDate: '2016-01-01T00:00:00Z',
    ...head,
  });

function fileWith(text: string | Uint8Array, name = 'offer.json'): string {
  const path = join(emptyFolder(), name);
  writeFileSync(path, text);
  return path;
}

describe('stowage prices import', () => {
  it('writes a table into an empty folder: 63 tiers of three regions, and says what it left', async () => {
    const into = emptyFolder();
    const { code, data, said, problems } = await heard(importCommand, { files: [fileWith(offer)], into });
    expect({ code, problems }).toEqual({ code: 0, problems: [] });
    expect(tableOf(into, 'aws').trim().split('\n')).toHaveLength(1 + 63);
    expect(tableOf(into, 'aws')).toContain(
      'aws,AmazonS3,eu-central-1,GLACIER,storage,0,,GiB-Months,GB-Mo,0.012,USD,2016-01-01,,published,2016-01-07,',
    );
    expect(data).toContain('5  padding of small objects: a rule, paid at the storage price');
    expect(said).toBe(`Written: ${join(into, 'prices', 'aws.csv')}\n`);
  });

  it('reads a gzipped file, and changes nothing the second time', async () => {
    const into = emptyFolder();
    await heard(importCommand, { files: [fileWith(gzipSync(offer), 'offer.json.gz')], into });
    const before = tableOf(into, 'aws');
    expect((await heard(importCommand, { files: [fileWith(offer)], into })).said).toBe('The tables have not changed.\n');
    expect(tableOf(into, 'aws')).toBe(before);
  });

  it('writes nothing with --dry-run, and shows each row that would come', async () => {
    const into = emptyFolder();
    const { code, data } = await heard(importCommand, { files: [fileWith(oneLine('0.007'))], into, 'dry-run': true });
    expect(code).toBe(0);
    expect(data).toContain('+ eu-west-1 GLACIER storage: 0.007 USD for GiB-Months, 2016-01-01 to now, read 2016-01-07');
    expect(existsSync(join(into, 'prices'))).toBe(false);
  });

  it('refuses a file that would change a past price, names it, and leaves the table as it is; --revise changes it', async () => {
    const into = dataCopy();
    const before = tableOf(into, 'aws');
    const files = [fileWith(oneLine('0.008'))];
    const refused = await heard(importCommand, { files, into });
    expect(refused.code).toBe(2);
    expect(refused.problems).toMatchObject([
      {
        code: 'CAT025',
        where: { field: 'aws eu-west-1 GLACIER storage' },
        found: '0.008 USD for GiB-Months from 2016-01-01 on',
        wanted: "no other price than the table's: 0.007 USD for GiB-Months from 2016-01-01 to 2016-12-01",
      },
    ]);
    expect(tableOf(into, 'aws')).toBe(before);
    expect((await heard(importCommand, { files, into, revise: true })).code).toBe(0);
    expect(tableOf(into, 'aws')).toContain('eu-west-1,GLACIER,storage,0,,GiB-Months,GB-Mo,0.008,USD,2016-01-01,2016-01-08');
    expect(readdirSync(join(into, 'prices')).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('ends the row before on the day of a later price', async () => {
    const into = emptyFolder();
    await heard(importCommand, { files: [fileWith(oneLine('0.007'))], into });
    const later = { version: '20161201000000', publicationDate: '2016-12-01T00:00:00Z', effectiveDate: '2016-12-01T00:00:00Z' };
    await heard(importCommand, { files: [fileWith(oneLine('0.004', later))], into });
    expect(tableOf(into, 'aws')).toContain(',0.007,USD,2016-01-01,2016-12-01,');
    expect(tableOf(into, 'aws')).toContain(',0.004,USD,2016-12-01,,');
  });

  it('names every file that cannot be read, and imports none of the others', async () => {
    const into = emptyFolder();
    const cut = gzipSync(offer).subarray(0, 400);
    const { code, problems } = await heard(importCommand, {
      files: ['not-there.json', fileWith(cut, 'cut.json.gz'), fileWith('{"a":1}'), fileWith(offer)],
      into,
    });
    expect(code).toBe(2);
    expect(problems.map((problem) => problem.code)).toEqual(['CLI002', 'CLI003', 'CAT020']);
    expect(existsSync(join(into, 'prices'))).toBe(false);
  });

  it('does not write over a table that it cannot read', async () => {
    const into = dataCopy();
    writeFileSync(join(into, 'prices', 'aws.csv'), 'my,own,table\n');
    const { code, problems } = await heard(importCommand, { files: [fileWith(offer)], into });
    expect(code).toBe(2);
    expect(new Set(problems.map((problem) => problem.code))).toEqual(new Set(['CAT003']));
    expect(tableOf(into, 'aws')).toBe('my,own,table\n');
  });

  it('tells all of it as one object with --json', async () => {
    const into = emptyFolder();
    const { data } = await heard(importCommand, { files: [fileWith(oneLine('0.007'))], into, json: true });
    expect(JSON.parse(data)).toMatchObject({
      ok: true,
      files: [{ taken: 1, left: [] }],
      tables: [{ provider: 'aws', rowsBefore: 0, rowsAfter: 1, outcomes: { new: 1 }, written: true }],
    });
  });

  it('refuses a folder that is not there: CLI002', async () => {
    expect((await heard(importCommand, { files: [fileWith(offer)], into: '/nowhere/at/all' })).problems).toMatchObject([
      { code: 'CLI002' },
    ]);
  });

  it('takes several files on one command line, and of a flag given twice the last', () => {
    const [first, into] = [emptyFolder(), emptyFolder()];
    const later = { version: '20161201000000', publicationDate: '2016-12-01T00:00:00Z', effectiveDate: '2016-12-01T00:00:00Z' };
    const files = [fileWith(oneLine('0.007')), fileWith(oneLine('0.004', later))];
    const { code, stdout } = stowage(first, 'prices', 'import', ...files, '--into', first, '--into', into);
    expect(code).toBe(0);
    expect(stdout.match(/took 1 prices/g)).toHaveLength(2);
    expect(existsSync(join(first, 'prices'))).toBe(false);
    expect(tableOf(into, 'aws').trim().split('\n')).toHaveLength(3);
  });
});
