import { CohortSink, type SortingRequest } from '../inventory/cohort-sink.js';
import { parseInventoryFile } from '../inventory/parse-inventory-file.js';
import type { ByteTools } from '../inventory/stream/byte-tools.js';
import type { Backslashes } from '../inventory/stream/csv-rows-to-volumes.js';
import { FileReading } from '../inventory/stream/file-reading.js';
import { IdBook, type VolumeIds } from '../inventory/stream/id-book.js';
import { IdLog } from '../inventory/stream/id-log.js';
import { Intake, type VolumeSink } from '../inventory/stream/intake.js';
import { placesWanted, type StreamedFile, streamedFile, takeWhole } from '../inventory/stream/inventory-stream.js';
import { PlaceFinder } from '../inventory/stream/place-finder.js';
import type { Cohorts, Inventory } from '../inventory/types.js';
import type { Beside } from '../inventory/volume-maker.js';
import type { Problem } from '../problems/problem.js';
import { readByTwo } from './file-threads.js';
import { type InventorySource, readSource } from './inventory-source.js';
import { OverflowFile } from './overflow-file.js';
import { gzipProblem, readWholeText } from './read-whole-text.js';
import { NoTemporary } from './temporary.js';

/** A source and what a person says of it. */
export interface SourceFile extends Beside {
  readonly source: InventorySource;
}

export type StreamProgress = (name: string, bytes: number, of: number) => void;

export interface Streaming<S extends VolumeSink> {
  readonly files: readonly SourceFile[];
  readonly tools: ByteTools;
  /** A new one for each attempt: a file may have to be read again. */
  readonly sink: () => S;
  readonly progress?: StreamProgress | undefined;
  /** Whether the files' SHA-256 are wanted. */
  readonly hash?: boolean | undefined;
  /** As many ids stay in memory: for tests. */
  readonly idsInMemory?: number | undefined;
}

export interface Streamed<S> {
  readonly sink: S;
  readonly files: Inventory['files'];
  /** Of files as a whole; where one is an error, the sums mean nothing. */
  readonly problems: readonly Problem[];
  readonly rejected: number;
  /** The first rejects of each file. */
  readonly rejects: readonly Problem[];
  /** Volumes that a second file has told of with the same size. */
  readonly merged: number;
}

/** Of the client's CSV with attachments; a volume of REST takes six times as many. Only to make room for ids. */
const BYTES_A_VOLUME = 200;

/** How a file has to be read, as earlier attempts have shown. */
type Mode = Backslashes | 'whole';

/**
 * Reads inventory files of any size and form in pieces: what they tell goes into a sink, in memory that does not grow with the
 * files. Only where a volume comes twice, all is read again, with 36 bytes a volume.
 */
export async function streamInventory<S extends VolumeSink>(request: Streaming<S>): Promise<Streamed<S>> {
  const overflow = new OverflowFile();
  try {
    return await attempts(request, overflow);
  } catch (error) {
    if (!(error instanceof NoTemporary)) throw error;
    return { sink: request.sink(), files: [], problems: [error.problem], rejected: 0, rejects: [], merged: 0 };
  } finally {
    overflow.close();
  }
}

async function attempts<S extends VolumeSink>(request: Streaming<S>, overflow: OverflowFile): Promise<Streamed<S>> {
  const modes = new Map<SourceFile, Mode>();
  for (let mayRepeat = false; ; ) {
    const log = new IdLog(overflow, request.idsInMemory);
    const book = mayRepeat ? bookFor(request.files) : log;
    const streamed = await attempt(request, modes, book);
    if (streamed === undefined) continue;
    if (book !== log || !log.mayRepeat()) return streamed;
    // An id came twice, or seems to have: volumes are to be told apart one by one.
    mayRepeat = true;
  }
}

/** The cohorts of large files: as `cohortsOf` of `mergeInventories` has them, but that of two files' facts on one volume the first file's stand. */
export async function streamCohorts(
  request: Omit<Streaming<CohortSink>, 'sink'> & {
    /** What a second thread runs where a file is large; without it, one thread reads all. */
    readonly worker?: string | undefined;
    /** Bytes from which on a file is large, where that is not for us to say. */
    readonly sharedFrom?: number | undefined;
  },
  sorting: SortingRequest,
): Promise<Streamed<CohortSink> & { readonly cohorts: Cohorts }> {
  const byTwo = await byTwoThreads(request, sorting);
  if (byTwo) return { ...byTwo, cohorts: byTwo.sink.result(0) };
  const streamed = await streamInventory({ ...request, sink: () => new CohortSink(sorting) });
  return { ...streamed, cohorts: streamed.sink.result(streamed.rejected) };
}

async function byTwoThreads(
  { files, worker, sharedFrom: from, tools, progress, hash }: Parameters<typeof streamCohorts>[0],
  sorting: SortingRequest,
): Promise<Streamed<CohortSink> | undefined> {
  const [file, second] = files;
  if (file === undefined || second !== undefined || worker === undefined) return undefined;
  const read = await readByTwo({ file, tools, sorting, worker, from, progress, hash });
  if (read === undefined) return undefined;
  const { sink, form, volumes, sha256 } = read;
  return { sink, files: [{ file: file.source.name, form, volumes, sha256 }], problems: [], rejected: 0, rejects: [], merged: 0 };
}

function bookFor(files: readonly SourceFile[]): IdBook {
  const book = new IdBook();
  const bytes = files.reduce((sum, { source }) => sum + source.size * (source.isGzip ? 8 : 1), 0);
  book.ids.expect(Math.floor(bytes / BYTES_A_VOLUME));
  return book;
}

async function attempt<S extends VolumeSink>(
  request: Streaming<S>,
  modes: Map<SourceFile, Mode>,
  book: VolumeIds,
): Promise<Streamed<S> | undefined> {
  const sink = request.sink();
  const read: { readonly file: SourceFile; readonly streamed: StreamedFile; readonly sha256: string | undefined }[] = [];
  for (const file of labelledFirst(request.files)) {
    const intake = new Intake(file.source.name, file, request.tools, book, sink);
    const result = await readFile({ file, mode: modes.get(file) ?? 'none so far', intake, request });
    if (typeof result === 'string') {
      modes.set(file, result);
      return undefined;
    }
    read.push({ file, ...result });
  }
  const inOrder = request.files.flatMap((file) => read.filter((one) => one.file === file));
  return {
    sink,
    files: inOrder.map(({ file, streamed: { form, volumes }, sha256 }) => ({ file: file.source.name, form, volumes, sha256 })),
    problems: inOrder.flatMap(({ streamed }) => streamed.problems),
    rejected: inOrder.reduce((sum, { streamed }) => sum + streamed.rejected, 0),
    rejects: inOrder.flatMap(({ streamed }) => streamed.rejects),
    merged: book.merged,
  };
}

/** A file that says whose volumes it lists goes before one that does not: of a volume in both, the first file's facts stand. */
function labelledFirst(files: readonly SourceFile[]): readonly SourceFile[] {
  return [...files.filter(({ project }) => project !== undefined), ...files.filter(({ project }) => project === undefined)];
}

interface Task {
  readonly file: SourceFile;
  readonly mode: Mode;
  readonly intake: Intake;
  readonly request: Pick<Streaming<VolumeSink>, 'tools' | 'progress' | 'hash'>;
}

/** @returns how the file has to be read instead, where this way does not do */
async function readFile(task: Task): Promise<{ streamed: StreamedFile; sha256: string | undefined } | Mode> {
  const { file, mode, intake, request } = task;
  if (mode === 'whole') return await readWhole(task);
  const reading = new FileReading(intake, mode);
  const { name } = file.source;
  let sha256: string | undefined;
  try {
    sha256 = await readSource(file.source, reading, {
      hash: request.hash,
      progress: (bytes, of) => request.progress?.(name, bytes, of),
    });
  } catch (error) {
    const problem = gzipProblem(error, name);
    if (problem === undefined) throw error;
    return { streamed: unread([problem]), sha256 };
  }
  const outcome = reading.outcome();
  if (outcome.kind === 'again') return 'single';
  if (outcome.kind === 'hand over') return 'whole';
  const wanted = placesWanted(outcome, intake);
  const found = wanted.rows.size > 0 || wanted.lossy ? await findPlaces(task, wanted.rows) : undefined;
  return { streamed: streamedFile(outcome, intake, found), sha256 };
}

async function findPlaces({ file, request }: Task, rows: ReadonlySet<number>): Promise<PlaceFinder> {
  const finder = new PlaceFinder(file.source.name, rows, request.tools);
  await readSource(file.source, finder);
  finder.end();
  return finder;
}

/** The forms of people's own making are small: tables, YAML. */
async function readWhole({ file, intake }: Task): Promise<{ streamed: StreamedFile; sha256: string | undefined }> {
  const text = await readWholeText(file.source);
  const parsed = text.ok ? parseInventoryFile({ ...file, file: file.source.name, ...text.value }) : text;
  if (!parsed.ok) return { streamed: unread(parsed.problems), sha256: undefined };
  takeWhole(parsed.value, intake);
  const { rejects } = parsed.value;
  const repeated = intake.rejects.problems(file.source.name, new Map());
  const streamed = {
    form: parsed.value.files[0]?.form ?? '',
    volumes: parsed.value.volumes.length,
    rejected: rejects.length + intake.rejects.count,
    rejects: [...rejects, ...repeated],
    problems: parsed.warnings,
  };
  return { streamed, sha256: parsed.value.files[0]?.sha256 };
}

const unread = (problems: readonly Problem[]): StreamedFile => ({
  form: 'unknown',
  volumes: 0,
  rejected: 0,
  rejects: [],
  problems,
});
