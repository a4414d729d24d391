import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Problem } from '../problems/problem.js';
import type { Call } from './commands.js';
import { writeWhole } from './files.js';
import { isSet, text } from './flag-values.js';
import { type Answers, STANDARD_ANSWERS, scenarioTemplate } from './init-template.js';
import { packageRoot } from './place.js';
import { jsonText } from './tables.js';
import type { ExitCode } from './terminal.js';

/** `stowage init`: asks on a terminal, never otherwise, never with --yes; does not write over a file unless told to. */
export async function initCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const file = text(call, 'file') ?? 'scenario.yaml';
  if (existsSync(file) && !isSet(call, 'force')) return terminal.problems([exists(file)], 'Nothing was written.');
  const inventory = text(call, 'inventory');
  const given: Answers = { ...STANDARD_ANSWERS, ...(inventory === undefined ? {} : { inventory }) };
  const asks =
    !isSet(call, 'yes') && !terminal.quiet && !terminal.json && process.stdin.isTTY === true && process.stdout.isTTY === true;
  const answers = asks ? await (await import('./init-questions.js')).askAnswers(given) : given;
  if (!answers) {
    terminal.say('Nothing was written.');
    return 2;
  }
  const schema = relative(dirname(resolve(file)), join(packageRoot(), 'data', 'schema', 'scenario.schema.json')).replaceAll(
    '\\',
    '/',
  );
  const written = await writeWhole(file, scenarioTemplate(answers, schema));
  if (!written.ok) return terminal.problems(written.problems, 'Nothing was written.');
  if (terminal.json) terminal.data(jsonText({ ok: true, scenario: file }));
  terminal.say(`Wrote ${file}. Next: stowage plan ${file}`);
  return 0;
}

function exists(file: string): Problem {
  return {
    code: 'CLI007',
    severity: 'error',
    where: { file },
    found: 'a file that is there already',
    wanted: 'a new file',
    fix: 'choose another name, or --force to write over it',
  };
}
