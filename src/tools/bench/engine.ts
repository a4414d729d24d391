import { bareArithmetic, COHORT_DAYS, preparedLook, projectEveryPart, projectSample, SAMPLE_DAYS } from './engine-sample.js';

/** Times one whole capacity projection beside the same arithmetic on bare typed arrays: the best of several runs each. */
const RUNS = 40;
const LOOKS = 1000;

function best(work: () => number, runs = RUNS): number {
  let least = Infinity;
  for (let run = 0; run < runs; run++) {
    const before = performance.now();
    work();
    least = Math.min(least, performance.now() - before);
  }
  return least;
}

const ours = best(projectSample);
const everyPart = best(projectEveryPart, 10);
const limit = best(() => bareArithmetic(SAMPLE_DAYS));
const look = best(preparedLook(), LOOKS);
const rate = (ms: number): string => `${(COHORT_DAYS / ms / 1000).toFixed(1)} million cohort-days a second`;

console.log(`200 cohorts, 10 years, daily, about 60 kept points: ${ours.toFixed(1)} ms, ${rate(ours)}`);
console.log(`with other cadences, overlap and states for comparison: ${everyPart.toFixed(1)} ms`);
console.log(`the same arithmetic on bare typed arrays:           ${limit.toFixed(1)} ms, ${rate(limit)}`);
console.log(`one re-evaluation by month, points and gaps at hand: ${look.toFixed(2)} ms`);
console.log(
  JSON.stringify({
    bench: 'engine',
    ours,
    look,
    everyPart,
    rival: limit,
    ratio: limit / ours,
    unit: 'ms',
    cohorts: 200,
    cohortDays: COHORT_DAYS,
  }),
);
