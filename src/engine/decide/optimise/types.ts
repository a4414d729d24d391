import type { BoxAsked, SearchLimits } from '../../../scenario/decision-types.js';
import type { Destination, Retention, RetrievalOption, Scenario } from '../../../scenario/types.js';

/** A box to try, and what it is called: "auto, cloud". */
export interface BoxOption extends BoxAsked {
  readonly name: string;
}

/** How points are taken and kept. */
export interface Variant {
  /** A full every so many backups; undefined: as each policy has it. */
  readonly fullEvery: number | undefined;
  readonly compression: Scenario['cinder']['compression'];
  /** Undefined: as each policy has it. */
  readonly retention: Retention | undefined;
}

/** Where data goes and how it comes back. */
export interface Place {
  readonly destination: Destination;
  readonly retrieval: RetrievalOption;
}

/** Everything that may be chosen: a candidate is one of each. */
export interface Grid {
  readonly variants: readonly Variant[];
  readonly places: readonly Place[];
  readonly boxes: readonly BoxOption[];
  readonly cacheDays: readonly number[];
  readonly wanMbit: readonly number[];
}

export type Limits = SearchLimits;

/** Money beside the bill. */
export interface SearchPrices {
  /** Money a Mbit/s a month; undefined: the link costs the same whatever it carries. */
  readonly wanPerMbit: number | undefined;
}

export interface Candidate {
  readonly index: number;
  readonly variant: Variant;
  readonly place: Place;
  readonly box: BoxOption;
  readonly cacheDays: number;
  readonly wanMbit: number;
}

/** A candidate worked out: money as a double, in the plan's currency, over the horizon. */
export interface Scored {
  readonly candidate: Candidate;
  readonly cost: number;
  /** The slowest of the scenario's restores, hours, at the probability asked for. */
  readonly hours: number;
  /** Names of the limits that it breaks. */
  readonly breaks: readonly string[];
}

/** What a limit costs: the cheapest without it against the cheapest with it. */
export interface ShadowPrice {
  readonly limit: string;
  /** Saved by giving it up; 0: it costs nothing; undefined: nothing meets all limits, and giving up this one alone does not help. */
  readonly saves: number | undefined;
  /** The choice that giving it up would allow. */
  readonly without: Scored | undefined;
}

export interface SearchResult {
  readonly candidates: number;
  /** How many had their restores worked out; the rest were known to lose. */
  readonly looked: number;
  /** How many of those were drawn, too (M-115). */
  readonly drawn: number;
  /** The cheapest that keeps every limit; undefined: none does. */
  readonly best: Scored | undefined;
  /** Cheapest first: each costs more and restores faster than the one before. Of those that keep every limit but the times. */
  readonly front: readonly Scored[];
  /** Cheaper, and why they lose; then the next that keep every limit. */
  readonly cheaper: readonly Scored[];
  readonly next: readonly Scored[];
  readonly shadow: readonly ShadowPrice[];
  /** How many candidates break each limit, of those looked at where nothing keeps all. */
  readonly broken: Readonly<Record<string, number>>;
}
