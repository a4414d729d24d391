import type { Place, Problem } from '../../problems/problem.js';
import { lostCharacters, noVolumes } from '../inventory-problems.js';
import type { Inventory } from '../types.js';
import type { Intake } from './intake.js';
import type { PlaceFinder } from './place-finder.js';
import type { StreamOutcome } from './stream-outcome.js';
import { Uuid, wordsOf } from './uuid.js';

/** What came of one file, once the places are known. */
export interface StreamedFile {
  readonly form: string;
  readonly volumes: number;
  readonly rejected: number;
  /** The first of the rejects. */
  readonly rejects: readonly Problem[];
  /** Of the file as a whole. */
  readonly problems: readonly Problem[];
}

type Read = Extract<StreamOutcome, { readonly kind: 'read' }>;

/** The rows of which someone is to be told, and whether the first lost character is looked for: none and no mean that one reading was enough. */
export function placesWanted(
  { notes, isLossy }: Read,
  { rejects }: Intake,
): { readonly rows: ReadonlySet<number>; readonly lossy: boolean } {
  const rows = new Set(rejects.rows());
  for (const { row } of notes) if (row >= 0) rows.add(row);
  return { rows, lossy: isLossy };
}

/** Puts together what `parseInventoryFile` would say of the file. */
export function streamedFile(read: Read, intake: Intake, found: Pick<PlaceFinder, 'places' | 'lossy'> | undefined): StreamedFile {
  const { file, volumes, rejects } = intake;
  const places: ReadonlyMap<number, Place> = found?.places ?? new Map();
  const problems = [
    ...read.notes.map(({ row, problem }) => problem(places.get(row) ?? { file }, { file })),
    ...intake.maker.warnings(),
    ...(found?.lossy ? [lostCharacters(found.lossy)] : []),
  ];
  const isWrong = problems.some(({ severity }) => severity === 'error');
  return {
    form: read.form,
    volumes,
    rejected: rejects.count,
    rejects: rejects.problems(file, places),
    problems: !isWrong && volumes === 0 ? [...problems, noVolumes({ file })] : problems,
  };
}

/** Takes a file that was read whole into the same books as those that are read in pieces. */
export function takeWhole(inventory: Inventory, intake: Intake): void {
  const uuid = new Uuid();
  inventory.volumes.forEach((volume, row) => {
    intake.take(volume, wordsOf(volume.id, uuid), row);
  });
}
