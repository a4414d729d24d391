import { candidateAt, scenarioOf, sizeOf } from '../../engine/decide/optimise/candidate-scenario.js';
import { evaluator } from '../../engine/decide/optimise/evaluator.js';
import { search } from '../../engine/decide/optimise/search.js';
import type { Grid, Limits, Place } from '../../engine/decide/optimise/types.js';
import { planFor } from '../../engine/plan.js';
import type { PlanInput } from '../../engine/plan-types.js';
import type { Destination, RetrievalOption } from '../../scenario/types.js';
import { uncertaintySample } from './uncertainty-sample.js';

/** `npm run bench:optimise`: 100,000 candidates searched, beside planning each of them (a sample of them, times their number). */
const PLANS = 2;
const WAITS: readonly RetrievalOption[] = ['bulk', 'standard', 'expedited'];

const sample = uncertaintySample();
/** A site that can do it: else every candidate breaks the same limits and there is nothing to search. */
const input: PlanInput = {
  ...sample,
  scenario: {
    ...sample.scenario,
    rpoHours: 96,
    network: { ...sample.scenario.network, nfsMbPerSecond: 200_000 },
    cinder: { ...sample.scenario.cinder, parallel: 2000, readMbPerSecond: 400, writeMbPerSecond: 400 },
  },
};
const limits: Limits = {
  probability: 0.95,
  budget: undefined,
  countries: ['Germany', 'Ireland'],
  regions: [],
  excludedProviders: [],
  headroom: 0.1,
};

function gridOf({ scenario, catalog, books }: PlanInput): Grid {
  const [book] = Object.values(books);
  const priced = Object.values(book?.rates ?? {}).filter(({ item, provider }) => item === 'storage' && provider === 'aws');
  const one = (region: string, storageClass: string, archiveClass?: string, transitionAfterDays?: number): Destination => ({
    label: `${region} ${storageClass}`,
    provider: 'aws',
    region,
    storageClass,
    archiveClass,
    transitionAfterDays,
    pricesAsOf: scenario.pricesAsOf,
  });
  const regions = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'];
  const has = (region: string, code: string) => priced.some((rate) => rate.region === region && rate.storageClass === code);
  const destinations = regions.flatMap((region) => [
    ...['STANDARD', 'STANDARD_IA', 'GLACIER_IR'].filter((code) => has(region, code)).map((code) => one(region, code)),
    ...['GLACIER', 'DEEP_ARCHIVE'].flatMap((code) => [30, 90].map((age) => one(region, 'STANDARD', code, age))),
  ]);
  const places = destinations.flatMap((destination): readonly Place[] =>
    (destination.archiveClass === undefined ? (['standard'] as const) : WAITS).map((retrieval) => ({ destination, retrieval })),
  );
  const variants = [undefined, 7, 14, 30].flatMap((fullEvery) =>
    [3, 6, 12, 18, 24].map((monthly) => ({
      fullEvery,
      compression: 'none' as const,
      retention: { semantics: 'restic' as const, daily: 7, weekly: 4, monthly },
    })),
  );
  const models = catalog.appliances.filter(({ cacheTb, maxCloudTb }) => cacheTb !== undefined && maxCloudTb !== undefined);
  const boxes = models
    .slice(0, 5)
    .map((model, index) => ({ name: model.model, model, form: model.form, monthlyPrice: `${600 + 150 * index}` }));
  const cacheDays = [1, 3, 7, 14, 21, 30];
  const wanMbit = Array.from({ length: 5 }, (_, index) => 5000 * 2 ** index);
  return { variants, places, boxes, cacheDays, wanMbit };
}

const full = gridOf(input);
const before = performance.now();
const found = search(evaluator({ input, grid: full, limits, prices: { wanPerMbit: 0.5 } }), limits);
const seconds = (performance.now() - before) / 1000;
const candidates = sizeOf(full);
const ours = (seconds * 100_000) / candidates;

const started = performance.now();
for (let run = 0; run < PLANS; run++) {
  const index = Math.floor((run * candidates) / PLANS);
  planFor({ ...input, scenario: scenarioOf(input.scenario, candidateAt(full, index)) });
}
const rival = ((performance.now() - started) / 1000 / PLANS) * 100_000;

console.log(`${candidates} candidates in ${seconds.toFixed(2)} s; ${found.looked} had the cost of their restores worked out`);
console.log(
  `best: ${found.best === undefined ? 'none' : found.best.cost.toFixed(2)}; front of ${found.front.length}; ${JSON.stringify(found.broken)}`,
);
console.log(`planning each: ${rival.toFixed(0)} s for 100,000, from ${PLANS} planned`);
console.log(JSON.stringify({ bench: 'optimise', ours, rival, ratio: rival / ours, unit: 's', candidates }));
