import * as z from 'zod';
import * as f from './fields.js';

/**
 * The scenario file as a person writes it. Strict throughout: an unknown key is an error, never ignored. Everything but `inventory` may be
 * left out; data/defaults.csv fills it in before this schema sees it, so a key without `.optional()` always has a default.
 * The JSON Schema for editors (editor-schema.ts) is written from the same object, with the default-filled keys optional.
 */

const inventoryFile = z.union([
  f.word.transform((file) => ({ file, project: undefined })),
  z.strictObject({ file: f.word, project: f.word.optional() }),
]);
const inventory = z.strictObject({
  files: f.listOf(inventoryFile, 'an inventory file, such as volumes.csv, or a list of them'),
  excludeStatuses: f.words,
  maxRejects: f.count,
});

/** A range, or one number for all three. */
const spread = (value: typeof f.share) =>
  z.union([
    value.transform((likely) => ({ low: likely, likely, high: likely })),
    z
      .strictObject({ low: value, likely: value, high: value })
      .refine((r) => r.low <= r.likely && r.likely <= r.high, { error: 'low, likely and high in rising order' }),
  ]);
const profile = z.strictObject({
  like: f.word.optional(),
  used: spread(f.share).optional(),
  shared: spread(f.share).optional(),
  compression: spread(f.ratio).optional(),
  dailyChange: spread(f.dailyShare).optional(),
  hot: spread(f.share).optional(),
  writeSize: spread(f.bytes).optional(),
  growth: spread(f.growth).optional(),
});

const rule = z.strictObject({
  match: z
    .strictObject({
      type: f.listOf(f.word).optional(),
      project: f.listOf(f.word).optional(),
      name: f.listOf(f.anyText).optional(),
      status: f.words.optional(),
      minSize: f.bytes.optional(),
      maxSize: f.bytes.optional(),
      metadata: z.record(z.string(), f.anyText).optional(),
      encrypted: f.yesNo.optional(),
      bootable: f.yesNo.optional(),
    })
    .optional(),
  profile: f.word.optional(),
  policy: f.word.optional(),
  encrypted: f.yesNo.optional(),
  exclude: f.word.optional(),
});

const keep = z.strictObject({
  last: f.count.optional(),
  hourly: f.count.optional(),
  daily: f.count.optional(),
  weekly: f.count.optional(),
  monthly: f.count.optional(),
  quarterly: f.count.optional(),
  yearly: f.count.optional(),
  within: f.days.optional(),
});
const daySpan = z.strictObject({ from: f.day, until: f.day });
const semantics = f.oneOf('restic', 'borg', 'veeam-gfs', 'last');
const policy = z.strictObject({
  schedule: z.strictObject({
    every: f.interval.optional(),
    weekdays: f.listOf(f.weekday).optional(),
    at: f.hourOfDay,
    pause: f.listOf(daySpan, 'a time without backups, such as {from: 2027-07-01, until: 2027-08-01}').optional(),
    timezone: f.utcOffset.optional(),
  }),
  fullEvery: f.backups,
  chains: f.yesNo,
  semantics,
  changes: z.array(z.strictObject({ from: f.day, semantics: semantics.optional(), keep })).optional(),
  hold: f
    .listOf(daySpan.extend({ release: f.day.optional() }), 'a legal hold, such as {from: 2027-01-01, until: 2027-04-01}')
    .optional(),
  lock: f.someDays.optional(),
  rpo: f.someHours.optional(),
  priority: f.atLeastOne.optional(),
  pin: f.yesNo.optional(),
  keep,
});

/** A price agreed with a provider: the destination's, unless another is named. `from`: a volume a month, GiB or requests. */
const discount = z.strictObject({
  provider: f.word.optional(),
  class: f.word.optional(),
  item: f.word,
  percent: f.percent,
  from: f.volume.optional(),
  reason: f.word,
});
const commitment = z.strictObject({
  class: f.word.optional(),
  units: f.atLeastOne,
  term: f.commitmentTerm,
  monthlyPrice: f.amount.optional(),
  unit: f.bytes.optional(),
});

/** What a `compare` entry may say; what it leaves out is the destination's. */
const destination = z.strictObject({
  name: f.word.optional(),
  provider: f.word.optional(),
  region: f.word.optional(),
  class: f.word.optional(),
  archiveClass: f.word.optional(),
  transitionAfter: f.someDays.optional(),
  store: f.word.optional(),
  pricesAsOf: f.day.optional(),
  commitments: f.listOf(commitment, 'capacity bought ahead, such as {units: 1, term: 1 year}').optional(),
});

const form = f.oneOf('physical', 'virtual', 'cloud');
const appliance = z.strictObject({
  model: f.word,
  form: form.optional(),
  monthlyPrice: f.amount.optional(),
  planningLine: f.someShare,
  ingest: f.rate,
  restore: f.rate,
  cloudRead: f.rate,
  cache: f.someDays,
  spare: f.count,
  owned: f.count.optional(),
  leadTime: f.days.optional(),
  maxObjects: f.manyCount.optional(),
  instance: f.amount.optional(),
  diskPerTb: f.amount.optional(),
});

const restore = z.strictObject({
  name: f.word.optional(),
  what: f.oneOf('largest', 'p50', 'p95', 'everything').optional(),
  volume: f.anyText.optional(),
  project: f.word.optional(),
  type: f.word.optional(),
  age: f.days,
  to: f.oneOf('site', 'cloud'),
  cache: f.oneOf('warm', 'cold').optional(),
  retrieval: f.oneOf('expedited', 'standard', 'bulk'),
  rto: f.someHours.optional(),
  perYear: f.ratePerYear.optional(),
  testsPerYear: f.ratePerYear.optional(),
  provisionedUnits: f.count.optional(),
});

/** P10 and P90 of a value of the scenario; the value itself stays the likely one. */
const around = (value: typeof f.share) => z.strictObject({ low: value, high: value }).optional();
const uncertainty = z.strictObject({
  trials: f.trials,
  seed: f.seed,
  ranges: z
    .strictObject({
      wan: around(f.link),
      usableShare: around(f.someShare),
      nfs: around(f.rate),
      ingest: around(f.factor),
      restore: around(f.factor),
      cloudRead: around(f.factor),
      read: around(f.rate),
      write: around(f.rate),
      declare: around(f.hours),
      growth: around(f.growth),
    })
    .optional(),
});

/** Another destination: the name of one in the scenario, or what `compare` takes. */
const place = z.union([f.word, destination]);
const box = z.union([
  f.word.transform((model) => ({ model, form: undefined, monthlyPrice: undefined })),
  z.strictObject({ model: f.word, form: form.optional(), monthlyPrice: f.amount.optional() }),
]);
/** Saving that is claimed against what the plan replaces. */
const baseline = z.strictObject({ claim: f.claim.optional() });
/** Lists to choose from, and limits to keep. */
const optimise = z.strictObject({
  destinations: f.listOf(place, 'destinations, such as [{region: Ireland, class: Glacier}]').optional(),
  transitionAfter: f.listOf(f.someDays).optional(),
  retrieval: f.listOf(f.oneOf('expedited', 'standard', 'bulk')).optional(),
  appliance: f.listOf(box, 'appliances, such as [auto, {model: DXi6900, monthlyPrice: 1200}]').optional(),
  form: f.listOf(form).optional(),
  cache: f.listOf(f.someDays).optional(),
  wan: f.listOf(f.link).optional(),
  wanPrice: f.amount.optional(),
  fullEvery: f.listOf(f.backups).optional(),
  compression: f.listOf(f.oneOf('none', 'zlib', 'bz2', 'zstd')).optional(),
  keep: f
    .listOf(keep.extend({ semantics: semantics.optional() }), 'retentions, such as [{daily: 7, weekly: 4, monthly: 12}]')
    .optional(),
  budget: f.amount.optional(),
  countries: f.words.optional(),
  regions: f.words.optional(),
  exclude: f.words.optional(),
  headroom: f.headroom.optional(),
  probability: f.someShare.optional(),
});
const move = z.strictObject({
  to: place,
  month: f.atLeastOne.optional(),
  overlap: f.count.optional(),
  discountRate: f.percent.optional(),
  via: f.oneOf('site', 'cloud').optional(),
  retrieval: f.oneOf('expedited', 'standard', 'bulk').optional(),
});
/** Questions backwards. */
const solve = z.strictObject({
  retention: z.strictObject({ budget: f.amount }).optional(),
  estate: f.yesNo.optional(),
  applianceFull: f.yesNo.optional(),
  class: z.strictObject({ rto: f.someHours }).optional(),
  transition: f.yesNo.optional(),
});

export const sections = {
  name: f.word.optional(),
  inventory,
  rules: z.array(rule),
  profiles: z.record(z.string(), profile).optional(),
  policies: z.record(z.string(), policy),
  growth: f.growth.optional(),
  start: f.day.optional(),
  horizon: f.months,
  pricesAsOf: f.day.optional(),
  currency: f.currencyCode,
  exchange: z.strictObject({ from: f.currencyCode, rate: f.amount, date: f.day, source: f.word }).optional(),
  discounts: z.array(discount).optional(),
  priceDrift: f.yearlyDrift.optional(),
  privatePrices: f.word.optional(),
  vat: z.strictObject({ percent: f.percent, name: f.word.optional() }).optional(),
  useCase: f.oneOf('cold', 'backup', 'combined').optional(),
  transitionAfter: f.someDays.optional(),
  destination,
  compare: z.array(destination).optional(),
  appliance,
  network: z.strictObject({ wan: f.link, usableShare: f.someShare, uploadHours: f.hoursOfDay, nfs: f.rate, ship: f.days }),
  cinder: z.strictObject({
    release: f.word,
    driver: f.oneOf('nfs', 'posix', 'swift', 's3'),
    compression: f.oneOf('none', 'zlib', 'bz2', 'zstd'),
    objectSize: f.bytes,
    hashBlock: f.bytes,
    read: f.rate,
    write: f.rate,
    parallel: f.atLeastOne,
    window: f.someHours,
    link: f.seconds,
  }),
  store: z.strictObject({
    kind: f.oneOf('deduplicating', 'plain'),
    mode: f.oneOf('versions', 'ratio'),
    ratio: f.ratio,
    segmentMean: f.bytes,
    segmentSpread: f.bytes,
    segments: f.oneOf('content-defined', 'fixed'),
    metadata: f.share,
    cleaningLag: f.days,
    slack: f.share,
    objectSize: f.bytes,
  }),
  sla: z.strictObject({ rpo: f.someHours.optional(), declare: f.hours }),
  restores: z.array(restore),
  uncertainty,
  baseline: baseline.optional(),
  optimise: optimise.optional(),
  migrate: f.listOf(move, 'a move, such as {to: {region: Ireland}, month: 12}').optional(),
  solve: solve.optional(),
} as const;

export const scenarioFile = z.strictObject(sections);
export type ScenarioFile = z.infer<typeof scenarioFile>;
export type RuleEntry = ScenarioFile['rules'][number];
export type PolicyEntry = ScenarioFile['policies'][string];
export type KeepEntry = PolicyEntry['keep'];
export type ProfileEntry = z.infer<typeof profile>;
export type DestinationEntry = z.infer<typeof destination>;
export type RestoreEntry = z.infer<typeof restore>;
export type SpreadEntry = NonNullable<ProfileEntry['used']>;
