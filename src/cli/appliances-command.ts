import type { Catalog } from '../catalog/types.js';
import type { Call } from './commands.js';
import { choice } from './flag-values.js';
import { loadShelf } from './load-catalog.js';
import { csvTable, jsonText, textTable } from './tables.js';
import { countOf, type ExitCode } from './terminal.js';

const MODEL_HEAD = [
  'vendor',
  'model',
  'form',
  'cache TB',
  'cloud TB',
  'ingest TB/h',
  'restore TB/h',
  'ratio',
  'confidence',
] as const;
const LADDER_HEAD = ['rung', 'protects TB', 'cache TB', 'cloud TB', 'label'] as const;

/** `stowage appliances`: models with their published limits, and the generic ladder. A blank is a figure that no public source gives. */
export async function appliancesCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const format = choice(call, 'format', ['text', 'csv', 'json']);
  if (!format.ok) return terminal.problems(format.problems, 'Nothing was listed.');
  const shelf = await loadShelf();
  if (!shelf.ok) return terminal.problems(shelf.problems, countOf(shelf.problems, 'The catalogue cannot be read.'));
  const { catalog } = shelf.value;
  if (format.value === 'json' || terminal.json)
    terminal.data(jsonText({ appliances: catalog.appliances, ladder: catalog.ladder }));
  else if (format.value === 'csv') terminal.data(csvTable([...MODEL_HEAD, 'source', 'address'], modelRows(catalog, true)));
  else terminal.data(`${textTable(MODEL_HEAD, modelRows(catalog, false))}\n${textTable(LADDER_HEAD, ladderRows(catalog))}`);
  return 0;
}

const known = (value: number | undefined): string => (value === undefined ? '' : `${value}`);

function modelRows({ appliances }: Catalog, withSource: boolean): readonly (readonly string[])[] {
  return appliances.map(
    ({ vendor, model, form, cacheTb, maxCloudTb, ingestTbPerHour, restoreTbPerHour, typicalRatio, maxRatio, source }) => [
      vendor,
      model,
      form,
      known(cacheTb),
      known(maxCloudTb),
      known(ingestTbPerHour),
      known(restoreTbPerHour),
      typicalRatio === undefined ? known(maxRatio) : known(typicalRatio),
      source.confidence,
      ...(withSource ? [source.title, source.url] : []),
    ],
  );
}

function ladderRows({ ladder }: Catalog): readonly (readonly string[])[] {
  return ladder.map(({ name, protectedTb, cacheTb, maxCloudTb, source }) => [
    name,
    known(protectedTb),
    known(cacheTb),
    known(maxCloudTb),
    source.label,
  ]);
}
