import type { PlanInput } from '../../engine/plan-types.js';
import type { RangedValue } from '../../scenario/uncertainty-types.js';
import { exact, listOf, maybe, numberFrom, objectOf, oneOf, recordOf, text, wholeFrom, yesNo } from './checks.js';

/**
 * What a plan's input must look like before the engine gets it from a page: the members that its loops and look-ups stand on, within the
 * bounds that the scenario's own reader keeps. Members that only travel through to the output are left alone.
 */

const DAY = wholeFrom(-200_000, 200_000);
const share = numberFrom(0, 1);
const amount = numberFrom(0, 1e18);
const count = wholeFrom(0, 1e12);
const MOST_NAMES = 200_000;

export const source = objectOf({ id: text, title: text, url: text, lastChecked: text, confidence: text, label: text });
const range = (low: number, high: number) =>
  objectOf({ low: numberFrom(low, high), likely: numberFrom(low, high), high: numberFrom(low, high), source });
const tally = objectOf({ volumes: count, size: amount });
const tallies = recordOf(tally, MOST_NAMES);

const profile = objectOf({
  name: text,
  used: range(0, 1),
  shared: range(0, 1),
  compression: range(1, 1000),
  dailyChange: range(0, 1),
  hot: range(0, 1),
  writeKib: range(0, 1e12),
  annualGrowth: range(-1, 100),
});
const keeps = maybe(wholeFrom(0, 1e6));
const policy = objectOf({
  name: text,
  schedule: objectOf({
    hour: wholeFrom(0, 23),
    everyDays: maybe(wholeFrom(1, 36_500)),
    weekdays: maybe(listOf(wholeFrom(1, 7), 7)),
  }),
  fullEvery: wholeFrom(1, 10_000),
  chains: yesNo,
  retention: objectOf({
    semantics: text,
    last: keeps,
    hourly: keeps,
    daily: keeps,
    weekly: keeps,
    monthly: keeps,
    yearly: keeps,
    withinDays: maybe(wholeFrom(0, 36_500)),
  }),
});
const destination = objectOf({
  label: text,
  provider: text,
  region: text,
  storageClass: text,
  archiveClass: maybe(text),
  transitionAfterDays: maybe(wholeFrom(0, 36_500)),
  pricesAsOf: DAY,
});
const model = objectOf({
  vendor: text,
  model: text,
  cacheTb: maybe(amount),
  maxCloudTb: maybe(amount),
  ingestTbPerHour: maybe(amount),
  restoreTbPerHour: maybe(amount),
  source,
});
const RANGED: readonly RangedValue[] = [
  'network.usableShare',
  'network.wanMbit',
  'network.nfsMbPerSecond',
  'appliance.ingest',
  'appliance.restore',
  'appliance.cloudRead',
  'cinder.readMbPerSecond',
  'cinder.writeMbPerSecond',
  'declareHours',
  'annualGrowth',
];
const restore = objectOf({
  name: text,
  subject: objectOf({ kind: text }),
  ageDays: wholeFrom(0, 36_500),
  to: oneOf('site', 'cloud'),
  retrieval: oneOf('expedited', 'standard', 'bulk'),
});
const scenario = objectOf({
  file: text,
  name: text,
  start: DAY,
  horizonMonths: wholeFrom(1, 1200),
  pricesAsOf: DAY,
  currency: text,
  profiles: recordOf(profile, 1000),
  policies: recordOf(policy, 1000),
  annualGrowth: maybe(numberFrom(-1, 100)),
  useCase: oneOf('cold', 'backup', 'combined'),
  destination,
  compare: listOf(destination, 50),
  appliance: objectOf({ model: maybe(model), planningLine: share }),
  network: objectOf({ wanMbit: amount, usableShare: share, uploadHours: numberFrom(0, 24), nfsMbPerSecond: amount }),
  cinder: objectOf({ objectBytes: numberFrom(1, 1e18), hashBlockKib: numberFrom(0.001, 1e12), parallel: wholeFrom(1, 1e6) }),
  store: objectOf({ ratio: numberFrom(1, 1000), objectMib: numberFrom(1e-6, 1e12) }),
  restores: listOf(restore, 1000),
  uncertainty: maybe(
    objectOf({
      trials: wholeFrom(0, 100_000),
      seed: wholeFrom(0, 2 ** 32 - 1),
      ranges: listOf(
        objectOf({ key: oneOf(...RANGED), low: numberFrom(-1, 1e12), high: numberFrom(-1, 1e12), label: text, source: text }),
        50,
      ),
    }),
  ),
  assumptions: listOf(objectOf({ key: text, value: text }), 5000),
});
const cohort = objectOf({
  name: text,
  profile: text,
  policy: text,
  encrypted: yesNo,
  volumes: count,
  provisioned: amount,
  histogram: listOf(amount, 200),
  byProject: tallies,
  byType: tallies,
});
const cohorts = objectOf({
  cohorts: listOf(cohort, 2000),
  read: tally,
  planned: tally,
  percentile: objectOf({ p50: amount, p95: amount, max: amount }),
  byProject: tallies,
  byType: tallies,
  byStatus: tallies,
});
const rung = objectOf({ name: text, protectedTb: amount, cacheTb: amount, maxCloudTb: amount, source });
const valued = objectOf({ value: exact, unit: text, source });
const catalog = objectOf({
  appliances: listOf(model, 2000),
  ladder: listOf(rung, 200),
  privateStores: recordOf(objectOf({ name: text, title: text, parameters: recordOf(valued, 100) }), 200),
  ratios: listOf(objectOf({ ratio: amount, product: text, claim: text, source }), 2000),
});
const rate = objectOf({
  provider: text,
  region: text,
  storageClass: text,
  item: text,
  per: text,
  perAmount: exact,
  currency: text,
  tiers: listOf(objectOf({ from: exact, to: maybe(exact), price: exact, source }), 100),
});
export const book = objectOf({
  asOf: DAY,
  version: text,
  rates: recordOf(rate, 20_000),
  rules: recordOf(valued, 20_000),
  classes: recordOf(objectOf({ provider: text, storageClass: text, title: text, access: oneOf('instant', 'restore') }), 2000),
  regions: recordOf(objectOf({ provider: text, region: text, title: text }), 5000),
});
const planInput = objectOf({
  version: text,
  scenario,
  cohorts,
  catalog,
  books: recordOf(book, 100),
  inventoryFiles: listOf(objectOf({ file: text, form: text, volumes: count, sha256: maybe(text) }), 10_000),
  warnings: listOf(objectOf({ code: text, severity: oneOf('error', 'warning'), found: text }), 100_000),
});

/** What is wrong with a plan's input; undefined where nothing is. */
export const planInputProblem = (value: unknown): string | undefined => planInput(value, '');

/** Whether the engine can have it. */
export const isPlanInput = (value: unknown): value is PlanInput => planInputProblem(value) === undefined;
