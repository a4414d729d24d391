import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EXCEPTIONS_FILE } from '../../catalog/lint/exceptions.js';
import { lint } from '../../catalog/lint/lint.js';
import type { Problem } from '../../problems/problem.js';
import type { Call } from '../commands.js';
import { text } from '../flag-values.js';
import { jsonText } from '../tables.js';
import { countOf, type ExitCode } from '../terminal.js';
import { type DataFolder, packageData, pathInside, readDataFolder } from './data-folder.js';

/** A folder that lists no exceptions has none. */
const NO_EXCEPTIONS = 'linter,pattern,reason\n';

/** `stowage prices check`: holds a folder of tables to the rules that our own data is held to. */
export async function checkCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const folder = await readDataFolder(text(call, 'folder') ?? packageData());
  if (!folder.ok) return terminal.problems(folder.problems, countOf(folder.problems, 'Nothing was checked.'));
  const { value } = folder;
  const exceptions = await readFile(join(value.path, EXCEPTIONS_FILE.replace(/^data\//, '')), 'utf8').catch(() => NO_EXCEPTIONS);
  const problems = lint(value.files, exceptions).map((problem) => placed(value, problem));
  if (value.borrowed.length > 0)
    terminal.say(`Taken from stowage's own data, because the folder has none: ${value.borrowed.join(', ')}`);
  if (problems.length > 0) return terminal.problems(problems, countOf(problems, 'The tables are not sound.'));
  if (terminal.json) terminal.data(jsonText({ ok: true, folder: value.path }));
  else terminal.data(`${value.path}: every table holds to its rules\n`);
  return 0;
}

/** Tables are named as in the package; a person's folder has another path. */
function placed(folder: DataFolder, problem: Problem): Problem {
  const { file } = problem.where;
  const isBorrowed = folder.borrowed.some((name) => name === file);
  return file.startsWith('data/') && !isBorrowed
    ? { ...problem, where: { ...problem.where, file: pathInside(folder, file) } }
    : problem;
}
