import type { Catalog, Rung } from '../../catalog/types.js';
import type { Scenario } from '../../scenario/types.js';
import { asGib, type Gib, gibFromTb } from '../../units/gib.js';
import type { Money } from '../../units/quantity.js';
import { toMbitPerSecond } from '../../units/rate.js';
import type { CapacityResult } from '../capacity/types.js';
import type { Total } from '../charge.js';
import type { LadderRung, Verdict } from '../plan-types.js';
import { backupHours, largestNight } from './backup-window.js';
import { type BoxLimits, limitsOfRung } from './limits.js';
import type { MonthNeeds } from './needs.js';
import { unitsNeeded } from './units-needed.js';
import { dailyNew, usableWan } from './wan.js';
import { grouped, hoursInWords, mbitInWords, percentInWords } from './words.js';

const SECONDS_PER_HOUR = 3600;

/** What the estate would cost were it `scale` times as large with the same mix. */
export interface ScaledCost {
  readonly monthly: Total;
  readonly total: Total;
  readonly perTbMonth: Money;
  readonly backEnd: Gib;
}

export interface LadderInput {
  readonly capacity: CapacityResult;
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  /** monthlyNeeds() of this estate. */
  readonly needs: readonly MonthNeeds[];
  /** A larger estate has more volumes, not larger ones. */
  readonly largestVolume: Gib;
  /** Name of the chosen box. */
  readonly chosen: string;
  readonly costAtScale: (scale: number) => ScaledCost;
}

/** One pledge of a rung, as the share of it that the scaled estate takes. */
interface Pledge {
  readonly share: number;
  readonly words: string;
}

function most(values: readonly number[]): number {
  return values.reduce((largest, value) => Math.max(largest, value), 0);
}

/** Need over limit; nothing needed of a limit of 0 is no load. */
function loadOf(need: number, limit: number): number {
  return need <= 0 ? 0 : need / limit;
}

function pledgesAt(input: LadderInput, box: BoxLimits, scale: number): readonly Pledge[] {
  const { capacity, scenario } = input;
  const night = largestNight(capacity, input.largestVolume);
  const scaled = { ...night, read: asGib(night.read * scale), sent: asGib(night.sent * scale) };
  const hours = backupHours(scaled, scenario, box.ingest);
  const { windowHours, parallel } = scenario.cinder;
  const perSecond = dailyNew(capacity).peak / (scenario.network.uploadHours * SECONDS_PER_HOUR);
  const usable = usableWan(scenario.network);
  const wan = toMbitPerSecond(usable);
  const wanShare = loadOf(perSecond * scale, usable);
  return [
    {
      share: loadOf(hours, windowHours),
      words: `backups take ${hoursInWords(hours)} of ${hoursInWords(windowHours)} with ${parallel} workers`,
    },
    { share: wanShare, words: `new data takes ${percentInWords(wanShare)} of the ${mbitInWords(wan)} usable` },
  ];
}

/** What one box then cannot hold at this mix: said beside the verdict, since a rung's size assumes a ratio and this mix has its own. */
function overflow(input: LadderInput, box: BoxLimits, scale: number): string {
  const unlimited = Number.POSITIVE_INFINITY;
  const cache = loadOf(most(input.needs.map((month) => month.cache)) * scale, box.cache ?? unlimited);
  const cloud = loadOf(most(input.needs.map((month) => month.cloud)) * scale, box.cloud ?? unlimited);
  const boxes = Math.ceil(Math.max(cache, cloud));
  if (boxes <= 1) return '';
  return `; at this mix its ${cache > cloud ? 'cache need' : 'back-end data'} fills ${grouped(boxes)} such boxes`;
}

function verdictOf(
  pledges: readonly Pledge[],
  planningLine: number,
): { readonly verdict: Verdict; readonly verdictReason: string } {
  const broken = pledges.filter((pledge) => pledge.share > 1);
  const tight = pledges.filter((pledge) => pledge.share > planningLine);
  const sentence = (list: readonly Pledge[]) => list.map((pledge) => pledge.words).join('; ');
  if (broken.length > 0) return { verdict: 'misses', verdictReason: sentence(broken) };
  const line = percentInWords(planningLine);
  if (tight.length > 0) return { verdict: 'at risk', verdictReason: `${sentence(tight)}: above the planning line of ${line}` };
  const fullest = pledges.reduce((worst, pledge) => (pledge.share > worst.share ? pledge : worst));
  return { verdict: 'meets', verdictReason: `fullest: ${fullest.words}` };
}

function rungOf(input: LadderInput, rung: Rung, frontEnd: Gib): LadderRung {
  const terms = input.scenario.appliance;
  const box = limitsOfRung(rung, terms);
  const scale = gibFromTb(rung.protectedTb) / frontEnd;
  const cost = input.costAtScale(scale);
  const { verdict, verdictReason } = verdictOf(pledgesAt(input, box, scale), terms.planningLine);
  return {
    name: rung.name,
    protectedTb: rung.protectedTb,
    cacheTb: rung.cacheTb,
    maxCloudTb: rung.maxCloudTb,
    needed: unitsNeeded(box, input.needs, terms.planningLine),
    chosen: rung.name === input.chosen,
    scale,
    scaledBackEnd: cost.backEnd,
    scaledMonthly: cost.monthly,
    scaledTotal: cost.total,
    perTbMonth: cost.perTbMonth,
    verdict,
    verdictReason: `${verdictReason}${overflow(input, box, scale)}`,
    source: rung.source,
  };
}

/**
 * The ladder from the smallest rung to the largest (M-56). For each: the units that this estate needs of it, and the same mix
 * grown until the front-end of the last month is what the rung is said to protect, with its cost and whether
 * one such box then keeps the backup window and the link. A back-end or cache too large for one box is said with it.
 *
 * Network and workers are the scenario's and are not scaled: the ladder shows where they stop being enough.
 *
 * Source: design model section 5. An estate that protects nothing has no mix to scale, so its ladder is empty.
 */
export function ladderOf(input: LadderInput): readonly LadderRung[] {
  const frontEnd = input.capacity.months.at(-1)?.frontEnd;
  if (frontEnd === undefined || frontEnd <= 0) return [];
  const ladder = [...input.catalog.ladder].sort((a, b) => a.protectedTb - b.protectedTb);
  return ladder.map((rung) => rungOf(input, rung, frontEnd));
}
