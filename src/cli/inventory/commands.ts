import type { Command } from '../commands.js';

/** What is done with inventories of volumes. */
export const INVENTORY_COMMANDS: readonly Command[] = [
  {
    usage: 'inventory pull',
    summary: 'Read a live cloud into a snapshot file for planning offline',
    positionals: {},
    options: {
      cloud: { type: 'string', describe: 'Cloud of clouds.yaml; default: OS_CLOUD or the OS_ variables', requiresArg: true },
      out: { alias: 'o', type: 'string', describe: 'Snapshot file; default <cloud>.jsonl.gz', requiresArg: true },
      scope: { type: 'string', default: 'all', describe: "all projects, or only the token's project", requiresArg: true },
    },
    examples: [
      ['$0 inventory pull --cloud lab', 'Every project of the cloud; an interrupted pull goes on where it stopped'],
      ['$0 inventory pull --cloud lab --scope project -o finance.jsonl.gz', 'One project, and the file says so'],
    ],
    load: async () => (await import('./pull-command.js')).pullCommand,
  },
  {
    usage: 'inventory summary <files..>',
    summary: 'Add an inventory up: projects, types, sizes, orphans, backups',
    positionals: {
      files: { type: 'string', array: true, describe: 'Lists of volumes, types, backups, snapshots; .gz too; - for stdin' },
    },
    options: {
      'as-of': { type: 'string', describe: 'Day that ages are counted to, YYYY-MM-DD; default today', requiresArg: true },
      'idle-days': { type: 'string', default: '90', describe: 'Unattached for so long is an orphan', requiresArg: true },
    },
    examples: [['$0 inventory summary volumes.csv types.json backups.json', 'What there is, and what has no backup']],
    load: async () => (await import('./summary-command.js')).summaryCommand,
  },
  {
    usage: 'inventory keep <store> <files..>',
    summary: 'Add inventories to a store of many days, from which growth is measured in seconds',
    positionals: {
      store: { type: 'string', describe: 'Folder of the store (Parquet); made where it is not there' },
      files: { type: 'string', array: true, describe: 'Snapshot files, or lists with a date in their names' },
    },
    options: {},
    examples: [['$0 inventory keep history lab-2026-*.jsonl.gz', 'One file a day; a second one of the same day takes its place']],
    load: async () => (await import('./keep-command.js')).keepCommand,
  },
  {
    usage: 'inventory growth [files..]',
    summary: 'Measure growth between inventories of different days',
    positionals: { files: { type: 'string', array: true, describe: 'Snapshot files, or lists with a date in their names' } },
    options: {
      store: { type: 'string', describe: 'Store that "inventory keep" filled, in place of files', requiresArg: true },
      from: { type: 'string', describe: 'First day to look at in the store, YYYY-MM-DD', requiresArg: true },
      until: { type: 'string', describe: 'Last day to look at in the store, YYYY-MM-DD', requiresArg: true },
    },
    examples: [
      ['$0 inventory growth lab-2026-01-31.csv lab-2026-06-30.csv', 'Ends with lines for a scenario file'],
      ['$0 inventory growth --store history --from 2026-01-01', 'Every day of a year that is kept'],
    ],
    load: async () => (await import('./growth-command.js')).growthCommand,
  },
  {
    usage: 'inventory anonymise <files..>',
    summary: 'Write an inventory with pseudonyms, for files that leave the building',
    positionals: { files: { type: 'string', array: true, describe: 'Lists of volumes; .gz too' } },
    options: {
      'key-file': { type: 'string', describe: 'Secret key: one key, the same pseudonyms', requiresArg: true },
      out: { alias: 'o', type: 'string', describe: 'File to write, such as volumes.json.gz', requiresArg: true },
    },
    examples: [
      ['$0 inventory anonymise volumes.csv --key-file stowage.key -o volumes.json.gz', 'Types, sizes, zones and dates stay'],
    ],
    load: async () => (await import('./anonymise-command.js')).anonymiseCommand,
  },
];
