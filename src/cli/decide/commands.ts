import type { Options, PositionalOptions } from 'yargs';
import type { Command } from '../commands.js';

const SCENARIO: Readonly<Record<string, PositionalOptions>> = { scenario: { type: 'string', describe: 'Scenario file (YAML)' } };
const OUTPUT: Readonly<Record<string, Options>> = {
  out: { alias: 'o', type: 'string', describe: 'File to write; default stdout', requiresArg: true },
  format: { type: 'string', default: 'text', describe: 'text, json, csv or md', requiresArg: true },
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
];
