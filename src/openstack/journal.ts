import { appendFile, rm, truncate, writeFile } from 'node:fs/promises';
import { countAt, isJson, type Json, objectAt, readJsonText, textAt } from './json.js';
import { jsonLine, wholeLines } from './json-lines.js';
import { FORMS, isListName, type ListName } from './lists.js';

/** Where one list stands. */
export interface ListState {
  marker: string | undefined;
  done: boolean;
  /** How many the server counted when the list was begun. */
  counted: number | undefined;
  readonly seen: Set<string>;
}

/** What must be the same for a pull to go on where another one stopped. */
export interface PullKey {
  readonly cloud: string;
  readonly root: string;
  readonly region: string;
  readonly scope: string;
  /** With its roles: what they see may differ. */
  readonly user: string;
  readonly microversion: string;
}

interface Resuming {
  readonly file: string;
  readonly key: PullKey;
  readonly now: Date;
  /** Told of each object that the file holds already. */
  readonly onObject: (list: ListName, object: Json) => void;
}

interface Opened {
  readonly startedAt: string;
  readonly states: Readonly<Record<ListName, ListState>>;
}

const FORMAT = 'stowage-pull';
/** Older than this, the parts would no longer be one picture of the cloud. */
const OLDEST_RESUMED = 24 * 60 * 60 * 1000;

/** The plain file in which an unfinished pull keeps its pages: each page is followed by a mark, and only marked pages count. */
export class Journal {
  private constructor(
    readonly file: string,
    /** When the pull was begun: ISO 8601, UTC. */
    readonly startedAt: string,
    readonly resumed: boolean,
    readonly states: Readonly<Record<ListName, ListState>>,
  ) {}

  /** Goes on with the file, if it is of the same pull and at most a day old; else begins it anew. */
  static async open(of: Resuming): Promise<Journal> {
    const { file, key, now } = of;
    const found = await resume(of);
    if (found) return new Journal(file, found.startedAt, true, found.states);
    const startedAt = now.toISOString();
    await writeFile(file, jsonLine({ format: FORMAT, version: 1, startedAt, key }));
    return new Journal(file, startedAt, false, emptyStates());
  }

  /** Adds a page's objects and the state behind it, in one write. */
  async append(list: ListName, objects: readonly Json[]): Promise<void> {
    const { marker, done, counted } = this.states[list];
    const { kind } = FORMS[list];
    const lines = objects.map((object) => jsonLine({ ...object, kind }));
    await appendFile(this.file, `${lines.join('')}${jsonLine({ mark: list, marker, done, counted })}`);
  }

  /** The lines of one list's objects, in the order in which they were read. */
  async *objects(list: ListName): AsyncGenerator<Json> {
    for await (const { text } of wholeLines(this.file)) {
      const object = readJsonText(text);
      if (isJson(object) && object.kind === FORMS[list].kind) yield object;
    }
  }

  async remove(): Promise<void> {
    await rm(this.file, { force: true });
  }
}

function emptyStates(): Record<ListName, ListState> {
  const state = (): ListState => ({ marker: undefined, done: false, counted: undefined, seen: new Set() });
  return { types: state(), volumes: state(), snapshots: state(), backups: state() };
}

async function resume(of: Resuming): Promise<Opened | undefined> {
  const reading = new JournalReading(of);
  try {
    for await (const { text, end } of wholeLines(of.file)) if (!reading.line(readJsonText(text), end)) break;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  if (reading.startedAt === undefined) return undefined;
  await truncate(of.file, reading.marked);
  return { startedAt: reading.startedAt, states: reading.states };
}

/** Takes pages as their marks come by; what follows the last mark, or a line that is broken, is not taken. */
class JournalReading {
  startedAt: string | undefined;
  marked = 0;
  readonly states = emptyStates();
  private page: Json[] = [];

  constructor(private readonly of: Resuming) {}

  /** false: not to be read further. */
  line(value: unknown, end: number): boolean {
    if (!isJson(value)) return false;
    if (this.startedAt === undefined) {
      this.startedAt = startOf(value, this.of);
      this.marked = end;
    } else if (isListName(value.mark)) {
      this.mark(value.mark, value);
      this.marked = end;
    } else this.page.push(value);
    return this.startedAt !== undefined;
  }

  private mark(list: ListName, mark: Json): void {
    const state = this.states[list];
    for (const object of this.page.splice(0)) {
      const id = textAt(object, 'id');
      if (object.kind !== FORMS[list].kind || id === undefined) continue;
      state.seen.add(id);
      this.of.onObject(list, object);
    }
    state.marker = textAt(mark, 'marker');
    state.done = mark.done === true;
    state.counted = countAt(mark, 'counted');
  }
}

function startOf(head: Json, { key, now }: Resuming): string | undefined {
  const startedAt = textAt(head, 'startedAt');
  const same = Object.entries(key).every(([name, value]) => objectAt(head, 'key')[name] === value);
  const age = now.getTime() - Date.parse(startedAt ?? '');
  return head.format === FORMAT && head.version === 1 && same && age >= 0 && age <= OLDEST_RESUMED ? startedAt : undefined;
}
