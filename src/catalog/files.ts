/** Price tables, one a provider: one row, one price of one tier from one day on. */
export const PRICE_FILES = [
  'data/prices/aws.csv',
  'data/prices/arubacloud.csv',
  'data/prices/azure.csv',
  'data/prices/backblaze.csv',
  'data/prices/cleura.csv',
  'data/prices/cloudflare.csv',
  'data/prices/contabo.csv',
  'data/prices/cyso.csv',
  'data/prices/exoscale.csv',
  'data/prices/gcore.csv',
  'data/prices/google.csv',
  'data/prices/gridscale.csv',
  'data/prices/hetzner.csv',
  'data/prices/hikube.csv',
  'data/prices/ibm.csv',
  'data/prices/idrive.csv',
  'data/prices/infomaniak.csv',
  'data/prices/ionos.csv',
  'data/prices/leafcloud.csv',
  'data/prices/nebius.csv',
  'data/prices/netways.csv',
  'data/prices/oracle.csv',
  'data/prices/ovh.csv',
  'data/prices/plusserver.csv',
  'data/prices/safespring.csv',
  'data/prices/scaleup.csv',
  'data/prices/scaleway.csv',
  'data/prices/serverspace.csv',
  'data/prices/stackit.csv',
  'data/prices/storj.csv',
  'data/prices/thalassa.csv',
  'data/prices/upcloud.csv',
  'data/prices/wasabi.csv',
] as const;
export type PriceFile = (typeof PRICE_FILES)[number];
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
