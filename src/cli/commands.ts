import type { Options, PositionalOptions } from 'yargs';
import type { ExitCode, Terminal } from './terminal.js';

/** What a handler gets: its flags as text (a flag that was not given is absent), the terminal, the version. */
export interface Call {
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly terminal: Terminal;
  readonly version: string;
}

/** One command as data: the parser, the help, the completion and "did you mean" all read it. Its code is loaded when it runs. */
export interface Command {
  /** As typed, with positionals: "plan <scenario>". */
  readonly usage: string;
  readonly summary: string;
  readonly positionals: Readonly<Record<string, PositionalOptions>>;
  readonly options: Readonly<Record<string, Options>>;
  readonly examples: readonly (readonly [command: string, meaning: string])[];
  readonly load: () => Promise<(call: Call) => Promise<ExitCode>>;
}

export const GLOBAL_OPTIONS: Readonly<Record<string, Options>> = {
  json: { type: 'boolean', default: false, describe: 'Problems (and results) as JSON on stdout' },
  quiet: { alias: 'q', type: 'boolean', default: false, describe: 'Say nothing but problems' },
  color: { type: 'boolean', default: true, describe: 'Colours on a terminal; --no-color for none' },
};

const PRICE_FILTERS: Readonly<Record<string, Options>> = {
  provider: { type: 'string', describe: 'Provider, such as aws', requiresArg: true },
  region: { type: 'string', describe: 'Region by city or code', requiresArg: true },
  class: { type: 'string', describe: 'Storage class by code or alias', requiresArg: true },
  item: { type: 'string', describe: 'What is paid for, such as storage', requiresArg: true },
  date: { type: 'string', describe: 'Day, YYYY-MM-DD; default today', requiresArg: true },
};

export const COMMANDS: readonly Command[] = [
  {
    usage: 'plan <scenario>',
    summary: 'Plan capacity, cost, appliance and restores, and write a report',
    positionals: { scenario: { type: 'string', describe: 'Scenario file (YAML)' } },
    options: {
      out: { alias: 'o', type: 'string', describe: 'File to write; - for stdout', requiresArg: true },
      format: { type: 'string', default: 'html', describe: 'html, json, csv or md', requiresArg: true },
      'as-of': { type: 'string', describe: 'Date of the report, YYYY-MM-DD; default today', requiresArg: true },
      check: { type: 'boolean', default: false, describe: 'Exit 1 if an SLA target is missed or a finding is an error' },
    },
    examples: [
      ['$0 plan data/samples/scenario.yaml', 'Write scenario.report.html and print a summary'],
      ['$0 plan estate.yaml -o out/estate.html --as-of 2026-10-01', 'The same bytes on any day'],
      ['$0 plan estate.yaml --format json | jq .cost.total', 'The whole plan as data'],
      ['$0 plan estate.yaml --check --quiet', 'For a pipeline: exit code 1 if a target is missed'],
    ],
    load: async () => (await import('./plan-command.js')).planCommand,
  },
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
    load: async () => (await import('./inventory/pull-command.js')).pullCommand,
  },
  {
    usage: 'prices list',
    summary: 'List the prices in force on a day',
    positionals: {},
    options: { ...PRICE_FILTERS, format: { type: 'string', default: 'text', describe: 'text, csv or json', requiresArg: true } },
    examples: [
      ['$0 prices list --region Frankfurt --class Glacier --date 2016-02-15', 'Glacier as the founding article saw it'],
      ['$0 prices list --item storage --region Ireland --format csv', 'All classes of one region, for a spreadsheet'],
    ],
    load: async () => (await import('./prices-command.js')).listCommand,
  },
  {
    usage: 'prices show',
    summary: 'Show every price there was, with its dates and sources',
    positionals: {},
    options: { ...PRICE_FILTERS, format: { type: 'string', default: 'text', describe: 'text or json', requiresArg: true } },
    examples: [['$0 prices show --region Frankfurt --class Glacier --item storage', 'How one price changed, and who says so']],
    load: async () => (await import('./prices-command.js')).showCommand,
  },
  {
    usage: 'appliances',
    summary: 'List appliance models and the ladder from 8 TB to 57 PB',
    positionals: {},
    options: { format: { type: 'string', default: 'text', describe: 'text, csv or json', requiresArg: true } },
    examples: [['$0 appliances', 'Published limits; a blank is a figure that no public source gives']],
    load: async () => (await import('./appliances-command.js')).appliancesCommand,
  },
  {
    usage: 'init [file]',
    summary: 'Write a commented scenario file',
    positionals: { file: { type: 'string', default: 'scenario.yaml', describe: 'File to write' } },
    options: {
      yes: { alias: 'y', type: 'boolean', default: false, describe: 'Ask nothing, take the defaults' },
      inventory: { type: 'string', describe: 'Inventory file to name in it', requiresArg: true },
      force: { type: 'boolean', default: false, describe: 'Write over a file that is there' },
    },
    examples: [
      ['$0 init', 'Ask a few questions, write scenario.yaml'],
      ['$0 init estate.yaml --yes --inventory volumes.csv', 'Ask nothing'],
    ],
    load: async () => (await import('./init-command.js')).initCommand,
  },
  {
    usage: 'cinder-conf <scenario>',
    summary: "Print how to configure cinder-backup for a scenario's destination",
    positionals: { scenario: { type: 'string', describe: 'Scenario file (YAML)' } },
    options: {
      release: { type: 'string', describe: 'OpenStack release, such as zed or 2024.1; default: the scenario', requiresArg: true },
      conf: { type: 'string', describe: 'A cinder.conf to hold against it; exit 1 if it differs', requiresArg: true },
    },
    examples: [
      ['$0 cinder-conf estate.yaml --release pike', 'Old releases take a module, not a class'],
      ['$0 cinder-conf estate.yaml --conf /etc/cinder/cinder.conf', 'What differs, and why it matters'],
    ],
    load: async () => (await import('./cinder-conf-command.js')).cinderConfCommand,
  },
];

/** "prices list" of "prices list", "plan" of "plan <scenario>". */
export const nameOf = ({ usage }: Command): string => usage.replace(/\s*[<[].*$/, '');
