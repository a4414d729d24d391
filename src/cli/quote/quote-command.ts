import { basename } from 'node:path';
import { planFor } from '../../engine/plan.js';
import type { Plan } from '../../engine/plan-types.js';
import { type Parsed, type Problem, parsed, problemsOf } from '../../problems/problem.js';
import { type QuoteRequest, quoteOf } from '../../report/quote/quote-of.js';
import type { Audience, Language, Quote } from '../../report/quote/quote-types.js';
import type { Day } from '../../units/day.js';
import { formatDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { overwritesInput, writeWhole } from '../files.js';
import { choice, dayFlag, isSet, text } from '../flag-values.js';
import { loadPlanInput, loadScenario } from '../load-plan-input.js';
import { PAPERS, type Paper } from '../pdf/paper.js';
import { printPdf } from '../pdf/print-pdf.js';
import { countOf, type ExitCode } from '../terminal.js';
import { type LoadedBrand, loadBrand } from './brand.js';
import { QUOTE_FORMATS, type QuoteFormat, quoteAlone } from './quote-formats.js';
import { quoteHtml } from './quote-html.js';
import { type LoadedTerms, loadTerms } from './terms.js';

interface Asked {
  readonly format: QuoteFormat;
  readonly audience: Audience;
  readonly language: Language;
  readonly date: Day;
  readonly paper: Paper;
}

interface Loaded {
  readonly plan: Plan;
  readonly warnings: readonly Problem[];
  readonly inputs: readonly string[];
  readonly terms: LoadedTerms;
  readonly brand: LoadedBrand;
}

const NOTHING = 'No quote was made.';

/** `stowage quote`: reads everything, plans, renders in memory, and only then writes. */
export async function quoteCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const asked = flagsOf(call);
  if (!asked.ok) return terminal.problems(asked.problems, NOTHING);
  const loaded = await load(call, asked.value.date);
  if (!loaded.ok) return terminal.problems(loaded.problems, countOf(loaded.problems, NOTHING));
  const { plan, warnings, inputs } = loaded.value;
  const target = text(call, 'out') ?? defaultTarget(plan.scenario.file, asked.value.format);
  const clash = target === '-' ? undefined : await overwritesInput(target, inputs);
  if (clash) return terminal.problems([clash], NOTHING);
  if (warnings.length > 0) terminal.problems(warnings, countOf(warnings, 'The quote was made.'));
  const content = await rendered(call, asked.value, loaded.value);
  if (!content.ok) return terminal.problems(content.problems, NOTHING);
  if (target === '-') {
    terminal.data(content.value);
    return 0;
  }
  const written = await writeWhole(target, content.value);
  if (!written.ok) return terminal.problems(written.problems, 'The quote was made, but not written.');
  if (terminal.json) terminal.data(`${JSON.stringify({ ok: true, quote: target, format: asked.value.format })}\n`);
  terminal.say(`Quote: ${target}`);
  return 0;
}

function flagsOf(call: Call): Parsed<Asked> {
  const format = choice<QuoteFormat>(call, 'format', QUOTE_FORMATS);
  const audience = choice<Audience>(call, 'audience', ['customer', 'internal']);
  const language = choice<Language>(call, 'lang', ['en', 'de']);
  const date = dayFlag(call, 'as-of');
  const paper = choice<Paper>(call, 'paper', PAPERS);
  const [first, ...rest] = [format, audience, language, date, paper].flatMap(problemsOf);
  if (format.ok && audience.ok && language.ok && date.ok && paper.ok)
    return {
      ok: true,
      value: { format: format.value, audience: audience.value, language: language.value, date: date.value, paper: paper.value },
      warnings: [],
    };
  return first ? { ok: false, problems: [first, ...rest] } : { ok: false, problems: format.ok ? neverFails() : format.problems };
}

function neverFails(): never {
  throw new Error('a flag failed without a problem');
}

/** Everything that is read, with the problems of all files at once. */
async function load(call: Call, date: Day): Promise<Parsed<Loaded>> {
  const brandFile = text(call, 'brand');
  const [terms, brand, scenario] = await Promise.all([
    loadTerms(text(call, 'terms'), date),
    loadBrand(brandFile),
    loadScenario(text(call, 'scenario') ?? '', date),
  ]);
  const confidential = isSet(call, 'confidential');
  const input = scenario.ok ? await loadPlanInput({ ...scenario.value, confidential }, call.version) : scenario;
  const [first, ...rest] = [terms, brand, input].flatMap(problemsOf);
  if (first || !terms.ok || !brand.ok || !input.ok) return { ok: false, problems: [first ?? neverFails(), ...rest] };
  const inputs = [
    input.value.scenario.file,
    ...input.value.inventoryFiles.map(({ file }) => file),
    ...terms.value.files,
    ...(brandFile === undefined ? [] : [brandFile]),
  ];
  const plan = planFor(input.value);
  return { ok: true, value: { plan, inputs, terms: terms.value, brand: brand.value, warnings: input.warnings }, warnings: [] };
}

const defaultTarget = (scenario: string, format: QuoteFormat): string =>
  format !== 'json' && format !== 'csv' ? `${basename(scenario).replace(/\.ya?ml$/i, '')}.quote.${format}` : '-';

async function rendered(call: Call, asked: Asked, loaded: Loaded): Promise<Parsed<string | Uint8Array>> {
  const { brand } = loaded.brand;
  const { terms, legal, validUntil } = loaded.terms;
  const request: QuoteRequest = { ...asked, terms, legal, validUntil, brand };
  const quote: Quote = quoteOf(loaded.plan, request);
  if (asked.format !== 'pdf') return parsed(await quoteAlone(quote, loaded.brand, asked.format));
  const html = await quoteHtml(quote, loaded.brand, asked.paper);
  return printPdf(html, { browser: text(call, 'browser'), asOf: formatDay(asked.date) });
}
