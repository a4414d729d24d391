import type { Place, Problem } from '../problems/problem.js';
import { isRecord, textOf } from './cell-values.js';
import { type Cells, type Field, fieldOf } from './columns.js';
import { hasError, headProblems } from './head-problems.js';
import { apiError, malformed, moreFollows, otherListFound, truncated } from './inventory-problems.js';
import { JsonScanner, type JsonStop, type JsonVisitor } from './json-scanner.js';
import { LineCounter } from './line-counter.js';
import type { Reading, ReadingTask } from './reading.js';

export const OTHER_LISTS: Readonly<Record<string, string>> = {
  backups: 'backup list',
  snapshots: 'snapshot list',
  volume_types: 'type list',
  'volume-summary': 'summary',
};

/** Reads `-f json` of the client and answers of REST /volumes/detail: one page, pages one after the other, or an array of pages. */
export function readJson({ file, text, into }: ReadingTask): Reading {
  const reader = new JsonReader(file, text, into);
  const stop = new JsonScanner(text, reader).run();
  return { form: reader.form(), problems: reader.finish(stop) };
}

/** What a list in JSON is called: of the client, or so many answers of the API. */
export const jsonForm = (pages: number): string =>
  pages === 0 ? 'openstack volume list, JSON' : `REST volumes, JSON, ${pages} page${pages === 1 ? '' : 's'}`;

class JsonReader implements JsonVisitor {
  private readonly lines: LineCounter;
  private readonly problems: Problem[] = [];
  private readonly fields = new Map<string, Field | undefined>();
  private pages = 0;
  private records = 0;
  private next: Place | undefined;
  private count: number | undefined;
  private another = false;

  constructor(
    private readonly file: string,
    private readonly text: string,
    private readonly into: ReadingTask['into'],
  ) {
    this.lines = new LineCounter(text);
  }

  form(): string {
    return jsonForm(this.pages);
  }

  page(): void {
    this.pages++;
    this.next = undefined;
  }

  record(from: number, to: number): void {
    const place: Place = { file: this.file, ...this.lines.at(from) };
    const value = this.parse(place, from, to);
    if (!isRecord(value)) return;
    const error = errorMessage(value);
    if (error !== undefined) this.problems.push(apiError(place, error));
    else if (this.isVolume(place, value)) this.into.add(place, this.cells(value));
  }

  member(key: string, from: number, to: number): void {
    const place: Place = { file: this.file, ...this.lines.at(from) };
    const list = OTHER_LISTS[key];
    if (list !== undefined) this.otherList(place, list);
    const value = list === undefined ? this.parse(place, from, to) : undefined;
    if (key === 'message') this.problems.push(apiError(place, textOf(value) ?? ''));
    if (key === 'volumes') this.problems.push(malformed(place, 'volumes without a list', 'a list of volumes'));
    if (key === 'volumes_links' && Array.isArray(value) && value.length > 0) this.next = place;
    if (key === 'count' && typeof value === 'number') this.count = value;
  }

  finish(stop: JsonStop | undefined): readonly Problem[] {
    const { file } = this;
    if (stop) {
      const place = { file, ...this.lines.at(stop.at) };
      const found = excerptAt(this.text, stop.at);
      this.problems.push(
        stop.kind === 'end of text'
          ? truncated(place, `the end of the file after ${this.records} whole volumes`)
          : malformed(place, found, 'a list of volumes in JSON'),
      );
    }
    if (this.another) return this.problems;
    if (this.next) this.problems.push(moreFollows(this.next, 'a last page with a link to a next one'));
    if (this.count !== undefined && this.count > this.records)
      this.problems.push(moreFollows({ file }, `${this.records} volumes of a count of ${this.count}`));
    return this.problems;
  }

  /** The first record shows what the file is; a list of something else is said once. */
  private isVolume(place: Place, value: Readonly<Record<string, unknown>>): boolean {
    if (this.another) return false;
    this.records++;
    if (this.records > 1) return true;
    const problems = headProblems(place, Object.keys(value));
    this.problems.push(...problems);
    this.another = hasError(problems);
    return !this.another;
  }

  private otherList(place: Place, list: string): void {
    if (!this.another) this.problems.push(otherListFound(place, list));
    this.another = true;
  }

  private cells(value: Readonly<Record<string, unknown>>): Cells {
    const cells: Cells = {};
    for (const key of Object.keys(value)) {
      if (!this.fields.has(key)) this.fields.set(key, fieldOf(key));
      const field = this.fields.get(key);
      if (field !== undefined) cells[field] ??= value[key];
    }
    return cells;
  }

  private parse(place: Place, from: number, to: number): unknown {
    const source = this.text.slice(from, to);
    try {
      return JSON.parse(source);
    } catch {
      const bare = /[[,:]\s*(-?NaN|-?Infinity|undefined|'[^']{0,20}|\w+)\s*[,}\]]/g;
      const odd = [...source.matchAll(bare)]
        .map((match) => match[1] ?? '')
        .find((word) => !/^(true|false|null|-?\d+)$/.test(word));
      this.problems.push(malformed(place, odd ?? excerptAt(source, 0), 'JSON'));
      return undefined;
    }
  }
}

/** Of {"itemNotFound": {"code": 404, "message": "..."}} and its like. */
export function errorMessage(value: Readonly<Record<string, unknown>>): string | undefined {
  const [only, ...rest] = Object.values(value);
  return rest.length === 0 && isRecord(only) ? textOf(only.message) : undefined;
}

const excerptAt = (text: string, at: number): string => `"${text.slice(at, at + 40)}"`;
