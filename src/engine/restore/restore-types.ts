import type { RestoreScenario } from '../../scenario/types.js';
import type { Gib } from '../../units/gib.js';
import type { Charge, Explanation, Total } from '../charge.js';
import type { Verdict } from '../plan-types.js';
import type { SlaOdds } from '../uncertainty/types.js';

export interface RestoreStage {
  readonly name: 'declare' | 'wait' | 'fetch' | 'rehydrate' | 'write' | 'chain';
  readonly hoursLow: number;
  readonly hours: number;
  readonly hoursHigh: number;
  /** What sets it: "WAN 1000 Mbit/s x 80 %". */
  readonly limit: string;
}

/** One group of volumes in a restore of several, in order of priority on the shared pipes: who is back when. Hours from the loss. */
export interface TimelineEntry {
  /** The cohort: profile and policy. */
  readonly name: string;
  readonly policy: string;
  readonly volumes: number;
  /** When its first data is read, and when its last volume is back. Infinity: never. */
  readonly startHours: number;
  readonly finishHours: number;
  /** The stage that it waits for longest, and the pipe or limit behind it. */
  readonly stage: RestoreStage['name'];
  readonly pipe: string;
}

/** One way to get a restore's data out of its classes. */
export interface RetrievalChoice {
  readonly option: RestoreScenario['retrieval'];
  /** Asked for little by little over so many hours, where that costs less and still meets the target; undefined: as fast as it goes. */
  readonly spreadHours: number | undefined;
  readonly hours: number;
  readonly hoursHigh: number;
  readonly cost: Total;
  readonly verdict: Verdict;
  /** The scenario asks for this one. */
  readonly isAsked: boolean;
}

export interface RestoreResult {
  readonly scenario: RestoreScenario;
  readonly what: string;
  readonly volumes: number;
  readonly logical: Gib;
  readonly remotePhysical: Gib;
  readonly localShare: number;
  readonly pointAgeDays: number;
  readonly chain: number;
  readonly stages: readonly RestoreStage[];
  readonly dominant: RestoreStage['name'];
  /** Restore time: best, likely, worst of the waits that the classes publish. Hours. */
  readonly hoursLow: number;
  readonly hours: number;
  readonly hoursHigh: number;
  readonly charges: readonly Charge[];
  readonly cost: Total;
  /** By the odds where they are there (M-90), else by the published waits (M-70). */
  readonly verdict: Verdict;
  /** Percentiles and the probability of the target; absent: not drawn. */
  readonly odds?: SlaOdds;
  readonly fix: string;
  /** In order of priority; one entry for a single volume, none for a subject that the inventory lacks. */
  readonly timeline: readonly TimelineEntry[];
  /** Every way to retrieve it that exists on the price date, the cheapest first; none where everything is local. */
  readonly retrievals: readonly RetrievalChoice[];
  /** The cheapest of them that meets the target (without a target, the cheapest); undefined: none does. */
  readonly cheapest: RetrievalChoice | undefined;
  readonly because: Explanation;
}

/** What the restores of a year cost: tests and the expected real ones. */
export interface RestoreBudget {
  readonly lines: readonly {
    readonly name: string;
    readonly testsPerYear: number;
    /** Expected real restores a year. */
    readonly needsPerYear: number;
    readonly each: Total;
    /** each x (tests + needs), in cents. */
    readonly yearly: Total;
  }[];
  readonly total: Total;
}

/** Taking everything out of the store in the last month of the horizon, to another store or back to the site. */
export interface ExitCost {
  readonly size: Gib;
  readonly charges: readonly Charge[];
  readonly total: Total;
  /** Likely wait of the classes and the transfer; Infinity over a link of 0. */
  readonly hours: number;
  readonly because: Explanation;
}

/** Recovery point of one policy. */
export interface PolicyRpo {
  readonly policy: string;
  readonly achievableHours: number;
  readonly askedHours: number | undefined;
  readonly verdict: Verdict;
  readonly parts: readonly { readonly name: string; readonly hours: number }[];
  /** The cheapest change that would meet the target; '' when nothing has to change. */
  readonly fix: string;
  readonly because: Explanation;
}

/** The worst policy's recovery point, by name, and each policy's own. */
export interface RpoResult extends PolicyRpo {
  /** Every policy that protects a volume, the worst first. */
  readonly byPolicy: readonly PolicyRpo[];
}
