import type { Options } from 'yargs';
import type { Command } from '../commands.js';

export const BROWSER_OPTION: Options = {
  type: 'string',
  describe: 'Chromium or Chrome for --format pdf; default: CHROME_PATH, then an installed one',
  requiresArg: true,
};

export const PAPER_OPTION: Options = {
  type: 'string',
  default: 'a4',
  describe: 'Paper for --format pdf: a4 or letter',
  requiresArg: true,
};

/** The command that makes a customer document of a plan. */
export const QUOTE_COMMANDS: readonly Command[] = [
  {
    usage: 'quote <scenario>',
    summary: "Make a quote of a plan: a document for the customer, or the seller's own version",
    positionals: { scenario: { type: 'string', describe: 'Scenario file (YAML)' } },
    options: {
      out: { alias: 'o', type: 'string', describe: 'File to write; - for stdout', requiresArg: true },
      format: { type: 'string', default: 'html', describe: 'html, pdf, xlsx, json or csv', requiresArg: true },
      audience: {
        type: 'string',
        default: 'customer',
        describe: 'customer or internal (with cost, margin, notes)',
        requiresArg: true,
      },
      lang: { type: 'string', default: 'en', describe: 'en or de', requiresArg: true },
      terms: {
        type: 'string',
        describe: 'Terms file (YAML): number, customer, scope, items, validity, terms',
        requiresArg: true,
      },
      brand: { type: 'string', describe: 'Brand file (YAML): name, address, logo, colours', requiresArg: true },
      confidential: {
        type: 'boolean',
        default: false,
        describe: "Stand on the scenario's private prices; a customer's quote shows only what is paid",
      },
      'as-of': { type: 'string', describe: 'Date of the quote, YYYY-MM-DD; default today', requiresArg: true },
      browser: BROWSER_OPTION,
      paper: PAPER_OPTION,
    },
    examples: [
      ['$0 quote estate.yaml --terms terms.yaml --brand brand.yaml', 'Write estate.quote.html'],
      ['$0 quote estate.yaml --terms terms.yaml --lang de --format pdf', 'The same in German, to be sent'],
      ['$0 quote estate.yaml --terms terms.yaml --audience internal -o internal.html', 'With cost, margin and notes'],
    ],
    load: async () => (await import('./quote-command.js')).quoteCommand,
  },
];
