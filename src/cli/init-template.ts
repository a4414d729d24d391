/** What `stowage init` asks, or takes as given with --yes. */
export interface Answers {
  readonly name: string;
  readonly inventory: string;
  readonly region: string;
  readonly storageClass: string;
  readonly archiveClass: string;
  readonly years: string;
}

export const STANDARD_ANSWERS: Answers = {
  name: 'Our volumes',
  inventory: 'volumes.csv',
  region: 'Frankfurt',
  storageClass: 'Standard',
  archiveClass: '',
  years: '3',
};

/** Text that means itself in YAML, whatever is in it. */
const quoted = (text: string): string =>
  /^[A-Za-z][\w ./-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off)$/i.test(text) && !text.endsWith(' ')
    ? text
    : JSON.stringify(text);

/**
 * A commented scenario. What is commented out shows the form and the default of a key.
 *
 * @param schema path of the JSON Schema as seen from the file, for editors
 */
export function scenarioTemplate(answers: Answers, schema: string): string {
  const { name, inventory, region, storageClass, archiveClass, years } = answers;
  const ahead = '  # commitments: [{units: 1, term: 1 year}]     # capacity bought ahead, where the provider sells it';
  const lifecycle =
    archiveClass === ''
      ? ['  # archiveClass: Glacier          # older data moves here ...', '  # transitionAfter: 90 days       # ... at this age']
      : [`  archiveClass: ${quoted(archiveClass)}`, '  transitionAfter: 90 days'];
  return `# yaml-language-server: $schema=${schema}
# What to plan. Only "inventory" is needed: everything else has a default, and the report lists each default it used.
# Sizes name their unit (4 MiB, 100 GiB), durations too (90 days, 3 months); shares are 20% or 0.2.

name: ${quoted(name)}

# openstack volume list --all-projects --long -f csv > volumes.csv      (json works too)
inventory:
  - ${quoted(inventory)}
  # - {file: volumes-finance.csv, project: finance}     # a list of one project's volumes says whose they are

# start: 2026-10-01                # the first day of the plan; default: the price date, else today
# pricesAsOf: 2026-10-01           # prices in force on this day
horizon: ${years} ${years === '1' ? 'year' : 'years'}
# growth: 5% a year                # on top of what each profile grows by itself

destination:
  provider: aws                    # or private, with "store: swift-3-replicas"
  region: ${quoted(region)}
  class: ${quoted(storageClass)}
${lifecycle.join('\n')}
${ahead}

# compare:                         # the same plan elsewhere; what is left out is as above
#   - {region: Ireland}
#   - {store: swift-3-replicas}

# currency: EUR                    # with a rate that is frozen here: "stowage prices rate --help"
# exchange: {from: USD, rate: 0.8645, date: 2026-08-13, source: European Central Bank}
# discounts:                       # the most exact one wins: class and item, class, item, everything ("*")
#   - {item: storage, percent: 8%, reason: framework contract}
#   - {class: Standard, item: storage, percent: 12%, from: 500 TiB, reason: framework contract}
# priceDrift: 3% a year            # an assumption: what list prices do after the price date
# privatePrices: contract.csv      # your own prices, read only with --confidential
# vat: {percent: 19%, name: "VAT, Germany"}       # shown apart, in no total

# rules:                           # first match wins; "stowage init" plans all volumes as general-vm without them
#   - {match: {status: error}, exclude: "in error state"}
#   - {match: {type: "*encrypted*"}, profile: encrypted, encrypted: true}
#   - {match: {name: ["db*", "mysql*"], minSize: 10 GiB}, profile: database, policy: standard}

policies:
  standard:
    schedule: {every: 1 day, at: "22:00"}     # or {weekdays: [Mon, Thu], at: "22:00"}
    keep: {daily: 7, weekly: 4, monthly: 12}
    # fullEvery: 1                 # 1: every backup is a full; 7: a full and six incrementals

# appliance: auto                  # or {model: AVA-v8, monthlyPrice: 1200}
# network: {wan: 1000 Mbit/s, usableShare: 70%, uploadHours: 24}
# store: {kind: deduplicating}     # plain: Cinder writes to the bucket itself
# cinder: {release: zed, driver: nfs, compression: none}

sla: {rpo: 26 hours}
restores:
  - {what: largest, rto: 8 hours}
  - {what: everything, rto: 7 days}
  # - {volume: db-01, age: 30 days, rto: 4 hours}
  # - {project: finance, rto: 1 day}
`;
}
