import type { CinderRelease } from './cinder-releases.js';
import type { Scenario } from './types.js';

/** One line of [DEFAULT] in cinder.conf, and why it is there. */
export interface ConfOption {
  readonly name: string;
  readonly value: string;
  readonly why: string;
  /** True where the value is for the person to fill in: address, bucket, key. */
  readonly placeholder: boolean;
}

export type CinderDriver = Scenario['cinder']['driver'];

/** Source: Kapil Arora, "Efficiently protect OpenStack Cinder backup ... using AltaVault", 2016-02-15. */
const MOUNT_OPTIONS = 'rw,nolock,hard,intr,nfsvers=3,tcp,rsize=131072,wsize=131072,bg';

const CLASSES: Readonly<Record<CinderDriver, string>> = {
  nfs: 'nfs.NFSBackupDriver',
  posix: 'posix.PosixBackupDriver',
  swift: 'swift.SwiftBackupDriver',
  s3: 's3.S3BackupDriver',
};
/** Class paths are taken from Queens on, and required from Stein on. Source: cinder 21.3.1 and its tagged history. */
const FIRST_WITH_CLASS_PATH = 12;
const FIRST_WITHOUT_MODULE_PATH = 14;
const FIRST_WITH_S3 = 18;
const FIRST_WITH_ZSTD = 17;
const FIRST_WITH_MAX_OPERATIONS = 17;

/** What backup_driver must say, and whether the release also takes the other form. */
export interface DriverPath {
  readonly path: string;
  readonly alsoTaken: string | undefined;
  readonly why: string;
}

export function driverPath(driver: CinderDriver, release: CinderRelease): DriverPath {
  const module = `cinder.backup.drivers.${driver}`;
  const path = `cinder.backup.drivers.${CLASSES[driver]}`;
  if (release.major < FIRST_WITH_CLASS_PATH) {
    return { path: module, alsoTaken: undefined, why: `${release.name} takes the module only; the class path came with Queens` };
  }
  if (release.major < FIRST_WITHOUT_MODULE_PATH) {
    return { path, alsoTaken: module, why: `${release.name} takes class or module; Stein and later take the class path only` };
  }
  return {
    path,
    alsoTaken: undefined,
    why: 'the class path is required since Stein; a module path stops cinder-backup at its start',
  };
}

/** What a release cannot do of what the plan asks. */
export function releaseLimits({ driver, compression }: Scenario['cinder'], release: CinderRelease): readonly string[] {
  return [
    ...(driver === 's3' && release.major < FIRST_WITH_S3
      ? [`${release.name} has no S3 driver (it came with Wallaby): write to an NFS gateway or through Swift's API, or upgrade.`]
      : []),
    ...(compression === 'zstd' && release.major < FIRST_WITH_ZSTD
      ? [`${release.name} has no zstd (it came with Victoria): zlib is its best.`]
      : []),
  ];
}

/** The [DEFAULT] options for a scenario's destination on one release, in the order in which they are best read. */
export function confOptions(scenario: Scenario, release: CinderRelease): readonly ConfOption[] {
  const { driver, compression, parallel } = scenario.cinder;
  const { path, why } = driverPath(driver, release);
  return [
    set('backup_driver', path, why),
    ...TARGETS[driver](scenario),
    set('backup_compression_algorithm', compression, compressionWhy(scenario)),
    ...sizes(scenario),
    ...(release.major < FIRST_WITH_MAX_OPERATIONS
      ? []
      : [
          set(
            'backup_max_operations',
            `${parallel}`,
            'backups and restores at once in one process; each holds one object in memory',
          ),
        ]),
  ];
}

function compressionWhy({ cinder, store }: Scenario): string {
  if (store.kind === 'plain') return 'a plain bucket keeps what it is sent: compress before it leaves';
  return cinder.compression === 'none'
    ? "Cinder's default is zlib; one changed byte then changes the rest of its object, and the gateway finds next to nothing to deduplicate"
    : `as the scenario asks; before a deduplicating gateway "none" stores far less: one changed byte changes the rest of a compressed object`;
}

function sizes({ cinder }: Scenario): readonly ConfOption[] {
  const isFile = cinder.driver === 'nfs' || cinder.driver === 'posix';
  const [size, block] = isFile
    ? ['backup_file_size', 'backup_sha_block_size_bytes']
    : [`backup_${cinder.driver}_object_size`, `backup_${cinder.driver}_block_size`];
  const blockBytes = cinder.hashBlockKib * 1024;
  return [
    set(block, `${blockBytes}`, 'granularity of incrementals; changing it later makes the next backup a full'),
    set(
      size,
      `${cinder.objectBytes}`,
      `${cinder.objectBytes / blockBytes} blocks of ${blockBytes}: must be a whole multiple of the block; also the memory of each running backup`,
    ),
  ];
}

const TARGETS: Readonly<Record<CinderDriver, (scenario: Scenario) => readonly ConfOption[]>> = {
  nfs: () => [
    ask('backup_share', 'GATEWAY_ADDRESS:/EXPORT', "the gateway's NFS export, reachable from every host that runs cinder-backup"),
    set(
      'backup_mount_options',
      MOUNT_OPTIONS,
      'hard: a soft mount gives up and leaves a broken backup; nfsvers=3, 128 KiB transfers',
    ),
  ],
  posix: () => [ask('backup_posix_path', '/MOUNTED/GATEWAY/PATH', 'a file system that is mounted before cinder-backup starts')],
  swift: ({ name }) => [
    ask('backup_swift_url', 'https://SWIFT_ENDPOINT/v1/AUTH_', 'only if the service catalogue does not name the object store'),
    ask('backup_swift_container', containerOf(name), 'one container of its own; made at the first backup'),
  ],
  s3: ({ name }) => [
    ask('backup_s3_endpoint_url', 'https://S3_ENDPOINT', 'the store, in the region of the plan'),
    ask('backup_s3_store_bucket', containerOf(name), 'one bucket of its own, so that its lifecycle rules touch backups only'),
    ask('backup_s3_store_access_key', 'ACCESS_KEY', 'a key that may read, write and delete in that bucket and nowhere else'),
    ask('backup_s3_store_secret_key', 'SECRET_KEY', 'keep cinder.conf readable by cinder alone'),
  ],
};

const containerOf = (name: string): string => {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `volumebackups${plain === '' ? '' : `-${plain}`}`;
};
const set = (name: string, value: string, why: string): ConfOption => ({ name, value, why, placeholder: false });
const ask = (name: string, value: string, why: string): ConfOption => ({ name, value, why, placeholder: true });
