import { createHash } from 'node:crypto';
import { dirname, isAbsolute, join } from 'node:path';
import { overridden } from '../../batch/override.js';
import type { RowQuote } from '../../batch/types.js';
import type { Plan } from '../../engine/plan-types.js';
import { type Parsed, parsed } from '../../problems/problem.js';
import { quoteOf } from '../../report/quote/quote-of.js';
import type { Quote } from '../../report/quote/quote-types.js';
import { type Brand, parseBrand } from '../../scenario/quote/brand-file.js';
import { readYaml, type YamlFile } from '../../scenario/yaml-file.js';
import type { Day } from '../../units/day.js';
import { readTextFile } from '../files.js';
import { allOf } from '../inventory/open-inventory.js';
import { type LoadedBrand, loadBrand } from '../quote/brand.js';
import { type LoadedTerms, termsFrom } from '../quote/terms.js';
import { rememberedFiles } from './remembered.js';

/** What a row's quote is made with, read. */
export interface QuoteParts {
  readonly asked: RowQuote;
  readonly terms: LoadedTerms;
  readonly brand: LoadedBrand;
  /** SHA-256 of all of it. */
  readonly digest: string;
}

const MOST_FILES = 256;
const termsFiles = rememberedFiles<Parsed<YamlFile>>(MOST_FILES);
const brandFiles = rememberedFiles<Parsed<Brand>>(MOST_FILES);
const brands = rememberedFiles<Parsed<{ readonly brand: LoadedBrand; readonly digest: string }>>(MOST_FILES);

/** Reads the terms and the brand of a row, with the row's own values over them: the problems of both at once. */
export async function quoteParts(asked: RowQuote, date: Day): Promise<Parsed<QuoteParts>> {
  const [terms, brand] = await Promise.all([termsOf(asked, date), brandOf(asked.brand)]);
  if (!terms.ok || !brand.ok) return allOf([terms, brand]);
  const digest = sha256(JSON.stringify([terms.value.terms, terms.value.legal, brand.value.digest]));
  return parsed({ asked, terms: terms.value, brand: brand.value.brand, digest });
}

export function quoteFrom(plan: Plan, { asked, terms: { terms, legal, validUntil }, brand }: QuoteParts, date: Day): Quote {
  const { audience, language } = asked;
  return quoteOf(plan, { audience, language, date, terms, legal, validUntil, brand: brand.brand });
}

async function termsOf({ terms: file, manifest, set }: RowQuote, date: Day): Promise<Parsed<LoadedTerms>> {
  const read = file === undefined ? parsed(nothingIn(manifest)) : await termsFiles(file, [file], () => yamlFile(file));
  if (!read.ok) return read;
  const yaml = overridden(read.value, set);
  return yaml.ok ? termsFrom({ file: file ?? manifest, yaml: yaml.value }, date) : yaml;
}

const nothingIn = (file: string): YamlFile => ({ tree: {}, place: () => ({ file }) });

async function yamlFile(file: string): Promise<Parsed<YamlFile>> {
  const read = await readTextFile(file);
  return read.ok ? readYaml(file, read.value.text) : read;
}

/** Its picture is another file: what that is called is known only when the brand has been read. */
async function brandOf(file: string | undefined): Promise<Parsed<{ readonly brand: LoadedBrand; readonly digest: string }>> {
  const files = file === undefined ? [] : [file, ...(await pictureOf(file))];
  return brands(file ?? '', files, async () => {
    const brand = await loadBrand(file);
    return brand.ok ? parsed({ brand: brand.value, digest: sha256(JSON.stringify(brand.value)) }) : brand;
  });
}

async function pictureOf(file: string): Promise<readonly string[]> {
  const brand = await brandFiles(file, [file], async () => {
    const read = await readTextFile(file);
    return read.ok ? parseBrand(file, read.value.text) : read;
  });
  const from = brand.ok ? brand.value.logo?.from : undefined;
  if (from === undefined || /^data:/i.test(from)) return [];
  return [isAbsolute(from) ? from : join(dirname(file), from)];
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
