import type { Scenario } from '../../scenario/types.js';
import { exp } from '../../units/portable-math.js';
import { at, byte, integer } from '../capacity/day-totals.js';
import type { Projection } from '../capacity/project.js';
import { sentFull, sentIncremental } from '../capacity/sent-by-writer.js';
import type { Timeline } from '../capacity/timeline.js';
import type { WriterTerms } from '../capacity/types.js';
import { DAYS_PER_YEAR, type Drawn, type FeatureTerms } from './features.js';
import type { SiteValues } from './site.js';

const SECONDS_PER_HOUR = 3600;
const MB_PER_GIB = 2 ** 30 / 1e6;
/** 10^6 bits. */
const MBIT_PER_GIB = (2 ** 30 * 8) / 1e6;

/** What one cohort does on one day: fulls, and incrementals by days since their parent. */
interface NightPart {
  readonly cohort: number;
  readonly fulls: number;
  /** GiB beside the data of one full: of the volumes' size alone, so no draw changes it. */
  readonly fullSideFiles: number;
  readonly gaps: readonly number[];
}

/** A day that may be the largest: the likely plan's, and the same weekdays a horizon later. */
interface Night {
  readonly day: number;
  readonly parts: readonly NightPart[];
}

export interface NightShop {
  readonly read: readonly Night[];
  readonly sent: readonly Night[];
  readonly largestVolume: number;
  readonly parallel: number;
  readonly usesNfs: boolean;
  readonly deduplicates: boolean;
  /** GiB/s of all units, likely. */
  readonly ingest: number;
}

export interface NightFrom {
  readonly scenario: Scenario;
  readonly projection: Projection;
  readonly writer: WriterTerms;
  /** First day of the second month, where there is one: the first full is not a night like others. */
  readonly steadyFrom: number;
  /** First day of the last month. */
  readonly lastFrom: number;
  readonly largestVolume: number;
  readonly ingest: number;
}

/** Days on which a total is largest: over the steady months, and within the last. Growth decides between them. */
export function largestDays(
  totals: Float64Array,
  { steadyFrom, lastFrom }: Pick<NightFrom, 'steadyFrom' | 'lastFrom'>,
): readonly number[] {
  const largest = (from: number): number => {
    let best = from;
    for (let day = from; day < totals.length; day++) if (at(totals, day) > at(totals, best)) best = day;
    return best;
  };
  return [...new Set([largest(steadyFrom), largest(lastFrom)])];
}

/** The nights that may be the largest of the plan, with what each cohort does in them. Source: docs/methodology-uncertainty.md M-87. */
export function nightShop(from: NightFrom): NightShop {
  const { scenario, projection, writer, largestVolume, ingest } = from;
  const nights = (totals: Float64Array): readonly Night[] =>
    largestDays(totals, from).map((day) => ({
      day,
      parts: projection.cohorts.flatMap(({ events, terms }, cohort) => {
        const part = nightPart(events, day);
        return part === undefined ? [] : [{ cohort, ...part, fullSideFiles: sentFull(terms, writer).sideFiles }];
      }),
    }));
  return {
    read: nights(projection.totals.sourceRead),
    sent: nights(projection.totals.sent),
    largestVolume,
    parallel: scenario.cinder.parallel,
    usesNfs: scenario.cinder.driver === 'nfs' || scenario.store.kind === 'deduplicating',
    deduplicates: scenario.store.kind === 'deduplicating',
    ingest,
  };
}

/** A policy's backups of one day; undefined: it has none. */
function nightPart({ lifetimes, kind, parentGaps }: Timeline, day: number): Pick<NightPart, 'fulls' | 'gaps'> | undefined {
  const backups = [...lifetimes.day.keys()].filter((backup) => integer(lifetimes.day, backup) === day);
  if (backups.length === 0) return undefined;
  const fulls = backups.filter((backup) => byte(lifetimes.isFull, backup) === 1);
  const others = backups.filter((backup) => byte(lifetimes.isFull, backup) !== 1);
  const gaps = others.map((backup) => (parentGaps[integer(kind, backup)] ?? 0) / lifetimes.perDay);
  return { fulls: fulls.length, gaps };
}

export interface NightDraw {
  readonly drawn: readonly Drawn[];
  readonly site: SiteValues;
}

/** Hours of the largest night in one trial: M-57 with drawn sizes and rates. */
export function windowHours(shop: NightShop, draw: NightDraw, terms: FeatureTerms): number {
  const { site } = draw;
  const read = site['cinder.readMbPerSecond'] / MB_PER_GIB;
  const nfs = shop.usesNfs ? site['network.nfsMbPerSecond'] / MB_PER_GIB : Number.POSITIVE_INFINITY;
  const shared = Math.min(nfs, shop.deduplicates ? shop.ingest * site['appliance.ingest'] : wanGibPerSecond(site));
  return Math.max(
    hours(largest(shop.read, draw, readIn), shop.parallel * read),
    hours(
      largest(shop.sent, draw, (part, drawn, grown) => sentIn(part, drawn, grown, terms)),
      shared,
    ),
    hours(shop.largestVolume, read),
  );
}

/** What replication may take of the link, GiB/s. */
export function wanGibPerSecond(site: SiteValues): number {
  return (site['network.wanMbit'] * site['network.usableShare']) / MBIT_PER_GIB;
}

function hours(size: number, rate: number): number {
  if (size <= 0) return 0;
  return rate > 0 ? size / rate / SECONDS_PER_HOUR : Number.POSITIVE_INFINITY;
}

type InNight = (part: NightPart, drawn: Drawn, grown: number) => number;

function largest(nights: readonly Night[], { drawn }: NightDraw, of: InNight): number {
  let most = 0;
  for (const { day, parts } of nights) {
    let total = 0;
    for (const part of parts) {
      const own = drawn[part.cohort];
      if (own !== undefined) total += of(part, own, exp((own.growth * day) / DAYS_PER_YEAR));
    }
    most = Math.max(most, total);
  }
  return most;
}

/** Cinder reads a volume whole for every backup. */
function readIn({ fulls, gaps }: NightPart, { terms }: Drawn, grown: number): number {
  return (fulls + gaps.length) * Math.max(terms.provisioned, terms.used * grown);
}

function sentIn({ fulls, fullSideFiles, gaps }: NightPart, { terms }: Drawn, grown: number, { writer }: FeatureTerms): number {
  let sent = 0;
  if (fulls > 0) {
    const data = terms.used * terms.sentPerChanged * grown;
    const zeros = terms.sendsZeros ? Math.max(0, terms.provisioned - terms.used * grown) : 0;
    sent += fulls * (data + zeros + fullSideFiles);
  }
  for (const gap of gaps) {
    const one = sentIncremental(terms, writer, gap);
    sent += one.ofUsed * grown + one.sideFiles;
  }
  return sent;
}
