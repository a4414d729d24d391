import type { Day } from '../units/day.js';
import type { Decimal } from '../units/decimal.js';
import type { Unit } from '../units/quantity.js';

/** How far a figure can be trusted, as the page prints it beside the figure. */
export type Label = 'measured' | 'contract' | 'list' | 'default' | 'assumption';

/** The evidence behind one figure of data/: where it stands, who said it, when, and how sure we are. */
export interface Source {
  /** File and line in data/, such as "data/prices/aws.csv:117". */
  readonly id: string;
  readonly title: string;
  /** Empty only where `label` is "assumption", or "measured" by this project itself. */
  readonly url: string;
  readonly effectiveFrom?: string;
  readonly lastChecked: string;
  readonly confidence: 'high' | 'medium' | 'low';
  readonly label: Label;
  readonly note?: string;
  /** A figure of somebody's own contract: it is not to leave the house with a shared report. */
  readonly confidential?: true;
}

/** One step of a graduated price: from (in) to (out) of the billed quantity, in the rate's unit. */
export interface PriceTier {
  readonly from: Decimal;
  readonly to: Decimal | undefined;
  /** Money for `perAmount` of `per`. */
  readonly price: Decimal;
  readonly source: Source;
}

/** What one item of one class costs in one region on the book's date. */
export interface Rate {
  readonly provider: string;
  readonly region: string;
  /** '' for account-wide items such as egress. */
  readonly storageClass: string;
  readonly item: PriceItem;
  readonly per: Unit;
  readonly perAmount: Decimal;
  readonly currency: string;
  readonly tiers: readonly [PriceTier, ...PriceTier[]];
}

export const PRICE_ITEMS = [
  'storage',
  'put',
  'get',
  'transition',
  'retrieval',
  'retrieval_expedited',
  'retrieval_standard',
  'retrieval_bulk',
  'retrieval_request_expedited',
  'retrieval_request_standard',
  'retrieval_request_bulk',
  'retrieval_peak_rate',
  'early_delete',
  'provisioned_capacity_unit',
  'egress',
  'inter_region',
  'base_fee',
  'reserved_1y',
  'reserved_3y',
] as const;
export type PriceItem = (typeof PRICE_ITEMS)[number];

/** A rule that is not a price: minimum days, overheads, waits, allowances. The value is text as in the table; units in `unit`. */
export interface Rule {
  readonly value: Decimal;
  readonly unit: string;
  readonly source: Source;
}

export const RULE_NAMES = [
  'minimum_days',
  'minimum_billable_kib',
  'overhead_archive_kib',
  'overhead_standard_kib',
  'retrieval_hours_min_expedited',
  'retrieval_hours_max_expedited',
  'retrieval_hours_min_standard',
  'retrieval_hours_max_standard',
  'retrieval_hours_min_bulk',
  'retrieval_hours_max_bulk',
  'retrieval_free_share_of_stored',
  'retrieval_free_gib_per_month',
  'retrieval_job_hours',
  'provisioned_capacity_mb_per_second',
  'restore_requests_per_second',
  'egress_free_gib_per_month',
  'egress_free_times_stored',
  'minimum_stored_gib',
  'storage_rounded_up_to',
  'requests_rounded_up_to',
  'billing_month_hours',
  'multipart_opening_requests',
  'reserved_unit_gib',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

/** A storage class as people call it, and whether its objects can be read at once or must be restored first. */
export interface StorageClass {
  readonly provider: string;
  readonly storageClass: string;
  readonly title: string;
  readonly aliases: readonly string[];
  readonly access: 'instant' | 'restore';
  /** The class whose storage price the "standard" part of the per-object overhead pays. */
  readonly overheadClass: string | undefined;
  readonly source: Source;
}

export interface Region {
  readonly provider: string;
  readonly region: string;
  readonly title: string;
  readonly country: string;
}

/**
 * Prices and rules in force on one day: checked, plain data, ready for the engine (and, serialised, for the page).
 * Keys: rateKey() and ruleKey() in src/catalog/price-book.ts; the engine's own look-ups live in engine/cost/lookup.ts.
 */
export interface PriceBook {
  readonly asOf: Day;
  /** Short content hash of the catalogue files. */
  readonly version: string;
  /** `provider|region|storageClass|item` -> rate. */
  readonly rates: Readonly<Record<string, Rate>>;
  /** `provider|region|storageClass|rule` -> rule; region "*" holds for all regions of the provider. */
  readonly rules: Readonly<Record<string, Rule>>;
  /** `provider|storageClass` -> class. */
  readonly classes: Readonly<Record<string, StorageClass>>;
  /** `provider|region` -> region. */
  readonly regions: Readonly<Record<string, Region>>;
}

/** A figure with its range and its evidence. low, likely, high are P10, P50, P90. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  readonly source: Source;
}

/** How a kind of workload behaves: model section 1. Shares are 0 to 1; change is a share a day; growth a share a year. */
export interface Profile {
  readonly name: string;
  readonly title: string;
  readonly used: Range;
  readonly shared: Range;
  readonly compression: Range;
  readonly dailyChange: Range;
  readonly hot: Range;
  readonly writeKib: Range;
  readonly annualGrowth: Range;
}
export const PROFILE_SYMBOLS = ['used', 'shared', 'compression', 'dailyChange', 'hot', 'writeKib', 'annualGrowth'] as const;

/** One appliance model. Absent figures were not found in any public source: they are unknown, not zero and not unlimited. */
export interface ApplianceModel {
  readonly vendor: string;
  readonly model: string;
  readonly form: 'physical' | 'virtual' | 'cloud';
  readonly platform: string;
  readonly cacheTb: number | undefined;
  readonly maxCloudTb: number | undefined;
  readonly ingestTbPerHour: number | undefined;
  readonly restoreTbPerHour: number | undefined;
  readonly typicalRatio: number | undefined;
  readonly maxRatio: number | undefined;
  readonly source: Source;
}

/** A rung of the generic ladder: data/ladder.csv. Limits follow the published rule of thumb and are labelled as inferred. */
export interface Rung {
  readonly name: string;
  /** Front-end TB that a rung is said to protect. */
  readonly protectedTb: number;
  readonly cacheTb: number;
  readonly maxCloudTb: number;
  readonly source: Source;
}

/** Parameters of a private object store: data/private-stores.csv. Money in USD. */
export interface PrivateStore {
  readonly name: string;
  readonly title: string;
  /** Parameter -> value with its evidence, such as rawPerUsable, usdPerRawTb, refreshYears, operationShare. */
  readonly parameters: Readonly<
    Record<
      PrivateStoreParameter,
      { readonly value: Decimal; readonly low?: Decimal; readonly high?: Decimal; readonly unit: string; readonly source: Source }
    >
  >;
}
export const PRIVATE_STORE_PARAMETERS = [
  'rawPerUsable',
  'usdPerRawTb',
  'refreshYears',
  'supportSharePerYear',
  'powerWattsPerRawTb',
  'usdPerKwh',
  'powerUsageEffectiveness',
  'rackUsdPerRawTbMonth',
  'peopleUsdPerUsableTbMonth',
  'fillLimit',
] as const;
export type PrivateStoreParameter = (typeof PRIVATE_STORE_PARAMETERS)[number];

/** A published data-reduction claim or measurement, for the report's context: data/reduction-ratios.csv. */
export interface ReductionRatio {
  readonly ratio: number;
  readonly product: string;
  readonly claim: string;
  readonly source: Source;
}

/** A value used where the scenario says nothing: data/defaults.csv. Keys are scenario paths. */
export interface DefaultValue {
  readonly key: string;
  readonly value: string;
  readonly unit: string;
  readonly source: Source;
}

/** Everything in data/ but prices, parsed. */
export interface Catalog {
  readonly profiles: Readonly<Record<string, Profile>>;
  readonly appliances: readonly ApplianceModel[];
  readonly ladder: readonly Rung[];
  readonly privateStores: Readonly<Record<string, PrivateStore>>;
  readonly ratios: readonly ReductionRatio[];
  readonly defaults: Readonly<Record<string, DefaultValue>>;
}
