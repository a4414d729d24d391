import yargs, { type Argv } from 'yargs';
import { printable } from '../problems/render.js';
import { type Call, COMMANDS, type Command, GLOBAL_OPTIONS, nameOf } from './commands.js';
import { codeOf } from './files.js';
import { type ExitCode, terminalFor } from './terminal.js';
import { UsageError, usageProblem } from './usage.js';

/**
 * Runs one command line.
 *
 * @returns 0 done, 1 a check that was asked for failed, 2 input or flags, 3 our bug
 */
export async function run(args: readonly string[], version: string): Promise<ExitCode> {
  let code: ExitCode = 0;
  const json = args.includes('--json');
  try {
    const parser = parserFor(version, async (command, flags) => {
      const terminal = terminalFor({
        json: flags.json === true,
        quiet: flags.quiet === true,
        color: flags.color !== false,
      });
      const handler = await command.load();
      code = await handler({ flags, terminal, version });
    });
    await parser.parseAsync([...args]);
    return code;
  } catch (error) {
    if (error instanceof UsageError) {
      const terminal = terminalFor({ json, quiet: false, color: false });
      return terminal.problems(
        [usageProblem(error, args)],
        `See "stowage ${error.command === '' ? '' : `${error.command} `}--help".`,
      );
    }
    process.stderr.write(bugReport(error, version, args));
    return 3;
  }
}

type Flags = Call['flags'];
type Handle = (command: Command, flags: Flags) => Promise<void>;

function parserFor(version: string, handle: Handle): Argv {
  const parser = base(yargs().scriptName('stowage'), '')
    .usage('$0 <command>\n\nPlans the protection of OpenStack Cinder volumes: capacity, cost, appliance, restore.')
    .version(version)
    .help('help')
    .alias('h', 'help')
    .options(GLOBAL_OPTIONS)
    .example('$0 plan data/samples/scenario.yaml', 'Plan the sample and write a report')
    .example('$0 prices list --region Frankfurt --date 2016-02-15', 'What things cost on a day')
    .epilogue('Exit codes: 0 done, 1 a check you asked for failed, 2 your input or flags, 3 our bug.');
  const groups = new Set<string>();
  for (const command of COMMANDS) {
    const [group = '', sub] = nameOf(command).split(' ');
    if (sub === undefined) addCommand(parser, command.usage, command, handle);
    else if (!groups.has(group)) addGroup(parser, group, handle);
    groups.add(group);
  }
  return parser
    .completion('completion', 'Print a completion script for bash or zsh')
    .demandCommand(1, 'a command is missing')
    .strict();
}

const PARSING = {
  'duplicate-arguments-array': false,
  'camel-case-expansion': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
};

/** What every level of the parser has in common: no exits of its own, English, one width, our own errors. */
function base<T>(parser: Argv<T>, command: string): Argv<T> {
  return parser
    .exitProcess(false)
    .locale('en')
    .wrap(100)
    .parserConfiguration(PARSING)
    .fail((message: string | null, error: unknown) => {
      // yargs' own errors speak of the command line; any other came out of a handler.
      if (error instanceof Error && error.name !== 'YError') throw error;
      throw new UsageError(message ?? 'the command line cannot be read', command);
    });
}

function addGroup(parser: Argv, group: string, handle: Handle): void {
  const members = COMMANDS.filter((command) => nameOf(command).startsWith(`${group} `));
  parser.command(`${group} <command>`, members.map(({ summary }) => summary).join('; '), (inner) => {
    for (const command of members) addCommand(inner, command.usage.slice(group.length + 1), command, handle);
    return base(inner, group).demandCommand(1, 'a command is missing').strict();
  });
}

function addCommand(parser: Argv, usage: string, command: Command, handle: Handle): void {
  parser.command(
    usage,
    command.summary,
    (inner) => {
      for (const [name, positional] of Object.entries(command.positionals)) inner.positional(name, positional);
      inner.options(command.options);
      for (const [example, meaning] of command.examples) inner.example(example, meaning);
      const own = base(inner, nameOf(command)).strict();
      // A list of files is read like a flag that is repeated; of any other repeated flag the last one counts.
      return listsOf(command).length === 0 ? own : own.parserConfiguration({ ...PARSING, 'duplicate-arguments-array': true });
    },
    async (argv) => handle(command, flagsOf(argv, listsOf(command))),
  );
}

/** Positionals and flags that take more than one value. */
const listsOf = ({ positionals, options }: Command): readonly string[] =>
  Object.entries({ ...positionals, ...options }).flatMap(([name, { array }]) => (array === true ? [name] : []));

function flagsOf(argv: Readonly<Record<string, unknown>>, lists: readonly string[]): Flags {
  const known = Object.entries(argv).filter(([name]) => name !== '_' && name !== '$0');
  return Object.fromEntries(known.map(([name, value]) => [name, lists.includes(name) ? listOf(value) : flagOf(value)]));
}

const listOf = (value: unknown): readonly string[] =>
  value === undefined ? [] : (Array.isArray(value) ? value : [value]).map(String);

function flagOf(value: unknown): Flags[string] {
  const last: unknown = Array.isArray(value) ? value[value.length - 1] : value;
  return typeof last === 'string' || typeof last === 'boolean' ? last : undefined;
}

function bugReport(error: unknown, version: string, args: readonly string[]): string {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const code = codeOf(error);
  return [
    'This is a bug in stowage, not in your input.',
    '',
    printable(stack).replaceAll('\\n', '\n'),
    ...(code === undefined ? [] : [`code: ${code}`]),
    '',
    `stowage ${version}, Node ${process.version}, ${process.platform}: stowage ${printable(args.join(' '))}`,
    'Please report it, with the lines above and the input if you can share it: README, "Report a bug".',
    '',
  ].join('\n');
}
