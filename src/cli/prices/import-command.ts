import { problemsOf } from '../../problems/problem.js';
import { formatDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { dayFlag, isSet, text } from '../flag-values.js';
import { jsonText } from '../tables.js';
import { countOf, type ExitCode } from '../terminal.js';
import { packageData, readDataFolder } from './data-folder.js';
import { type ImportPlan, planImport, writeImport } from './import-files.js';
import { importJson, importText } from './import-report.js';

/** `stowage prices import`: reads everything, compares, and only then writes: files that are refused leave the tables as they are. */
export async function importCommand(call: Call): Promise<ExitCode> {
  const { terminal, flags } = call;
  const day = dayFlag(call, 'read-on');
  const folder = await readDataFolder(text(call, 'into') ?? packageData());
  if (!day.ok || !folder.ok) {
    const problems = [day, folder].flatMap(problemsOf);
    return terminal.problems(problems, countOf(problems, 'Nothing was imported.'));
  }
  const paths = typeof flags.files === 'object' ? flags.files : [];
  const options = { folder: folder.value, revise: isSet(call, 'revise'), readOn: formatDay(day.value) };
  const plan = await planImport(paths, options);
  if (!plan.ok) return terminal.problems(plan.problems, countOf(plan.problems, 'Nothing was imported.'));
  terminal.problems(plan.warnings, countOf(plan.warnings, 'The rest was read.'));
  return finishImport(call, plan.value);
}

/** Writes the tables unless --dry-run, and says what happened: 2 where not one price was taken. */
export async function finishImport(call: Call, plan: ImportPlan): Promise<ExitCode> {
  const { terminal } = call;
  const dryRun = isSet(call, 'dry-run');
  const written = dryRun ? undefined : await writeImport(plan);
  if (written?.ok === false) return terminal.problems(written.problems, countOf(written.problems, 'Not everything was written.'));
  const paths = written?.value ?? [];
  terminal.data(terminal.json ? jsonText(importJson(plan, paths)) : importText(plan, isSet(call, 'verbose') || dryRun));
  terminal.say(
    dryRun
      ? 'Nothing was written (--dry-run).'
      : paths.length === 0
        ? 'The tables have not changed.'
        : `Written: ${paths.join(', ')}`,
  );
  return plan.lists.some(({ rates }) => rates.length > 0) ? 0 : 2;
}
