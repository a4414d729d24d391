import type { PriceBook } from '../../catalog/types.js';
import type { Plan, PlanInput } from '../../engine/plan-types.js';
import type { Tree } from '../../scenario/tree.js';
import { pageData } from '../page-data.js';
import { renderSummary } from '../render-summary.js';
import type { CinderStep } from '../view-model.js';
import { type Check, listOf, maybe, objectOf, oneOf, recordOf, text } from './checks.js';
import { pack } from './pack.js';
import { book, planInputProblem } from './shapes.js';
import { unpack } from './unpack.js';

/** SHA-256, hexadecimal, of what a report was made from. The inventory's files carry theirs in the plan's input. */
export interface InputHashes {
  readonly scenario: string;
  /** First 12 digits: the catalogue's version. */
  readonly catalog: string;
}

/** What a report carries to be recalculated in the page, and checked by `stowage verify`. */
export interface Embedded {
  readonly format: typeof FORMAT;
  readonly asOf: string;
  readonly hashes: InputHashes;
  readonly result: {
    /** SHA-256 of the plan's JSON. */
    readonly sha256: string;
    /** The plan in a dozen rows, so that a difference can be named. */
    readonly figures: readonly (readonly string[])[];
  };
  /** Books restricted to what the page offers; they give the same plan as the whole ones. */
  readonly input: PlanInput;
  /** Books of further price dates that the page offers, by date. */
  readonly otherBooks: Readonly<Record<string, PriceBook>>;
  /** The scenario file as text in lists and maps, for writing a changed one; undefined where it was not kept. */
  readonly written: Tree | undefined;
  readonly cinderSteps: readonly CinderStep[];
}

const FORMAT = 'stowage-report/1';
export const EMBEDDED_ID = 'report-input';

/** The rows that a report keeps of its own result. */
export const figuresOf = (plan: Plan): readonly (readonly string[])[] =>
  renderSummary(plan).map(({ label, value, verdict }) => [label, value, verdict]);

/** As it stands in the page's script element: JSON with every `<` escaped. */
export function embeddedText(content: Omit<Embedded, 'format'>): string {
  const { input } = content;
  // The engine reads neither: a scenario has its profiles and its defaults in it. What a baseline stands on is no key of a scenario.
  const kept =
    input.scenario.decisions?.baseline === undefined
      ? []
      : Object.entries(input.catalog.defaults).filter(([key]) => key.endsWith('@baseline'));
  const catalog = { ...input.catalog, profiles: {}, defaults: Object.fromEntries(kept) };
  return pageData(pack({ format: FORMAT, ...content, input: { ...input, catalog } }));
}

export type ReadEmbedded =
  | { readonly ok: true; readonly value: Embedded }
  | { readonly ok: false; readonly kind: 'no report' | 'damaged'; readonly why: string };

const step = objectOf({ title: text, text, code: maybe(text) });
const embedded: Check = objectOf({
  format: oneOf(FORMAT),
  asOf: text,
  hashes: objectOf({ scenario: text, catalog: text }),
  result: objectOf({ sha256: text, figures: listOf(listOf(text, 5), 2000) }),
  input: (value, path) => prefixed(planInputProblem(value), path),
  otherBooks: recordOf(book, 100),
  cinderSteps: listOf(step, 500),
});
const prefixed = (problem: string | undefined, path: string): string | undefined => problem && `${path}.${problem}`;

const isEmbedded = (value: unknown): value is Embedded => embedded(value, '') === undefined;

/** Reads what `embeddedText` wrote. The text may be a stranger's: nothing of it is believed before it is checked. */
export function readEmbedded(json: string): ReadEmbedded {
  const parsed = parsedJson(json);
  if (!parsed.ok) return { ok: false, kind: 'damaged', why: 'its data is cut off or no JSON' };
  const unpacked = unpack(parsed.value);
  if (!unpacked.ok) return { ok: false, kind: 'damaged', why: unpacked.why };
  const { value } = unpacked;
  if (isEmbedded(value)) return { ok: true, value };
  return { ok: false, kind: 'damaged', why: embedded(value, '') ?? 'it is not what a report carries' };
}

const OPENING = `<script type="application/json" id="${EMBEDDED_ID}">`;
const CLOSING = '</script>';

/** Finds and reads the data in a report's HTML: exactly one such element, whole. */
export function embeddedIn(html: string): ReadEmbedded {
  if (!html.includes('<meta name="generator" content="Stowage">')) {
    return { ok: false, kind: 'no report', why: 'it is no report that stowage wrote' };
  }
  const at = html.indexOf(OPENING);
  if (at < 0) return { ok: false, kind: 'no report', why: 'it carries no inputs: a report of an older version, or one cut off' };
  if (html.indexOf(OPENING, at + 1) >= 0) return { ok: false, kind: 'damaged', why: 'it carries its inputs twice' };
  const end = html.indexOf(CLOSING, at);
  if (end < 0) return { ok: false, kind: 'damaged', why: 'it is cut off inside its data' };
  return readEmbedded(html.slice(at + OPENING.length, end));
}

function parsedJson(json: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch {
    return { ok: false };
  }
}
