import type { Catalog, Rung } from '../../catalog/types.js';
import type { Scenario } from '../../scenario/types.js';
import { asGib, type Gib, gibFromTb } from '../../units/gib.js';
import { asGibPerSecond, type GibPerSecond, toMbitPerSecond, toTbPerHour } from '../../units/rate.js';
import type { CapacityResult } from '../capacity/types.js';
import type { ScaledBill } from '../cost/scaled-bill.js';
import type { LadderRung, UnitsNeeded, Verdict } from '../plan-types.js';
import { backupHours, largestNight } from './backup-window.js';
import { type BoxLimits, limitsOfRung } from './limits.js';
import type { MonthNeeds } from './needs.js';
import { nfsRate } from './site-pipes.js';
import { NO_UNITS, unitsNeeded } from './units-needed.js';
import { dailyNew, usableWan } from './wan.js';
import { hoursInWords, mbitInWords, percentInWords, tbInWords } from './words.js';

const SECONDS_PER_HOUR = 3600;

export interface LadderInput {
  readonly capacity: CapacityResult;
  readonly scenario: Scenario;
  readonly catalog: Catalog;
  /** monthlyNeeds() of an estate `scale` times as large; 1: this one. */
  readonly needsAt: (scale: number) => readonly MonthNeeds[];
  /** restoreRateNeed() of it, before what NFS carries cuts it. */
  readonly restoreNeedAt: (scale: number) => GibPerSecond;
  /** A larger estate has more volumes, not larger ones. */
  readonly largestVolume: Gib;
  /** Name of the chosen box. */
  readonly chosen: string;
  /** Its bill on that many units of a box. */
  readonly costAtScale: (scale: number, box: BoxLimits, units: number) => ScaledBill;
}

/** One pledge of a rung, as the share of it that the scaled estate takes. */
interface Pledge {
  readonly share: number;
  readonly words: string;
}

/** Need over limit; nothing needed of a limit of 0 is no load. */
function loadOf(need: number, limit: number): number {
  return need <= 0 ? 0 : need / limit;
}

/** The fastest that those units give back through NFS; a plain store has neither units nor such a pledge. */
function restorePledge(
  { scenario, restoreNeedAt }: LadderInput,
  box: BoxLimits,
  units: number,
  scale: number,
): readonly Pledge[] {
  const need = restoreNeedAt(scale);
  if (need <= 0 || units === 0) return [];
  const gives = asGibPerSecond(Math.min(box.restore * units, nfsRate(scenario)));
  const perHour = (rate: GibPerSecond) => `${tbInWords(toTbPerHour(rate))}/h`;
  return [{ share: loadOf(need, gives), words: `restores need ${perHour(need)} of ${perHour(gives)}` }];
}

function pledgesAt(input: LadderInput, box: BoxLimits, units: number, scale: number): readonly Pledge[] {
  const { capacity, scenario } = input;
  const night = largestNight(capacity, input.largestVolume);
  const scaled = { ...night, read: asGib(night.read * scale), sent: asGib(night.sent * scale) };
  const hours = backupHours(scaled, scenario, asGibPerSecond(box.ingest * units));
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
    ...restorePledge(input, box, units, scale),
  ];
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
  const unitsAt = (grown: number): UnitsNeeded =>
    input.scenario.store.kind === 'plain' ? NO_UNITS : unitsNeeded(box, input.needsAt(grown), terms.planningLine);
  const scaledUnits = unitsAt(scale);
  const cost = input.costAtScale(scale, box, scaledUnits.units);
  return {
    name: rung.name,
    protectedTb: rung.protectedTb,
    cacheTb: rung.cacheTb,
    maxCloudTb: rung.maxCloudTb,
    needed: unitsAt(1),
    chosen: rung.name === input.chosen,
    scale,
    scaledUnits,
    scaledBackEnd: asGib((input.capacity.months.at(-1)?.backEndAtEnd ?? 0) * scale),
    scaledMonthly: cost.lastMonth,
    scaledTotal: cost.total,
    perTbMonth: cost.perTbMonth,
    ...verdictOf(pledgesAt(input, box, scaledUnits.units, scale), terms.planningLine),
    source: rung.source,
  };
}

/**
 * The ladder from the smallest rung to the largest (M-56). For each: the units that this estate needs of it, and the same mix
 * grown until the front-end of the last month is the rung's size, on the units that it then needs, with their price,
 * and whether those keep the backup window, the link and the restore rate.
 *
 * A rung's size is front-end here, while the rule of thumb behind its limits counts all retained copies at 30:1: a mix that keeps few
 * copies, or reduces less, needs many boxes of a rung for an estate of that size. Network and workers are the scenario's and are not
 * scaled: the ladder shows where they stop being enough. A plain store needs no box on any rung.
 *
 * Source: design model section 5. An estate that protects nothing has no mix to scale, so its ladder is empty.
 */
export function ladderOf(input: LadderInput): readonly LadderRung[] {
  const frontEnd = input.capacity.months.at(-1)?.frontEnd;
  if (frontEnd === undefined || frontEnd <= 0) return [];
  const ladder = [...input.catalog.ladder].sort((a, b) => a.protectedTb - b.protectedTb);
  return ladder.map((rung) => rungOf(input, rung, frontEnd));
}
