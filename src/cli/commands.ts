import type { Options, PositionalOptions } from 'yargs';
import { BATCH_COMMANDS } from './batch/commands.js';
import { COMPARING_COMMANDS } from './comparing/commands.js';
import { DECISION_COMMANDS } from './decide/commands.js';
import { INVENTORY_COMMANDS } from './inventory/commands.js';
import { PRICE_TABLE_COMMANDS } from './prices/commands.js';
import { BROWSER_OPTION, PAPER_OPTION, QUOTE_COMMANDS } from './quote/commands.js';
import { SERVE_COMMAND } from './serve/command.js';
import type { ExitCode, Terminal } from './terminal.js';

/** What a handler gets: its flags as text (a flag that was not given is absent; a list of files is a list), the terminal, the version. */
export interface Call {
  readonly flags: Readonly<Record<string, string | boolean | readonly string[] | undefined>>;
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
      format: { type: 'string', default: 'html', describe: 'html, pdf, xlsx, json, csv, focus or md', requiresArg: true },
      'as-of': { type: 'string', describe: 'Date of the report, YYYY-MM-DD; default today', requiresArg: true },
      confidential: {
        type: 'boolean',
        default: false,
        describe: "Stand on the scenario's private prices; the report holds them",
      },
      check: { type: 'boolean', default: false, describe: 'Exit 1 if an SLA target is missed or a finding is an error' },
      'max-monthly': { type: 'string', describe: 'Exit 1 if any month costs more, or may: 25000', requiresArg: true },
      'max-total': { type: 'string', describe: 'Exit 1 if the horizon costs more, or may: "900000 EUR"', requiresArg: true },
      'require-sla': {
        type: 'boolean',
        default: false,
        describe: 'Exit 1 unless every restore and recovery point target is met',
      },
      'max-rejects': {
        type: 'string',
        describe: "Plan with up to so many inventory rows left out that cannot be used; default the scenario's, or 0",
        requiresArg: true,
      },
      browser: BROWSER_OPTION,
      paper: PAPER_OPTION,
      appendix: {
        type: 'string',
        default: 'full',
        describe: 'Longer tables and derivations at the end of --format pdf: full or none',
        requiresArg: true,
      },
      table: { type: 'string', describe: 'With --format csv: one table of the report; "list" names them', requiresArg: true },
    },
    examples: [
      ['$0 plan data/samples/scenario.yaml', 'Write scenario.report.html and print a summary'],
      ['$0 plan estate.yaml -o out/estate.html --as-of 2026-10-01', 'The same bytes on any day'],
      ['$0 plan estate.yaml --format json | jq .cost.total', 'The whole plan as data'],
      ['$0 plan estate.yaml --format csv --table cost.years', 'One table of the report as CSV, as it stands there'],
      ['$0 plan estate.yaml --format focus', 'The projected bill as FOCUS 1.2 rows, for a FinOps tool'],
      ['$0 plan estate.yaml --check --quiet', 'For a pipeline: exit code 1 if a target is missed'],
      ['$0 plan estate.yaml --max-monthly 25000 --require-sla', 'A budget: what is over it is named on stderr'],
    ],
    load: async () => (await import('./plan-command.js')).planCommand,
  },
  ...QUOTE_COMMANDS,
  ...INVENTORY_COMMANDS,
  {
    usage: 'verify <report>',
    summary: 'Compute a report again from the inputs inside it, and say whether it still holds',
    positionals: { report: { type: 'string', describe: 'Report (HTML) that "stowage plan" wrote' } },
    options: {},
    examples: [['$0 verify scenario.report.html', 'Exit 0 it holds, 1 it differs (and in what), 2 it is no report or damaged']],
    load: async () => (await import('./verify-command.js')).verifyCommand,
  },
  ...COMPARING_COMMANDS,
  {
    usage: 'retention <scenario>',
    summary: 'List the restore points that each policy has on a day, and why',
    positionals: { scenario: { type: 'string', describe: 'Scenario file (YAML)' } },
    options: {
      on: { type: 'string', describe: 'Day, YYYY-MM-DD; default the last day of the plan', requiresArg: true },
      policy: { type: 'string', describe: 'One policy only', requiresArg: true },
      format: { type: 'string', default: 'text', describe: 'text, json or csv', requiresArg: true },
    },
    examples: [
      ['$0 retention estate.yaml --on 2027-03-31 --policy daily', 'Every point of that evening, with every rule that keeps it'],
    ],
    load: async () => (await import('./retention-command.js')).retentionCommand,
  },
  {
    usage: 'explain <plan> <figure>',
    summary: 'Take one figure of a plan apart: formula, inputs and where they come from, steps',
    positionals: {
      plan: { type: 'string', describe: 'Plan as JSON: stowage plan --format json' },
      figure: { type: 'string', describe: 'capacity.physical, cost.total, restore.1.time, wan.need, ...' },
    },
    options: {
      month: { type: 'string', describe: 'Month of the plan, from 1; default the last', requiresArg: true },
      format: { type: 'string', default: 'text', describe: 'text or json', requiresArg: true },
    },
    examples: [
      ['$0 explain plan.json capacity.physical --month 18', 'Cohort by cohort: live set, superseded versions, slack'],
      ['$0 explain plan.json cost.storage', 'Every line of the last month, with its prices and sources'],
    ],
    load: async () => (await import('./explain-command.js')).explainCommand,
  },
  {
    usage: 'calibrate <scenario> <observations>',
    summary: 'Fit change rate, hot share and compression to what a store really held',
    positionals: {
      scenario: { type: 'string', describe: 'Scenario file (YAML)' },
      observations: {
        type: 'string',
        describe: 'Dated sizes: CSV (date, physical, unit), JSON, or statistics of restic or borg',
      },
    },
    options: {
      on: { type: 'string', describe: 'Date of a size that has none, YYYY-MM-DD', requiresArg: true },
      format: { type: 'string', default: 'text', describe: 'text or json', requiresArg: true },
    },
    examples: [['$0 calibrate estate.yaml store-sizes.csv', 'Ends with lines to paste into the scenario']],
    load: async () => (await import('./calibrate-command.js')).calibrateCommand,
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
  ...BATCH_COMMANDS,
  ...PRICE_TABLE_COMMANDS,
  ...DECISION_COMMANDS,
  SERVE_COMMAND,
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
