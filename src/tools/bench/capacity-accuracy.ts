import { accuracies, median, type RunAccuracy } from './accuracy.js';
import { readGoldenEngines } from './golden-engines.js';
import { isWorse, unknownSentences, unknownsOf } from './unknowns.js';

/** Prints how far the capacity formula is from what real engines stored, run by run, beside two ratios typed in, and why. */
const folder = process.argv[2] ?? 'test/golden-engines';
const golden = readGoldenEngines(folder);
const runs = accuracies(golden);

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`.padStart(9);
const signed = (share: number): string => `${share < 0 ? '' : '+'}${(share * 100).toFixed(1)} %`.padStart(9);

function line(run: RunAccuracy): string {
  const name = `${run.scenario.padEnd(18)}${run.engine.padEnd(20)}${String(run.days).padStart(5)}`;
  return `${name}${percent(run.meanAbsolute)}${signed(run.lastDay)}${signed(run.typedTen)}${signed(run.typedTwenty)}`;
}

function familyLine(name: string, members: readonly RunAccuracy[]): string {
  const middle = (pick: (run: RunAccuracy) => number): number => median(members.map((run) => Math.abs(pick(run))));
  const figures = [percent(median(members.map((run) => run.meanAbsolute))), percent(middle((run) => run.lastDay))];
  const typed = [percent(middle((run) => run.typedTen)), percent(middle((run) => run.typedTwenty))];
  return `${`${name} (${members.length} runs), medians`.padEnd(43)}${[...figures, ...typed].join('')}`;
}

const worstOf = (members: readonly RunAccuracy[]): number => Math.max(0, ...members.map((run) => Math.abs(run.lastDay)));
const engines = [...new Set(runs.map((run) => run.engine))].sort();
const fixed = runs.filter((run) => run.family === 'fixed');

console.log(`${'scenario'.padEnd(18)}${'engine'.padEnd(20)} days  mean abs  last day     10:1     20:1`);
for (const run of runs) console.log(line(run));
console.log('');
for (const engine of engines)
  console.log(
    familyLine(
      engine,
      runs.filter((run) => run.engine === engine),
    ),
  );
console.log(familyLine('all', runs));

console.log(
  '\nWhat the formula does not know of the runs that are off by more than 3 % (fixed grid: 2 %), on the mean or on the last day:',
);
for (const [index, accuracy] of runs.entries()) {
  const run = golden.runs[index];
  if (run === undefined || !isWorse(accuracy)) continue;
  console.log(
    `\n${accuracy.scenario} in ${accuracy.engine}: mean ${percent(accuracy.meanAbsolute).trim()}, last day ${signed(accuracy.lastDay).trim()}`,
  );
  for (const sentence of unknownSentences(run, unknownsOf(run, golden))) console.log(`  - ${sentence}`);
}
console.log('');
console.log(
  JSON.stringify({
    bench: 'capacity-accuracy',
    mae: median(runs.map((run) => run.meanAbsolute)),
    worst: worstOf(runs),
    maeFixed: median(fixed.map((run) => run.meanAbsolute)),
    worstFixed: worstOf(fixed),
    typedTen: median(runs.map((run) => Math.abs(run.typedTen))),
    typedTwenty: median(runs.map((run) => Math.abs(run.typedTwenty))),
    runs: runs.length,
  }),
);
