import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filesIn, fileText, folderWith, SHORT, stowage } from './stowage.js';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  readonly version: string;
};
const empty = folderWith();

describe('stowage --version and --help', () => {
  it('tells its version on stdout', () => {
    expect(stowage(empty, '--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
  it.each([
    [''],
    ['plan'],
    ['quote'],
    ['prices'],
    ['prices list'],
    ['prices show'],
    ['prices import'],
    ['prices update'],
    ['prices diff'],
    ['prices history'],
    ['prices check'],
    ['appliances'],
    ['init'],
    ['cinder-conf'],
    ['calibrate'],
    ['explain'],
    ['retention'],
    ['batch'],
    ['worker'],
    ['diff'],
    ['compare'],
    ['serve'],
  ])('helps with "%s", in English whatever the locale, with examples that are real commands', async (command) => {
    const { code, stdout, stderr } = stowage(empty, ...command.split(' ').filter((word) => word !== ''), '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(`./golden/help-${command.replace(' ', '-') || 'stowage'}.txt`);
  });
  it('prints a completion script and completes the names of its commands', () => {
    expect(stowage(empty, 'completion').stdout).toContain('stowage --get-yargs-completions');
    const names = stowage(empty, '--get-yargs-completions', 'stowage', '').stdout;
    for (const name of ['plan', 'prices', 'appliances', 'init', 'cinder-conf']) expect(names).toContain(name);
  });
});

describe('a wrong command line: exit code 2, nothing on stdout', () => {
  it.each([
    ['plan x.yaml --frmat html', 'the unknown flag --frmat', 'did you mean --format?'],
    ['prices list --regoin Ireland', 'the unknown flag --regoin', 'did you mean --region?'],
    ['plam x.yaml', 'the unknown command "plam"', 'did you mean plan?'],
    ['', 'a command is missing', ''],
    ['plan', 'not enough non-option arguments', ''],
    ['plan a.yaml b.yaml', 'the unknown argument "b.yaml"', ''],
    ['plan a.yaml --format', 'not enough arguments following: format', ''],
  ])('%s', (line, found, fix) => {
    const { code, stdout, stderr } = stowage(empty, ...line.split(' ').filter((word) => word !== ''));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('CLI001');
    expect(stderr).toContain(found);
    expect(stderr).toContain(fix);
  });
  it('says so as JSON on stdout with --json', () => {
    const { code, stdout, stderr } = stowage(empty, 'plan', 'x.yaml', '--frmat', 'html', '--json');
    expect({ code, stderr }).toEqual({ code: 2, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: [{ code: 'CLI001', fix: 'did you mean --format?' }] });
  });
  it('names two wrong flag values at once', () => {
    const { code, stderr } = stowage(empty, 'plan', 'x.yaml', '--format', 'htm', '--as-of', '2016-02-30');
    expect(code).toBe(2);
    expect(stderr.match(/CLI005/g)).toHaveLength(2);
  });
});

describe('stowage prices', () => {
  it('lists Glacier storage in Frankfurt at 0.012 USD and in Ireland at 0.007 USD on 2016-02-15', () => {
    const price = (region: string): readonly unknown[] => {
      const flags = ['--region', region, '--class', 'glacier', '--item', 'storage', '--date', '2016-02-15', '--format', 'json'];
      return JSON.parse(stowage(empty, 'prices', 'list', ...flags).stdout);
    };
    expect(price('Frankfurt')).toMatchObject([{ price: '0.012', currency: 'USD', per: 'GiB-Months' }]);
    expect(price('Ireland')).toMatchObject([{ price: '0.007', currency: 'USD', per: 'GiB-Months' }]);
  });
  it('gives the source of each price with show', () => {
    const { stdout } = stowage(
      empty,
      'prices',
      'show',
      '--region',
      'Ireland',
      '--class',
      'Glacier',
      '--item',
      'storage',
      '--date',
      '2016-02-15',
    );
    expect(stdout).toContain('0.007 USD for 1 GiB-Month');
    expect(stdout).toMatch(/data\/prices\/aws\.csv:\d+, high confidence, read 2016-/);
  });
  it('names all wrong filters at once', () => {
    const { code, stderr } = stowage(empty, 'prices', 'list', '--region', 'Frankfort', '--class', 'Glazier', '--item', 'strage');
    expect(code).toBe(2);
    expect(stderr).toMatch(/CAT015[\s\S]*CAT016[\s\S]*CLI005/);
  });
  it('is exit code 2 where the filters leave no price', () => {
    expect(stowage(empty, 'prices', 'list', '--region', 'Ireland', '--date', '1999-01-01').code).toBe(2);
  });
});

describe('stowage appliances', () => {
  it('prints the ladder from 8 TB up, and leaves unknown figures blank', () => {
    const { code, stdout } = stowage(empty, 'appliances');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^8 TB +8 /m);
    expect(stdout).toMatch(/^NetApp +AltaVault AVA400 +physical +medium$/m);
  });
  it('writes CSV that a spreadsheet reads: one head, a source for every model', () => {
    const [head, ...rows] = stowage(empty, 'appliances', '--format', 'csv').stdout.trimEnd().split('\n');
    expect(head).toMatch(/^vendor,model,form,/);
    expect(rows.every((row) => row.includes('http'))).toBe(true);
  });
});

describe('stowage init', () => {
  it('asks nothing without a terminal and writes a scenario that plans', () => {
    const folder = folderWith();
    expect(stowage(folder, 'init', 'estate.yaml').code).toBe(0);
    expect(fileText(folder, 'estate.yaml')).toMatch(/^# yaml-language-server: \$schema=.*scenario\.schema\.json\n/);
    expect(stowage(folder, 'cinder-conf', 'estate.yaml').code).toBe(0);
  });
  it('does not write over a file, unless forced', () => {
    const folder = folderWith({ 'scenario.yaml': 'mine' });
    expect(stowage(folder, 'init', '--yes').code).toBe(2);
    expect(fileText(folder, 'scenario.yaml')).toBe('mine');
    expect(stowage(folder, 'init', '--yes', '--force').code).toBe(0);
  });
});

describe('stowage cinder-conf', () => {
  it('is exit code 1 where a given cinder.conf differs, 0 where it agrees', () => {
    const share =
      '[DEFAULT]\nbackup_driver=cinder.backup.drivers.nfs.NFSBackupDriver\nbackup_share=a:/b\nbackup_mount_options=hard\nbackup_file_size=1999994880\n';
    const folder = folderWith({
      's.yaml': SHORT,
      'good.conf': `${share}backup_compression_algorithm=none\n`,
      'zlib.conf': share,
    });
    expect(stowage(folder, 'cinder-conf', 's.yaml', '--conf', 'good.conf').code).toBe(0);
    const zlib = stowage(folder, 'cinder-conf', 's.yaml', '--conf', 'zlib.conf');
    expect(zlib.code).toBe(1);
    expect(zlib.stdout).toContain('zlib.conf differs from the plan in 1 place');
  });
  it('offers zed for zet', () => {
    const { code, stderr } = stowage(folderWith({ 's.yaml': SHORT }), 'cinder-conf', 's.yaml', '--release', 'zet');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean zed');
  });
});

describe('files that are wrong', () => {
  it('offers estate.yaml for estat.yaml', () => {
    const { code, stderr } = stowage(folderWith({ 'estate.yaml': SHORT }), 'plan', 'estat.yaml');
    expect(code).toBe(2);
    expect(stderr).toMatch(/CLI002[\s\S]*did you mean estate\.yaml\?/);
  });
  it('names the line of the scenario that names a missing inventory, and the nearest file', () => {
    const { stderr } = stowage(folderWith({ 's.yaml': 'horizon: 1 year\ninventory: volume.csv\n' }), 'plan', 's.yaml');
    expect(stderr).toMatch(/^s\.yaml:2:12 +error CLI002 [\s\S]*did you mean volumes\.csv\?/);
  });
  it('calls a folder a folder', () => {
    expect(stowage(empty, 'plan', '.').stderr).toMatch(/CLI003.*a folder/);
  });
  it('leaves no file behind for a broken scenario, an empty inventory, a rejected row, or a volume that is not there', () => {
    const csv = 'ID,Name,Status,Size,Type,Bootable,Attached to,Properties\n';
    const folder = folderWith({
      'broken.yaml': `${SHORT}growht: 20%\n`,
      'none.csv': csv,
      'none.yaml': 'inventory: none.csv\n',
      'reject.csv': `${csv}a1,x,available,"1,5 TB",t,false,[],{}\na2,y,available,1,t,false,[],{}\n`,
      'reject.yaml': 'inventory: reject.csv\n',
      'restore.yaml': `${SHORT}restores: [{volume: db-00150}]\n`,
    });
    const before = filesIn(folder);
    const codes = ['broken', 'none', 'reject', 'restore'].map((name) => {
      const { code, stderr } = stowage(folder, 'plan', `${name}.yaml`);
      return `${name} ${code} ${stderr.match(/(?:SCN|INV)\d+/)?.[0]}`;
    });
    expect(codes).toEqual([
      'broken 2 SCN002',
      expect.stringMatching(/^none 2 INV/),
      expect.stringMatching(/^reject 2 /),
      'restore 2 SCN008',
    ]);
    expect(filesIn(folder)).toEqual(before);
  });
});
