import type { Command } from '../commands.js';

export const BATCH_COMMANDS: readonly Command[] = [
  {
    usage: 'batch <manifest..>',
    summary: 'Write a report for each row of a manifest, on all cores, and an index of them',
    positionals: {
      manifest: { type: 'string', array: true, describe: 'Manifest (CSV or YAML); "status" or "merge" may stand before it' },
    },
    options: {
      out: { alias: 'o', type: 'string', default: 'reports', describe: 'Folder to write into', requiresArg: true },
      workers: { type: 'string', describe: 'Worker threads; default one for each core', requiresArg: true },
      resume: { type: 'boolean', default: false, describe: 'Keep finished reports whose inputs have not changed' },
      only: { type: 'string', default: 'all', describe: 'all, or failed: those that failed the last time', requiresArg: true },
      'fail-fast': { type: 'boolean', default: false, describe: 'Stop at the first row that fails or is over' },
      'keep-going': { type: 'boolean', default: true, describe: 'Do all rows, whatever fails: the default' },
      shard: {
        type: 'string',
        describe: 'Part of the rows, such as 2/8: for many machines; "merge" joins them',
        requiresArg: true,
      },
      queue: {
        type: 'string',
        describe: 'Redis that hands rows to "stowage worker" on many machines: redis://host:6379; or STOWAGE_QUEUE',
        requiresArg: true,
      },
      tries: { type: 'string', default: '3', describe: 'With --queue: give a row up after so many tries', requiresArg: true },
      'as-of': { type: 'string', describe: 'Date of the reports, YYYY-MM-DD; default today', requiresArg: true },
      confidential: {
        type: 'boolean',
        default: false,
        describe: "Stand on the scenarios' private prices; the reports hold them",
      },
      check: { type: 'boolean', default: false, describe: 'A row is over if an SLA target is missed or a finding is an error' },
      'max-monthly': { type: 'string', describe: 'A row is over if any month costs more, or may: 25000', requiresArg: true },
      'max-total': { type: 'string', describe: 'A row is over if the horizon costs more, or may', requiresArg: true },
      'require-sla': { type: 'boolean', default: false, describe: 'A row is over unless every target is met' },
    },
    examples: [
      ['$0 batch customers.csv -o out', 'A report for each row, out/index.html and out/summary.json'],
      ['$0 batch customers.csv -o out --resume', 'Go on after a kill, or do again what has changed'],
      ['$0 batch customers.csv -o out --only failed', 'Again what failed'],
      ['$0 batch customers.yaml -o /shared/out --shard 2/8', 'One of eight machines; then "batch merge"'],
      ['$0 batch merge customers.yaml -o /shared/out', 'Index and summary of all shards'],
      ['$0 batch status customers.yaml -o /shared/out', 'How many rows are done, failed, missing'],
    ],
    load: async () => (await import('./batch-command.js')).batchCommand,
  },
  {
    usage: 'worker',
    summary: 'Make reports that "batch --queue" asks for, on this machine, until told to stop',
    positionals: {},
    options: {
      queue: {
        type: 'string',
        describe: 'Redis to work for: redis://host:6379, rediss:// for TLS; or STOWAGE_QUEUE',
        requiresArg: true,
      },
      out: {
        alias: 'o',
        type: 'string',
        default: 'reports',
        describe: 'Shared folder to write into, or s3://bucket/prefix (endpoint: AWS_ENDPOINT_URL_S3)',
        requiresArg: true,
      },
      workers: { type: 'string', describe: 'Rows at a time; default one for each core', requiresArg: true },
    },
    examples: [
      ['$0 worker --queue redis://10.0.0.5:6379 -o /shared/out', 'On each machine, in the folder that "batch" runs in'],
      [
        'STOWAGE_QUEUE=rediss://user:secret@queue:6380 $0 worker -o s3://quotes/2026',
        'TLS, a password that no list of processes shows, a bucket',
      ],
    ],
    load: async () => (await import('./queue/worker-command.js')).workerCommand,
  },
];
