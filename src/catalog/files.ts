/** Price tables: one row, one price of one tier from one day on. */
export const PRICE_FILES = ['data/prices/aws.csv'] as const;
export const RULES_FILE = 'data/prices/rules.csv';
export const CLASSES_FILE = 'data/storage-classes.csv';
export const REGIONS_FILE = 'data/regions.csv';
export const PROVIDERS_FILE = 'data/providers.csv';
export const PROFILES_FILE = 'data/profiles.csv';
export const APPLIANCES_FILE = 'data/appliances.csv';
export const LADDER_FILE = 'data/ladder.csv';
export const PRIVATE_STORES_FILE = 'data/private-stores.csv';
export const RATIOS_FILE = 'data/reduction-ratios.csv';
export const DEFAULTS_FILE = 'data/defaults.csv';

/** Everything that the edge reads from disk for the catalogue, relative to the package's root. */
export const CATALOG_FILES = [
  ...PRICE_FILES,
  RULES_FILE,
  CLASSES_FILE,
  REGIONS_FILE,
  PROVIDERS_FILE,
  PROFILES_FILE,
  APPLIANCES_FILE,
  LADDER_FILE,
  PRIVATE_STORES_FILE,
  RATIOS_FILE,
  DEFAULTS_FILE,
] as const;
export type CatalogFile = (typeof CATALOG_FILES)[number];

/** The text of each file by its path. A file that is not there is a problem of the parser, not an exception. */
export type CatalogFiles = Readonly<Partial<Record<CatalogFile, string>>>;
