import { didYouMean, nearestNames } from '../problems/nearest.js';
import { type CinderDriver, type ConfOption, confOptions, driverPath, releaseLimits } from './cinder-options.js';
import type { CinderRelease } from './cinder-releases.js';
import { type IniSetting, readIni } from './ini.js';
import type { Scenario } from './types.js';

/** One step a person takes, with the commands for it. */
export interface ConfStep {
  readonly title: string;
  readonly commands: readonly string[];
}

/** A given cinder.conf against the plan. */
export interface ConfDifference {
  readonly option: string;
  /** Line in the given file; undefined where the option is missing. */
  readonly line: number | undefined;
  readonly found: string;
  readonly wanted: string;
  readonly why: string;
}

/** How to configure cinder-backup for a scenario's destination. */
export interface CinderConf {
  readonly release: string;
  readonly driver: CinderDriver;
  readonly options: readonly ConfOption[];
  readonly steps: readonly ConfStep[];
  /** What the release cannot do of what the plan asks. */
  readonly limits: readonly string[];
  readonly differences: readonly ConfDifference[];
}

/**
 * Configuration of cinder-backup for a scenario on one OpenStack release, and where a given cinder.conf differs from it.
 *
 * @param conf text of the person's own cinder.conf, if there is one
 * Source: Cinder 21.3.1 option defaults and the tagged history of its backup drivers; mount options from the founding article of 2016-02-15.
 */
export function cinderConf(scenario: Scenario, release: CinderRelease, conf?: string): CinderConf {
  const options = confOptions(scenario, release);
  return {
    release: release.name,
    driver: scenario.cinder.driver,
    options,
    steps: stepsOf(scenario),
    limits: releaseLimits(scenario.cinder, release),
    differences: conf === undefined ? [] : compareConf(conf, options, scenario, release),
  };
}

function stepsOf({ cinder }: Scenario): readonly ConfStep[] {
  const isFile = cinder.driver === 'nfs' || cinder.driver === 'posix';
  return [
    isFile
      ? {
          title: 'Make an export on the gateway for the hosts that run cinder-backup, and nobody else',
          commands: ['showmount -e GATEWAY_ADDRESS'],
        }
      : { title: 'Make the container or bucket, and a key for it alone', commands: [] },
    { title: 'Put the options below into [DEFAULT] of /etc/cinder/cinder.conf on each of those hosts', commands: [] },
    { title: 'Restart the service', commands: ['systemctl restart cinder-backup'] },
    {
      title: 'Prove it: back up a small volume, restore it, compare',
      commands: [
        'openstack volume backup create --name stowage-proof VOLUME',
        'openstack volume backup show stowage-proof',
        'openstack volume backup restore stowage-proof NEW_VOLUME',
      ],
    },
  ];
}

function compareConf(
  conf: string,
  options: readonly ConfOption[],
  scenario: Scenario,
  release: CinderRelease,
): readonly ConfDifference[] {
  const { settings, faults } = readIni(conf);
  const inDefault = settings.filter(({ section }) => section === 'DEFAULT');
  const names = options.map(({ name }) => name);
  return [
    ...faults.map(({ line, text }) => ({
      option: '',
      line,
      found: text,
      wanted: 'name = value, [section] or a comment',
      why: 'cinder refuses to start on a file that it cannot parse',
    })),
    ...options.flatMap((option) => differenceOf(option, lastOf(inDefault, option.name), scenario, release)),
    ...settings.flatMap((setting) => strayOf(setting, names)),
  ];
}

const lastOf = (settings: readonly IniSetting[], name: string): IniSetting | undefined =>
  settings.filter((setting) => setting.name === name).at(-1);

function differenceOf(
  option: ConfOption,
  found: IniSetting | undefined,
  scenario: Scenario,
  release: CinderRelease,
): readonly ConfDifference[] {
  const { name, value, why } = option;
  const line = found?.line;
  if (option.placeholder) {
    const filled = found !== undefined && found.value !== '';
    return filled || name === 'backup_swift_url' ? [] : [{ option: name, line, found: 'nothing', wanted: 'your own value', why }];
  }
  if (found === undefined) return DEFAULT_IS_FINE.has(name) ? [] : [{ option: name, line, found: 'nothing', wanted: value, why }];
  return isSame(name, found.value, value, scenario, release)
    ? []
    : [{ option: name, line, found: found.value, wanted: value, why }];
}

/** Options whose absence means what the plan means, or is a matter of taste. */
const DEFAULT_IS_FINE: ReadonlySet<string> = new Set([
  'backup_sha_block_size_bytes',
  'backup_swift_block_size',
  'backup_s3_block_size',
  'backup_max_operations',
]);
const SPELLINGS: readonly (readonly string[])[] = [['none', 'off', 'no'], ['zlib', 'gzip'], ['bz2', 'bzip2'], ['zstd']];

function isSame(name: string, found: string, wanted: string, { cinder }: Scenario, release: CinderRelease): boolean {
  if (found === wanted) return true;
  switch (name) {
    case 'backup_driver':
      return found === driverPath(cinder.driver, release).alsoTaken;
    case 'backup_compression_algorithm':
      return SPELLINGS.some((words) => words.includes(found.toLowerCase()) && words.includes(wanted));
    case 'backup_mount_options':
      return mountIsSound(found);
    case 'backup_max_operations':
      return true;
    default:
      // Any whole multiple of the block works; the plan's object counts then shift, its bytes do not.
      return (
        name.endsWith('_size') &&
        !name.endsWith('_block_size') &&
        /^\d+$/.test(found) &&
        +found > 0 &&
        +found % (cinder.hashBlockKib * 1024) === 0
      );
  }
}

/** Other transfer sizes and versions are a person's choice; a soft mount is not. */
const mountIsSound = (options: string): boolean => !options.split(',').some((option) => option.trim() === 'soft');

const KNOWN_ELSEWHERE: readonly string[] = [
  'backup_name_template',
  'backup_container',
  'backup_enable_progress_timer',
  'backup_workers',
  'backup_manager',
  'backup_topic',
  'backup_api_class',
  'backup_use_same_host',
  'backup_use_temp_snapshot',
  'backup_service_inithost_offload',
  'backup_mount_point_base',
  'backup_mount_attempts',
  'backup_metadata_version',
  'backup_object_number_per_notification',
  'backup_timer_interval',
  'backup_native_threads_pool_size',
];

/** A backup option in another section, or misspelt, is ignored by Cinder without a word. */
function strayOf({ section, name, value, line }: IniSetting, names: readonly string[]): readonly ConfDifference[] {
  if (!name.startsWith('backup_')) return [];
  const known = [...names, ...KNOWN_ELSEWHERE];
  if (section !== 'DEFAULT') {
    if (!names.includes(name)) return [];
    return [
      {
        option: name,
        line,
        found: `${name} in [${section}]`,
        wanted: `${name} in [DEFAULT]`,
        why: 'cinder-backup reads its options from [DEFAULT] only',
      },
    ];
  }
  const near =
    known.includes(name) || isOtherDriver(name) ? [] : nearestNames(name, names, 1).filter((known) => isSlip(name, known));
  return near.map((wanted) => ({
    option: name,
    line,
    found: `${name} = ${value}`,
    wanted,
    why: `Cinder ignores an option that it does not know; ${didYouMean([wanted])}`,
  }));
}

const isOtherDriver = (name: string): boolean => /^backup_(swift|s3|ceph|gcs|glusterfs|posix|tsm)_/.test(name);
/** Two letters off at most: more is another option. */
const isSlip = (name: string, known: string): boolean =>
  Math.abs(name.length - known.length) <= 2 && sharedLetters(name, known) >= known.length - 2;
function sharedLetters(a: string, b: string): number {
  let head = 0;
  while (head < a.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  return head + tail;
}
