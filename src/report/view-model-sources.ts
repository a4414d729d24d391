import type { Label, Source } from '../catalog/types.js';
import type { ExplainedSource } from '../engine/explain/types.js';
import { formatIsoDate } from './format-date.js';

/** A source as a derivation cites it. */
export interface CitedView {
  readonly anchor: string;
  readonly number: string;
  readonly title: string;
  readonly facts: string;
}

/** One document of the list of sources, with the rows of data/ that were taken from it. */
export interface SourceView {
  readonly anchor: string;
  readonly title: string;
  readonly url: string;
  /** Only http and https become links: an address in someone's scenario could be a script. */
  readonly linked: boolean;
  readonly rows: readonly { readonly facts: string; readonly ids: string; readonly note: string }[];
}

/** Under which number a source's document stands in the list at the end of the report: by `documentOf`. */
export type SourceNumbers = Pick<ReadonlyMap<string, number>, 'get'>;

/** One document gives many rows of a price table: they are listed under it. */
const documentOf = (source: Pick<Source, 'title' | 'url'>): string => JSON.stringify([source.title, source.url]);

/** Numbers documents from 1, in the plan's order of first use. */
export function numberSources(sources: readonly Source[]): SourceNumbers {
  const numbers = new Map<string, number>();
  for (const source of sources) if (!numbers.has(documentOf(source))) numbers.set(documentOf(source), numbers.size + 1);
  return numbers;
}

/** The list of sources: who said it, since when it holds, when it was last read, how sure we are, and which rows of data/ rest on it. */
export function sourceViews(sources: readonly Source[]): readonly SourceView[] {
  const documents = grouped(sources, documentOf);
  return documents.flatMap((rows, index) => {
    const first = rows[0];
    if (first === undefined) return [];
    return [
      {
        anchor: `source-${index + 1}`,
        title: first.title,
        url: first.url,
        linked: isWebAddress(first.url),
        rows: rowViews(rows),
      },
    ];
  });
}

function rowViews(rows: readonly Source[]): SourceView['rows'] {
  return grouped(rows, (row) => JSON.stringify([commonFacts(row), row.note ?? ''])).flatMap((alike) => {
    const first = alike[0];
    if (first === undefined) return [];
    return [{ facts: commonFacts(first), ids: idList(alike.map(({ id }) => id)), note: first.note ?? '' }];
  });
}

/** "data/prices/aws.csv:327, 343": the file once, then its lines. */
function idList(ids: readonly string[]): string {
  const byFile = grouped([...new Set(ids)], (id) => id.replace(/:\d+$/, ''));
  return byFile
    .map((same) => same.map((id, index) => (index === 0 ? id : id.replace(/^.*:(?=\d+$)/, ''))).join(', '))
    .join(' · ');
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}

/** A source as it is cited; without a number when the plan's list has it not. */
export function citedView(source: Source, numbers: SourceNumbers): CitedView {
  const number = numbers.get(documentOf(source));
  return {
    anchor: number === undefined ? '' : `source-${number}`,
    number: number === undefined ? '' : `${number}`,
    title: source.title,
    facts: `${commonFacts(source)} · ${source.id}`,
  };
}

/** Each document once, with the rows of data/ that were taken from it. */
export function citedDocuments(sources: readonly ExplainedSource[], numbers: SourceNumbers): readonly CitedView[] {
  return grouped(sources, documentOf).flatMap((rows) => {
    const [first] = rows;
    if (first === undefined) return [];
    const number = numbers.get(documentOf(first));
    const read = first.lastChecked === '' ? [] : [`checked ${formatIsoDate(first.lastChecked)}`];
    return [
      {
        anchor: number === undefined ? '' : `source-${number}`,
        number: number === undefined ? '' : `${number}`,
        title: first.title,
        facts: [...read, idList(rows.map(({ id }) => id))].join(' · '),
      },
    ];
  });
}

function commonFacts(source: Source): string {
  const since = source.effectiveFrom ? [`in force from ${formatIsoDate(source.effectiveFrom)}`] : [];
  const read = source.lastChecked === '' ? [] : [`checked ${formatIsoDate(source.lastChecked)}`];
  return [labelWord(source.label), `${source.confidence} confidence`, ...since, ...read].join(' · ');
}

const isWebAddress = (url: string): boolean => /^https?:\/\/[^\s]+$/i.test(url);

const LABELS: Readonly<Record<Label, string>> = {
  measured: 'measured',
  contract: 'contract',
  list: 'list price',
  default: 'default',
  assumption: 'assumption',
};
export const labelWord = (label: Label): string => LABELS[label];
