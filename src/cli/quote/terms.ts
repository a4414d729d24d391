import { dirname, isAbsolute, join } from 'node:path';
import { type Parsed, type Place, type Problem, parsed } from '../../problems/problem.js';
import { paragraphs } from '../../report/quote/quote-view.js';
import { NO_TERMS, type QuoteTerms, termsOf } from '../../scenario/quote/terms-file.js';
import { readYaml, type YamlFile } from '../../scenario/yaml-file.js';
import { type Day, formatDay } from '../../units/day.js';
import { readTextFile } from '../files.js';

export interface LoadedTerms {
  readonly terms: QuoteTerms;
  readonly legal: readonly string[];
  readonly validUntil: Day | undefined;
  /** Files that were read. */
  readonly files: readonly string[];
}

/** A terms file whose YAML has been read, and what it is called: what it names is looked for beside it. */
export interface TermsYaml {
  readonly file: string;
  readonly yaml: YamlFile;
}

/** Reads a terms file and the legal text that it names. SCN043: a quote that is over before its own date. */
export async function loadTerms(file: string | undefined, date: Day): Promise<Parsed<LoadedTerms>> {
  if (file === undefined) return parsed({ terms: NO_TERMS, legal: [], validUntil: undefined, files: [] });
  const read = await readTextFile(file);
  if (!read.ok) return read;
  const yaml = readYaml(file, read.value.text);
  return yaml.ok ? termsFrom({ file, yaml: yaml.value }, date) : yaml;
}

export async function termsFrom({ file, yaml }: TermsYaml, date: Day): Promise<Parsed<LoadedTerms>> {
  const form = termsOf(yaml);
  if (!form.ok) return form;
  const { termsFile, terms = [], validUntil } = form.value;
  if (validUntil !== undefined && validUntil < date)
    return { ok: false, problems: [over(yaml.place(['validUntil']), validUntil, date)] };
  const name = termsFile === undefined ? undefined : isAbsolute(termsFile) ? termsFile : join(dirname(file), termsFile);
  const text = name === undefined ? undefined : await readTextFile(name, yaml.place(['termsFile']));
  if (text !== undefined && !text.ok) return text;
  const legal = [...terms, ...(text === undefined ? [] : paragraphs(text.value.text))];
  return parsed({ terms: form.value, legal, validUntil, files: [file, ...(name === undefined ? [] : [name])] });
}

function over(where: Place, until: Day, date: Day): Problem {
  return {
    code: 'SCN043',
    severity: 'error',
    where,
    found: `${formatDay(until)}, before the quote's own date ${formatDay(date)}`,
    wanted: 'a day on or after it',
    fix: 'move validUntil, or give the quote another --as-of',
  };
}
