import type { Options, PositionalOptions } from 'yargs';
import type { Command } from '../commands.js';

const SCENARIO: Readonly<Record<string, PositionalOptions>> = { scenario: { type: 'string', describe: 'Scenario file (YAML)' } };
const OUTPUT: Readonly<Record<string, Options>> = {
  out: { alias: 'o', type: 'string', describe: 'File to write; default stdout', requiresArg: true },
  format: { type: 'string', default: 'text', describe: 'text, md, html, csv or json', requiresArg: true },
};

/** The commands that decide: what to move to, what to choose, what it is held against. */
export const DECISION_COMMANDS: readonly Command[] = [
  {
    usage: 'migrate <scenario>',
    summary: 'Move to another store: calendar, cost, saving, break-even, when to stop',
    positionals: SCENARIO,
    options: {
      to: {
        type: 'string',
        describe: 'A destination of the scenario, provider/region/class[/archive class/days] or private/store; several with ;',
        requiresArg: true,
      },
      month: {
        type: 'string',
        describe: 'Month of the plan in which the move starts; default 12, or the middle',
        requiresArg: true,
      },
      overlap: {
        type: 'string',
        describe: 'Whole months that both stores are kept after the copy; default 1',
        requiresArg: true,
      },
      'discount-rate': { type: 'string', describe: 'Percent a year for the net present value; default 8%', requiresArg: true },
      via: { type: 'string', default: 'site', describe: "site (over the site's link) or cloud", requiresArg: true },
      retrieval: { type: 'string', default: 'standard', describe: 'standard, bulk or expedited', requiresArg: true },
      ...OUTPUT,
    },
    examples: [
      ['$0 migrate estate.yaml --to aws/Ireland/Glacier', 'From the plan’s destination to another, over the site’s link'],
      [
        '$0 migrate estate.yaml --to "azure/West Europe/Cool;private/swift-3-replicas" --via cloud',
        'Two moves, from cloud to cloud',
      ],
      [
        '$0 migrate estate.yaml --month 18 --overlap 2 --discount-rate 10% --format csv',
        'To every destination that the scenario compares',
      ],
    ],
    load: async () => (await import('./migrate-command.js')).migrateCommand,
  },
  {
    usage: 'optimise <scenario>',
    summary: 'Search designs for the cheapest that keeps every target and limit',
    positionals: SCENARIO,
    options: {
      to: {
        type: 'string',
        describe: 'Destinations with ; between; default: every class of the regions of the scenario',
        requiresArg: true,
      },
      transition: { type: 'string', describe: 'Transition ages in days; default 30,60,90,180', requiresArg: true },
      retrieval: { type: 'string', describe: 'Retrieval options; default all', requiresArg: true },
      appliance: {
        type: 'string',
        describe: 'auto or models, with form and quote: "auto;DXi6900=1200;auto:cloud=900"',
        requiresArg: true,
      },
      form: { type: 'string', describe: 'physical, virtual, cloud; default as the appliances have it', requiresArg: true },
      'cache-days': { type: 'string', describe: 'Days of new data in the cache; default the scenario', requiresArg: true },
      wan: { type: 'string', describe: 'Links in Mbit/s; default the scenario', requiresArg: true },
      'wan-price': { type: 'string', describe: 'Money a Mbit/s and month; default: no price', requiresArg: true },
      'full-every': { type: 'string', describe: 'A full every so many backups; default as the policies', requiresArg: true },
      compression: { type: 'string', describe: 'none, zlib, bz2, zstd; default the scenario', requiresArg: true },
      keep: { type: 'string', describe: 'Retentions allowed for all policies, such as 7d4w12m,14d8w24m', requiresArg: true },
      budget: { type: 'string', describe: 'Money over the horizon', requiresArg: true },
      country: { type: 'string', describe: 'Countries that data may lie in, with commas', requiresArg: true },
      region: { type: 'string', describe: 'Regions that data may lie in, with commas', requiresArg: true },
      exclude: { type: 'string', describe: 'Providers that are out, with commas', requiresArg: true },
      headroom: { type: 'string', describe: 'Growth that the boxes still take, such as 20%', requiresArg: true },
      probability: {
        type: 'string',
        describe: 'Share of cases in which every promise is kept; default 95%',
        requiresArg: true,
      },
      ...OUTPUT,
    },
    examples: [
      ['$0 optimise estate.yaml', 'Every class and transition age of the regions of the scenario'],
      ['$0 optimise estate.yaml --wan 500,1000,2000 --wan-price 0.80 --keep 7d4w12m,14d8w24m', 'The link and retention, too'],
      [
        '$0 optimise estate.yaml --country Germany,Ireland --budget 60000 --format json',
        'Where data may lie, and what it may cost',
      ],
    ],
    load: async () => (await import('./optimise-command.js')).optimiseCommand,
  },
  {
    usage: 'solve <scenario>',
    summary: 'Go back from a budget, a link or a target to what is possible',
    positionals: SCENARIO,
    options: {
      for: {
        type: 'string',
        default: 'retention',
        describe: 'retention, estate, appliance-full, class or transition',
        requiresArg: true,
      },
      budget: { type: 'string', describe: 'For retention: money over the horizon', requiresArg: true },
      rto: { type: 'string', describe: 'For class: hours for every restore', requiresArg: true },
      ...OUTPUT,
    },
    examples: [
      ['$0 solve estate.yaml --for retention --budget 60000', 'The most monthly points that the money keeps'],
      ['$0 solve estate.yaml --for estate', 'The largest estate of this mix that the link carries'],
      ['$0 solve estate.yaml --for appliance-full', 'How long the appliances of the start suffice, up to ten years'],
      ['$0 solve estate.yaml --for class --rto 24', 'The cheapest class that restores in time'],
      ['$0 solve estate.yaml --for transition', 'From what age on moving to the archive class pays'],
    ],
    load: async () => (await import('./solve-command.js')).solveCommand,
  },
  {
    usage: 'baseline <scenario>',
    summary: 'Hold the plan against own disk, tape, an appliance, snapshots, plain Swift',
    positionals: SCENARIO,
    options: {
      claim: {
        type: 'string',
        describe: 'Saving that is claimed; default the scenario’s, or 90%',
        requiresArg: true,
      },
      ...OUTPUT,
    },
    examples: [
      ['$0 baseline estate.yaml', 'What the plan saves, as a range, against each'],
      ['$0 baseline estate.yaml --claim 50% --format md -o claim.md', 'For another claim, as a document'],
    ],
    load: async () => (await import('./baseline-command.js')).baselineCommand,
  },
  {
    usage: 'actual <scenario> <usage..>',
    summary: 'Hold the plan against a usage report, a bill or existing backups, and say why it differs',
    positionals: {
      ...SCENARIO,
      usage: { type: 'string', array: true, describe: 'Amazon usage reports or FOCUS rows (CSV); or lists of backups (JSON)' },
    },
    options: {
      recalibrated: { type: 'string', describe: 'File to write: the scenario, whole, with refitted values', requiresArg: true },
      'as-of': {
        type: 'string',
        describe: 'Day of the list of backups, YYYY-MM-DD; default that of its newest backup',
        requiresArg: true,
      },
      ...OUTPUT,
    },
    examples: [
      ['$0 actual estate.yaml s3-usage-2027-03.csv', 'Volume, mix and policy; ends with lines for the scenario'],
      ['$0 actual estate.yaml focus-2027-0*.csv --format csv -o actual.csv', 'With the prices paid, month by month'],
      ['$0 actual estate.yaml backups.json', 'Points kept, chains and cadence against what Cinder has'],
    ],
    load: async () => (await import('./actual-command.js')).actualCommand,
  },
];
