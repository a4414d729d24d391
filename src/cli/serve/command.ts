import type { Command } from '../commands.js';
import { BROWSER_OPTION } from '../quote/commands.js';

/** `stowage serve`, as the parser and the help read it. */
export const SERVE_COMMAND: Command = {
  usage: 'serve',
  summary: 'Open the planner as web pages on this machine: a form instead of YAML',
  positionals: {},
  options: {
    port: { type: 'string', default: '8470', describe: 'Port; 0 for any that is free', requiresArg: true },
    host: {
      type: 'string',
      default: '127.0.0.1',
      describe: 'Address to listen on; by default only this machine',
      requiresArg: true,
    },
    name: {
      type: 'string',
      array: true,
      describe: 'Name by which browsers on other machines call this one, such as planner.example.net; may be repeated',
      requiresArg: true,
    },
    terms: { type: 'string', describe: 'Terms file (YAML) of the quotes, read once', requiresArg: true },
    brand: { type: 'string', describe: 'Brand file (YAML) of the quotes, read once', requiresArg: true },
    browser: { ...BROWSER_OPTION, describe: 'Chromium or Chrome that prints PDFs; default: CHROME_PATH, then an installed one' },
    'as-of': { type: 'string', describe: 'Date of the plans, YYYY-MM-DD; default today', requiresArg: true },
  },
  examples: [
    ['$0 serve', 'Then open http://127.0.0.1:8470 in a browser'],
    ['$0 serve --host 0.0.0.0 --name planner.example.net', 'For others too: there is no password'],
    ['$0 serve --port 0', 'Prints the address that it took; stops with Ctrl-C or SIGTERM'],
  ],
  load: async () => (await import('./serve-command.js')).serveCommand,
};
