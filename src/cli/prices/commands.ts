import type { Options } from 'yargs';
import type { Command } from '../commands.js';

const IMPORT_OPTIONS: Readonly<Record<string, Options>> = {
  into: { type: 'string', describe: 'Folder laid out as data/; default: the prices that came with stowage', requiresArg: true },
  revise: { type: 'boolean', default: false, describe: 'Let a file change past prices' },
  'dry-run': { type: 'boolean', default: false, describe: 'Write nothing, show every row that would change' },
  'read-on': { type: 'string', describe: 'Day of an answer that has none, YYYY-MM-DD; default today', requiresArg: true },
};

/** The commands that keep price tables: what changed, what is wrong with them, what comes in. */
export const PRICE_TABLE_COMMANDS: readonly Command[] = [
  {
    usage: 'prices history <provider> <region> <class> <item>',
    summary: 'Show every price that one item had',
    positionals: {
      provider: { type: 'string', describe: 'Provider, such as aws' },
      region: { type: 'string', describe: 'Region by city or code' },
      class: { type: 'string', describe: 'Storage class by code or alias; - for none' },
      item: { type: 'string', describe: 'What is paid for, such as storage' },
    },
    options: { format: { type: 'string', default: 'text', describe: 'text or json', requiresArg: true } },
    examples: [['$0 prices history aws Frankfurt Glacier storage', 'How one price changed, and who says so']],
    load: async () => (await import('./history-command.js')).historyCommand,
  },
  {
    usage: 'prices check [folder]',
    summary: 'Check a folder of price tables for gaps, overlaps, unknown names and missing sources',
    positionals: { folder: { type: 'string', describe: 'Folder laid out as data/; default: the prices that came with stowage' } },
    options: {},
    examples: [['$0 prices check ~/prices', 'Exit 2 and every finding with its line']],
    load: async () => (await import('./check-command.js')).checkCommand,
  },
  {
    usage: 'prices import <files..>',
    summary: 'Read price files of Amazon, Azure or Google into the tables',
    positionals: {
      files: { type: 'string', array: true, describe: 'Offer files (JSON, CSV), answers of the price APIs; .gz too' },
    },
    options: {
      ...IMPORT_OPTIONS,
      verbose: { type: 'boolean', default: false, describe: 'Name what was left, and every row that changes' },
    },
    examples: [
      ['$0 prices import AmazonS3-index.json --dry-run', 'What would change, and what would be left'],
      ['$0 prices import page-*.json --into ~/prices', 'All pages of an answer at once: a tier may stand on the next page'],
    ],
    load: async () => (await import('./import-command.js')).importCommand,
  },
  {
    usage: 'prices update',
    summary: 'Fetch the price lists of Amazon, Azure and Google, and import them',
    positionals: {},
    options: {
      ...IMPORT_OPTIONS,
      provider: { type: 'string', describe: 'aws, azure or google; default: all that need no key', requiresArg: true },
      'base-url': { type: 'string', describe: "Address in place of the provider's own, such as a mirror", requiresArg: true },
      verbose: { type: 'boolean', default: false, describe: 'Name what was left, and every row that changes' },
    },
    examples: [['$0 prices update --provider aws --into ~/prices', 'Google needs its key in STOWAGE_GOOGLE_API_KEY']],
    load: async () => (await import('./update-command.js')).updateCommand,
  },
  {
    usage: 'prices rate <file>',
    summary: "Read an exchange rate from the European Central Bank's file, to freeze it in a scenario",
    positionals: { file: { type: 'string', describe: 'eurofxref.csv, eurofxref-hist.csv or an SDMX-JSON answer' } },
    options: {
      from: { type: 'string', default: 'USD', describe: 'Currency of the prices', requiresArg: true },
      to: { type: 'string', default: 'EUR', describe: 'Currency of the plan', requiresArg: true },
      on: { type: 'string', describe: 'Day, YYYY-MM-DD; default the newest of the file', requiresArg: true },
    },
    examples: [['$0 prices rate eurofxref-hist.csv --to EUR --on 2026-10-01 >> estate.yaml', 'The lines that a scenario keeps']],
    load: async () => (await import('./rate-command.js')).rateCommand,
  },
  {
    usage: 'prices diff <a> <b>',
    summary: 'Show what changed between two days or two folders of prices',
    positionals: {
      a: { type: 'string', describe: 'Day (YYYY-MM-DD) or folder' },
      b: { type: 'string', describe: 'Day or folder' },
    },
    options: {
      provider: { type: 'string', describe: 'One provider only', requiresArg: true },
      scenario: { type: 'string', describe: 'A scenario: what the change does to its total', requiresArg: true },
    },
    examples: [
      ['$0 prices diff 2016-02-15 2016-12-01 --scenario estate.yaml', 'What waiting for the price cut would have saved'],
    ],
    load: async () => (await import('./diff-command.js')).diffCommand,
  },
];
