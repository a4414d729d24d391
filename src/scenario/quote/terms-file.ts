import * as z from 'zod';
import type { Parsed } from '../../problems/problem.js';
import { parseDay } from '../../units/day.js';
import { parseDecimal } from '../../units/decimal.js';
import { anyText, leaf, word, yesNo } from '../fields.js';
import type { YamlFile } from '../yaml-file.js';
import { checkedForm } from './read-form.js';

/**
 * The terms file of a quote: what no plan knows. Who it is for, in which words, until when, what is sold beside the plan, and what
 * stays in the house.
 */

const amount = leaf('money, 0 or more, such as 1250.00', (text) => (parseDecimal(text)?.gte(0) ? text : undefined));
const percent = (most: number) =>
  leaf(`a percentage from 0 to ${most}, such as 12.5 or 12.5%`, (text) => {
    const plain = text.replace(/\s*%$/, '');
    const value = parseDecimal(plain);
    return value?.gte(0) && value.lte(most) ? plain : undefined;
  });
const pieces = leaf('a number of pieces, 0 or more, such as 2', (text) => (parseDecimal(text)?.gte(0) ? text : undefined));
const day = leaf('a calendar date, such as 2026-12-31', (text) => parseDay(text), ['string']);
const lines = z.array(anyText, { error: 'a list of lines' });

const item = z.strictObject({
  name: word,
  quantity: pieces.optional(),
  /** List price of one piece. */
  price: amount,
  discount: percent(100).optional(),
  /** What it costs the seller: internal. */
  cost: amount.optional(),
  spend: leaf('capex or opex', (text) => (text === 'capex' || text === 'opex' ? text : undefined), ['string']).optional(),
  /** Calendar year in which it is invoiced; absent: the plan's first. */
  year: leaf('a calendar year, such as 2027', (text) => (/^\d{4}$/.test(text) ? +text : undefined)).optional(),
  optional: yesNo.optional(),
});

const party = z.strictObject({ name: word, address: anyText.optional(), contact: anyText.optional() });

const termsFile = z.strictObject({
  number: word.optional(),
  revision: leaf('a revision, 1 or more', (text) => (/^[1-9]\d{0,5}$/.test(text) ? +text : undefined)).optional(),
  validUntil: day.optional(),
  title: word.optional(),
  customer: party.optional(),
  preparedBy: party.optional(),
  /** In the customer's words, a paragraph each. */
  scope: lines.optional(),
  items: z.array(item, { error: 'a list of items' }).optional(),
  exclusions: lines.optional(),
  payment: anyText.optional(),
  /** Legal terms: a text file, or the paragraphs themselves. */
  termsFile: word.optional(),
  terms: lines.optional(),
  /** Added to every price of the plan, not to the items: internal. */
  markup: percent(1000).optional(),
  internalNotes: lines.optional(),
});

export type QuoteTerms = z.output<typeof termsFile>;

export const NO_TERMS: QuoteTerms = {};

/** @returns the terms, or every problem at once: SCN002 to SCN004 */
export const termsOf = (yaml: YamlFile): Parsed<QuoteTerms> => checkedForm(termsFile, yaml);
