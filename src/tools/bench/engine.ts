import { bareArithmetic, COHORT_DAYS, projectSample, SAMPLE_DAYS } from './engine-sample.js';

/** Times one whole capacity projection beside the same arithmetic on bare typed arrays: the best of several runs each. */
const RUNS = 7;

function best(work: () => number): number {
  let least = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const before = performance.now();
    work();
    least = Math.min(least, performance.now() - before);
  }
  return least;
}

const ours = best(projectSample);
const limit = best(() => bareArithmetic(SAMPLE_DAYS));
const rate = (ms: number): string => `${(COHORT_DAYS / ms / 1000).toFixed(1)} million cohort-days a second`;

console.log(`200 cohorts, 10 years, daily, about 60 kept points: ${ours.toFixed(1)} ms, ${rate(ours)}`);
console.log(`the same arithmetic on bare typed arrays:           ${limit.toFixed(1)} ms, ${rate(limit)}`);
console.log(
  JSON.stringify({ bench: 'engine', ours, rival: limit, ratio: limit / ours, unit: 'ms', cohorts: 200, cohortDays: COHORT_DAYS }),
);
