import type { Label, Source } from './types.js';

interface Evidence {
  readonly file: string;
  readonly line: number;
  readonly fields: Readonly<Record<'last_checked' | 'source_title' | 'source_url' | 'confidence' | 'note', string>>;
}

const LABELS: readonly Label[] = ['measured', 'contract', 'list', 'default', 'assumption'];

/** The evidence columns of a row, as the report prints them. `id` is "data/prices/aws.csv:117". What is of a contract is confidential. */
export function sourceFrom(row: Evidence, label: Label, effectiveFrom?: string): Source {
  const { last_checked, source_title, source_url, confidence, note } = row.fields;
  return {
    id: `${row.file}:${row.line}`,
    title: source_title,
    url: source_url,
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
    lastChecked: last_checked,
    confidence: confidence === 'high' || confidence === 'medium' ? confidence : 'low',
    label,
    ...(note === '' ? {} : { note }),
    ...(label === 'contract' ? { confidential: true } : {}),
  };
}

/** The same for tables with a label column. */
export function labelledSource(row: Evidence & { readonly fields: { readonly label: string } }, effectiveFrom?: string): Source {
  const label = LABELS.find((known) => known === row.fields.label);
  if (label === undefined) throw new RangeError(`no such label: ${row.fields.label}`);
  return sourceFrom(row, label, effectiveFrom);
}
