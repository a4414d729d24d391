import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { overridden } from '../../batch/override.js';
import type { Output, Row, RowResult } from '../../batch/types.js';
import { UNFINISHED } from '../../batch/unfinished.js';
import { placeFor } from '../../batch/write-output.js';
import type { Plan } from '../../engine/plan-types.js';
import { fullPlan } from '../../engine/uncertainty/plan-with-odds.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';
import { budgetFailures } from '../../report/budget.js';
import { formatTotal } from '../../report/format-money.js';
import { type Day, formatDay } from '../../units/day.js';
import { budgetOf } from '../budget-flags.js';
import type { Call } from '../commands.js';
import { failedChecks } from '../failed-checks.js';
import { type ReadText, reasonOf, writeWhole } from '../files.js';
import { isSet } from '../flag-values.js';
import { type InventoryRequest, type LoadedInventory, loadInventory } from '../inventory/load-inventory.js';
import { loadShelf } from '../load-catalog.js';
import { loadPlanInput, loadScenario } from '../load-plan-input.js';
import { BATCH_FORMATS, type BatchFormat, renderedAlone } from '../plan-formats.js';
import { recent } from '../recent.js';

/** What all rows of a batch have in common. */
export interface BatchOptions {
  readonly folder: string;
  readonly asOf: Day;
  readonly version: string;
  /** Budgets and --check, as `stowage plan` takes them. */
  readonly flags: Call['flags'];
}

export interface RowTask {
  readonly row: Row;
  readonly options: BatchOptions;
  /** What was noted for this row before; done again only where something has changed. */
  readonly known: RowResult | undefined;
}

let shelf: ReturnType<typeof loadShelf> | undefined;
const inventories = recent<Promise<Parsed<LoadedInventory>>>(64);

/** Equal inventories, sorted by equal rules, are read and cohorted once for each worker. */
const remembered = (request: InventoryRequest): Promise<Parsed<LoadedInventory>> =>
  inventories(JSON.stringify(request), () => loadInventory(request));

/** Plans one row and writes its files, each whole or not at all. Never throws for what a row says: its problems are its result. */
export async function renderRow(task: RowTask): Promise<RowResult> {
  const { row, options } = task;
  shelf ??= loadShelf();
  const loaded = await loadScenario(row.scenario, options.asOf, { shelf: await shelf, edit: editOf(row) });
  if (!loaded.ok) return failed(row, loaded.problems);
  const budget = budgetOf(options, loaded.value.scenario.currency);
  if (!budget.ok) return failed(row, budget.problems);
  if (loaded.value.scenario.inventory.files.some(({ file }) => file === '-'))
    return failed(row, [problem(row, 'standard input as the inventory', 'a file: rows cannot share one stream')]);
  const input = await loadPlanInput(loaded.value, options.version, { load: remembered });
  if (!input.ok) return failed(row, input.problems);
  const { source, shelf: catalogue } = loaded.value;
  const inventory = input.value.inventoryFiles.map(({ file, sha256 }) => [file, sha256]);
  const key = sha256(
    JSON.stringify([options.version, catalogue.prices.version, options.asOf, options.flags, row, source.sha256, inventory]),
  );
  if (task.known?.key === key && (await standing(options.folder, task.known.outputs))) return task.known;
  const plan = fullPlan(input.value);
  const report = { plan, input: input.value, shelf: catalogue, asOf: formatDay(options.asOf), source };
  const outputs: Output[] = [];
  for (const format of BATCH_FORMATS.filter((each) => Object.hasOwn(row.outputs, each))) {
    const written = await writeOutput(row, options.folder, format, await renderedAlone(report, format));
    if (!written.ok) return failed(row, written.problems);
    outputs.push(written.value);
  }
  const over = [...(isSet(options, 'check') ? failedChecks(plan) : []), ...budgetFailures(plan, budget.value)];
  return { ...finished(row, plan), status: over.length > 0 ? 'over' : 'done', key, outputs, over };
}

const editOf =
  ({ set }: Row) =>
  (read: ReadText, file: string): Parsed<ReadText> => {
    try {
      const text = overridden(read.text, set);
      return parsed(text === read.text ? read : { text, sha256: sha256(text) });
    } catch (error) {
      const found = `an override that leads nowhere: ${error instanceof Error ? error.message : `${error}`}`;
      return {
        ok: false,
        problems: [
          {
            code: 'BAT007',
            severity: 'error',
            where: { file },
            found,
            wanted: 'a key of the scenario, such as destination.region',
          },
        ],
      };
    }
  };

async function writeOutput(row: Row, folder: string, format: BatchFormat, content: string | Uint8Array): Promise<Parsed<Output>> {
  const path = row.outputs[format] ?? '';
  try {
    await mkdir(folder, { recursive: true });
    const written = await writeWhole(await placeFor(folder, path), content, join(folder, UNFINISHED));
    if (!written.ok) return written;
    return parsed({ format, path, sha256: sha256(content), bytes: Buffer.byteLength(content) });
  } catch (error) {
    return {
      ok: false,
      problems: [{ ...problem(row, reasonOf(error), 'a file that can be written'), where: { file: join(folder, path) } }],
    };
  }
}

/** Whether the files of an earlier run are still what it wrote. */
async function standing(folder: string, outputs: readonly Output[]): Promise<boolean> {
  for (const { path, sha256: wanted } of outputs) {
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== wanted) return false;
  }
  return outputs.length > 0;
}

function finished({ row, name }: Row, plan: Plan): Omit<RowResult, 'status' | 'key' | 'outputs' | 'over'> {
  const { total } = plan.cost;
  const { currency } = plan.scenario;
  return { row, name, problems: [], currency, total: total.cost.amount.toFixed(2), totalText: formatTotal(total) };
}

export function failed({ row, name }: Row, problems: readonly Problem[]): RowResult {
  const none = { key: '', outputs: [], over: [], currency: '', total: '', totalText: '' };
  return { row, name, status: 'failed', problems: problems.filter(({ severity }) => severity === 'error'), ...none };
}

const problem = (row: Row, found: string, wanted: string): Problem => ({
  code: 'BAT008',
  severity: 'error',
  where: { file: row.scenario },
  found,
  wanted,
});

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
