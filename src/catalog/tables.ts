import type { Columns } from './fields.js';
import * as f from './fields.js';
import {
  APPLIANCES_FILE,
  type CatalogFile,
  CLASSES_FILE,
  DEFAULTS_FILE,
  LADDER_FILE,
  PRICE_FILES,
  PRIVATE_STORES_FILE,
  PROFILES_FILE,
  PROVIDERS_FILE,
  type PriceFile,
  RATIOS_FILE,
  REGIONS_FILE,
  RULES_FILE,
} from './files.js';
import { PRICE_ITEMS, PRIVATE_STORE_PARAMETERS, PROFILE_SYMBOLS, RULE_NAMES } from './types.js';

/** Pricing units as the tables write them: a count that may be left out, then a unit of src/units/quantity.ts. */
const pricingUnit = {
  pattern: /^(?:[1-9]\d* )?(?:GiB-Months|GB-Months|TiB-Months|TB-Months|GiB|GB|TiB|TB|Requests|Unit-Months)$/u,
  wanted: 'a unit such as GiB-Months, GiB, 1000 Requests or Unit-Months',
};
const region = { pattern: /^(?:\*|[a-z0-9][a-z0-9-]*)$/u, wanted: 'a region such as eu-west-1, or * for all' };
const evidence = { last_checked: f.day, source_title: f.text, source_url: f.orEmpty(f.url), confidence: f.confidence };
const labelled = { ...evidence, label: f.label, note: f.text };
const span = { effective_from: f.day, effective_to: f.orEmpty(f.day), date_basis: f.dateBasis };

export const PRICE_COLUMNS = {
  provider: f.code,
  service: f.filled,
  region: f.code,
  storage_class: f.orEmpty(f.code),
  item: f.oneOf(PRICE_ITEMS),
  tier_from: f.decimal,
  tier_to: f.orEmpty(f.decimal),
  pricing_unit: pricingUnit,
  published_unit: f.filled,
  price: f.decimal,
  currency: f.currency,
  ...span,
  last_checked: f.day,
  source_title: f.filled,
  source_url: f.url,
  confidence: f.confidence,
  note: f.text,
} as const satisfies Columns;

/** Somebody's own price book: the same columns, but a contract need not have an address. */
export const PRIVATE_PRICE_COLUMNS = { ...PRICE_COLUMNS, source_url: f.orEmpty(f.url) } as const satisfies Columns;

export const RULE_COLUMNS = {
  provider: f.code,
  service: f.filled,
  region,
  storage_class: f.orEmpty(f.code),
  rule: f.oneOf(RULE_NAMES),
  value: f.decimal,
  unit: f.filled,
  ...span,
  ...labelled,
} as const satisfies Columns;

export const CLASS_COLUMNS = {
  provider: f.code,
  storage_class: f.code,
  title: f.filled,
  aliases: f.names,
  access: f.oneOf(['instant', 'restore']),
  overhead_class: f.orEmpty(f.code),
  ...labelled,
} as const satisfies Columns;

export const REGION_COLUMNS = { provider: f.code, region: f.code, title: f.filled, country: f.filled, ...labelled } as const;
export const PROVIDER_COLUMNS = { provider: f.code, title: f.filled, aliases: f.names, ...labelled } as const;

export const PROFILE_COLUMNS = {
  profile: f.code,
  title: f.filled,
  symbol: f.oneOf(PROFILE_SYMBOLS),
  unit: f.filled,
  low: f.signedDecimal,
  likely: f.signedDecimal,
  high: f.signedDecimal,
  ...labelled,
} as const satisfies Columns;

export const APPLIANCE_COLUMNS = {
  vendor: f.filled,
  model: f.filled,
  form: f.oneOf(['physical', 'virtual', 'cloud']),
  platform: f.filled,
  cache_tb: f.orEmpty(f.decimal),
  max_cloud_tb: f.orEmpty(f.decimal),
  ingest_tb_per_hour: f.orEmpty(f.decimal),
  restore_tb_per_hour: f.orEmpty(f.decimal),
  typical_ratio: f.orEmpty(f.ratio),
  max_ratio: f.orEmpty(f.ratio),
  source_title: f.filled,
  source_url: f.url,
  source_date: f.text,
  last_checked: f.day,
  confidence: f.confidence,
  note: f.text,
} as const satisfies Columns;

export const LADDER_COLUMNS = {
  name: f.filled,
  protected_tb: f.decimal,
  cache_tb: f.decimal,
  max_cloud_tb: f.decimal,
  ...labelled,
} as const satisfies Columns;

export const PRIVATE_STORE_COLUMNS = {
  store: f.code,
  title: f.filled,
  parameter: f.oneOf(PRIVATE_STORE_PARAMETERS),
  value: f.decimal,
  unit: f.filled,
  low: f.decimal,
  high: f.decimal,
  ...labelled,
} as const satisfies Columns;

export const RATIO_COLUMNS = {
  ratio: f.ratio,
  product: f.filled,
  claim: f.filled,
  source_title: f.filled,
  source_url: f.orEmpty(f.url),
  source_date: f.text,
  last_checked: f.day,
  confidence: f.confidence,
  label: f.label,
  note: f.text,
} as const satisfies Columns;

export const DEFAULT_COLUMNS = {
  key: f.filled,
  value: f.text,
  unit: f.text,
  label: f.label,
  source_title: f.text,
  source_url: f.orEmpty(f.url),
  last_checked: f.day,
  confidence: f.confidence,
  note: f.text,
} as const satisfies Columns;

const PRICE_TABLES = Object.fromEntries(PRICE_FILES.map((file) => [file, PRICE_COLUMNS])) as Record<
  PriceFile,
  typeof PRICE_COLUMNS
>;

/** Which columns each file of the catalogue has, in this order. */
export const TABLES: Readonly<Record<CatalogFile, Columns>> = {
  ...PRICE_TABLES,
  [RULES_FILE]: RULE_COLUMNS,
  [CLASSES_FILE]: CLASS_COLUMNS,
  [REGIONS_FILE]: REGION_COLUMNS,
  [PROVIDERS_FILE]: PROVIDER_COLUMNS,
  [PROFILES_FILE]: PROFILE_COLUMNS,
  [APPLIANCES_FILE]: APPLIANCE_COLUMNS,
  [LADDER_FILE]: LADDER_COLUMNS,
  [PRIVATE_STORES_FILE]: PRIVATE_STORE_COLUMNS,
  [RATIOS_FILE]: RATIO_COLUMNS,
  [DEFAULTS_FILE]: DEFAULT_COLUMNS,
};
