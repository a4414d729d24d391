import { describe, expect, it } from 'vitest';
import { cinderConf } from '../../src/scenario/cinder-conf.js';
import { cinderConfText } from '../../src/scenario/cinder-conf-text.js';
import { releaseOf } from '../../src/scenario/cinder-releases.js';
import { readIni } from '../../src/scenario/ini.js';
import { scenarioOf } from './shipped-resolver.js';

const gateway = scenarioOf('inventory: a.csv\nname: Estate');
const bucket = scenarioOf('inventory: a.csv\nname: Estate\nstore: {kind: plain}');

function confFor(scenario: typeof gateway, release: string, conf?: string) {
  const known = releaseOf(release);
  if (!known) throw new Error(`no release ${release}`);
  return cinderConf(scenario, known, conf);
}
const driverOn = (release: string): string | undefined =>
  confFor(gateway, release).options.find(({ name }) => name === 'backup_driver')?.value;
const differences = (conf: string, release = 'zed') =>
  confFor(gateway, release, conf).differences.map(
    ({ option, line, found, wanted }) => `${line ?? '-'} ${option}: ${found} -> ${wanted}`,
  );

const RIGHT = `[DEFAULT]
backup_driver = cinder.backup.drivers.nfs.NFSBackupDriver
backup_share = 10.65.56.16:/rfs/cinder-backup
backup_mount_options = rw,nolock,hard,intr,nfsvers=3,tcp,rsize=131072,wsize=131072,bg
backup_compression_algorithm = none
backup_file_size = 1999994880
`;

describe('backup_driver by release', () => {
  it('is a module up to Pike and a class from Queens on', () => {
    expect(['newton', 'pike', 'queens', 'rocky', 'stein', 'zed', '2026.1'].map(driverOn)).toEqual([
      'cinder.backup.drivers.nfs',
      'cinder.backup.drivers.nfs',
      ...Array(5).fill('cinder.backup.drivers.nfs.NFSBackupDriver'),
    ]);
  });
  it('may still be a module on Rocky, and stops the service on Stein', () => {
    const module = RIGHT.replace('.NFSBackupDriver', '');
    expect(differences(module, 'rocky')).toEqual([]);
    expect(differences(module, 'stein')).toEqual([
      '2 backup_driver: cinder.backup.drivers.nfs -> cinder.backup.drivers.nfs.NFSBackupDriver',
    ]);
  });
  it('has no S3 before Wallaby', () => {
    expect(confFor(bucket, 'victoria').limits).toHaveLength(1);
    expect(confFor(bucket, 'wallaby').limits).toEqual([]);
  });
});

describe('cinderConf', () => {
  it('mounts the share hard, as the founding article did, and turns compression off before the gateway', () => {
    const options = Object.fromEntries(confFor(gateway, 'zed').options.map(({ name, value }) => [name, value]));
    expect(options).toMatchObject({
      backup_mount_options: 'rw,nolock,hard,intr,nfsvers=3,tcp,rsize=131072,wsize=131072,bg',
      backup_compression_algorithm: 'none',
      backup_sha_block_size_bytes: '32768',
      backup_file_size: '1999994880', // 61,035 x 32,768
    });
  });
  it.each(['pike', 'zed'])('prints the same page for %s as last time', async (release) => {
    await expect(cinderConfText(confFor(gateway, release), '')).toMatchFileSnapshot(`./golden/cinder-conf-nfs-${release}.txt`);
  });
  it('prints the same page for a plain bucket as last time', async () => {
    await expect(cinderConfText(confFor(bucket, '2024.1'), '')).toMatchFileSnapshot('./golden/cinder-conf-s3-2024.1.txt');
  });
});

describe('a given cinder.conf', () => {
  it('agrees when it says the same, in other words where Cinder has them', () => {
    expect(differences(RIGHT)).toEqual([]);
    expect(differences(RIGHT.replace('= none', ': OFF'))).toEqual([]);
  });
  it('differs where compression is on, by name or by silence', () => {
    expect(differences(RIGHT.replace('= none', '= zlib'))).toEqual(['5 backup_compression_algorithm: zlib -> none']);
    expect(differences(RIGHT.replace(/backup_compression.*\n/, ''))).toEqual(['- backup_compression_algorithm: nothing -> none']);
  });
  it('differs for a file size that is no multiple of 32,768, and not for another multiple', () => {
    expect(differences(RIGHT.replace('1999994880', '2000000000'))).toEqual(['6 backup_file_size: 2000000000 -> 1999994880']);
    expect(differences(RIGHT.replace('1999994880', '104857600'))).toEqual([]);
  });
  it('differs for a soft mount', () => {
    expect(differences(RIGHT.replace(',hard,', ',soft,'))[0]).toMatch(/^4 backup_mount_options/);
  });
  it('names an option in the wrong section and one that is misspelt: Cinder ignores both without a word', () => {
    expect(differences(`${RIGHT}backup_compresion_algorithm = none\n[lvm]\nbackup_share = a:/b\n`)).toEqual([
      '7 backup_compresion_algorithm: backup_compresion_algorithm = none -> backup_compression_algorithm',
      '9 backup_share: backup_share in [lvm] -> backup_share in [DEFAULT]',
    ]);
  });
  it('takes the last of two values, as oslo.config does', () => {
    expect(differences(`${RIGHT}backup_compression_algorithm = zstd\n`)).toEqual([
      '7 backup_compression_algorithm: zstd -> none',
    ]);
  });
});

describe('readIni', () => {
  it('joins continuation lines, takes = and :, skips comments, keeps the line of the name', () => {
    const { settings, faults } = readIni(
      '\uFEFF# c\r\n[DEFAULT]\r\nenabled_backends = a,\r\n  b\r\n; c\r\nname: x = y\r\n[lvm] # c\r\nk=\r\nnonsense\r\n',
    );
    expect(settings).toEqual([
      { section: 'DEFAULT', name: 'enabled_backends', value: 'a,\nb', line: 3 },
      { section: 'DEFAULT', name: 'name', value: 'x = y', line: 6 },
      { section: 'lvm', name: 'k', value: '', line: 8 },
    ]);
    expect(faults).toEqual([{ line: 9, text: 'nonsense' }]);
  });
});
