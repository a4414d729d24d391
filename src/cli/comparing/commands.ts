import type { Options } from 'yargs';
import type { Command } from '../commands.js';

const OUTPUT: Readonly<Record<string, Options>> = {
  format: { type: 'string', default: 'text', describe: 'text, md, html, csv or json', requiresArg: true },
  out: { alias: 'o', type: 'string', describe: 'File to write; default stdout', requiresArg: true },
  confidential: {
    type: 'boolean',
    default: false,
    describe: "Stand on the scenarios' private prices; the result is as confidential as they are",
  },
  'as-of': { type: 'string', describe: 'Day that scenario files are planned on, YYYY-MM-DD; default today', requiresArg: true },
};

/** Commands that hold plans against each other. */
export const COMPARING_COMMANDS: readonly Command[] = [
  {
    usage: 'diff <a> <b>',
    summary: 'Say why plan B costs something else than plan A, by cause',
    positionals: {
      a: { type: 'string', describe: 'Plan as JSON, report (HTML) or scenario file (YAML)' },
      b: { type: 'string', describe: 'The same, of the other plan' },
    },
    options: OUTPUT,
    examples: [
      [
        '$0 diff last-month.report.html estate.yaml',
        'Volumes, growth, policy, destination, prices: parts that add up to the cent',
      ],
      ['$0 diff main.json branch.json --format md', 'For a pull request'],
    ],
    load: async () => (await import('./diff-command.js')).diffCommand,
  },
  {
    usage: 'compare <plans..>',
    summary: 'Set several plans side by side',
    positionals: { plans: { type: 'string', array: true, describe: 'Plans as JSON, reports (HTML) or scenario files (YAML)' } },
    options: OUTPUT,
    examples: [
      ['$0 compare frankfurt.yaml ireland.yaml private.yaml', 'A column a plan, a row a figure'],
      ['$0 compare *.yaml --format html -o compared.html', 'As a page'],
    ],
    load: async () => (await import('./compare-command.js')).compareCommand,
  },
];
