import { asGib, tbFromGib } from '../../units/gib.js';
import {
  asGibPerSecond,
  fromMbitPerSecond,
  fromMegabytesPerSecond,
  type GibPerSecond,
  toMbitPerSecond,
} from '../../units/rate.js';
import { grouped, hoursInWords, mbitInWords, tbInWords } from '../sizing/words.js';
import { type Pipe, type RestorePipes, type RestoreTime, type RestoreWork, restoreTime } from './restore-time.js';
import type { HoursRange } from './retrieval-wait.js';
import { verdictOf } from './verdict.js';

/** Sizes that links are sold in, Mbit/s, and workers that people set: steps to try, not limits. */
const LINK_STEPS = [50, 100, 250, 500, 1000, 2500, 5000, 10_000, 25_000, 40_000, 100_000];
const WORKER_STEPS = [2, 4, 8, 16, 32, 64];
/** More boxes than this, for one restore's sake, is no longer a change but another plan. */
const MOST_UNITS = 8;
const NFS_STEPS_MB = [2000, 4000, 8000];
const WRITE_STEPS_MB = [200, 400, 800, 1600];

interface Setup {
  readonly work: RestoreWork;
  readonly pipes: RestorePipes;
}

/** Another way to get the archived data: another option, or another class. */
export interface RetrievalChange {
  readonly words: string;
  readonly waitWords: string;
  readonly wait: HoursRange;
  readonly throughput: GibPerSecond;
}

export interface FixInput extends Setup {
  readonly time: RestoreTime;
  readonly rtoHours: number | undefined;
  /** Cheapest first. */
  readonly retrievals: readonly RetrievalChange[];
  /** Share of the link that is usable: a needed rate becomes a link to buy. */
  readonly usableShare: number;
  readonly units: number;
  /** Cache that would keep the point local, GiB; undefined where no cache helps. */
  readonly cacheForPoint: number | undefined;
}

interface Change {
  readonly words: (after: RestoreTime) => string;
  readonly setup: Setup;
}
/** Sizes of one kind of change, the smallest first. */
type Maker = (setup: Setup, input: FixInput) => readonly Change[];

const meets = ({ work, pipes }: Setup, rtoHours: number): boolean => verdictOf(restoreTime(work, pipes), rtoHours) === 'meets';
const hoursOf = (time: RestoreTime, name: 'fetch' | 'rehydrate' | 'write'): string =>
  hoursInWords(time.stages.find((stage) => stage.name === name)?.hours ?? 0);

function withPipes(
  pipes: readonly [Pipe, ...Pipe[]],
  kind: Pipe['kind'],
  change: (pipe: Pipe) => Pipe,
): readonly [Pipe, ...Pipe[]] {
  const [first, ...rest] = pipes;
  const changed = (pipe: Pipe) => (pipe.kind === kind ? change(pipe) : pipe);
  return [changed(first), ...rest.map(changed)];
}

const moreWorkers: Maker = ({ work, pipes }) => {
  const steps = WORKER_STEPS.filter((step) => step > pipes.parallel && step < 2 * work.volumes);
  return steps.map((parallel) => ({
    words: (after: RestoreTime) => `with ${parallel} restores at once the writing takes ${hoursOf(after, 'write')}`,
    setup: { work, pipes: { ...pipes, parallel } },
  }));
};

const fasterWrites: Maker = ({ work, pipes }) =>
  WRITE_STEPS_MB.map((mb) => ({ mb, write: fromMegabytesPerSecond(mb) }))
    .filter(({ write }) => write > pipes.write)
    .map(({ mb, write }) => ({
      words: (after: RestoreTime) => `with ${grouped(mb)} MB/s to each volume the writing takes ${hoursOf(after, 'write')}`,
      setup: { work, pipes: { ...pipes, write } },
    }));

const fasterRetrieval: Maker = ({ work, pipes }, input) => {
  if (work.remote <= 0) return [];
  return input.retrievals
    .filter((option) => option.wait.high < pipes.wait.high)
    .map((option) => ({
      words: () => option.words,
      setup: {
        work,
        pipes: {
          ...pipes,
          wait: option.wait,
          waitWords: option.waitWords,
          fetch: withPipes(pipes.fetch, 'retrieval', (pipe) => ({ ...pipe, rate: option.throughput })),
        },
      },
    }));
};

const widerLink: Maker = ({ work, pipes }, input) => {
  const link = pipes.fetch.find((pipe) => pipe.kind === 'wan');
  if (work.remote <= 0 || !link || input.usableShare <= 0) return [];
  const steps = LINK_STEPS.filter((step) => step * input.usableShare > toMbitPerSecond(link.rate) * (1 + 1e-9));
  return steps.map((step) => {
    const rate = fromMbitPerSecond(step * input.usableShare);
    return {
      words: (after: RestoreTime) => `with a link of ${mbitInWords(step)} the fetch takes ${hoursOf(after, 'fetch')}`,
      setup: { work, pipes: { ...pipes, fetch: withPipes(pipes.fetch, 'wan', (pipe) => ({ ...pipe, rate })) } },
    };
  });
};

const moreUnits: Maker = ({ work, pipes }, input) => {
  const changes: Change[] = [];
  if (input.units === 0) return changes;
  for (let units = input.units + 1; units <= input.units + MOST_UNITS; units++) {
    const scale = (pipe: Pipe): Pipe => ({ ...pipe, rate: asGibPerSecond((pipe.rate * units) / input.units) });
    const scaled = {
      ...pipes,
      fetch: withPipes(pipes.fetch, 'appliance', scale),
      rehydrate: withPipes(pipes.rehydrate, 'appliance', scale),
    };
    changes.push({
      words: (after) => `with ${units} units of the appliance the reading takes ${hoursOf(after, 'rehydrate')}`,
      setup: { work, pipes: scaled },
    });
  }
  return changes;
};

const fasterNfs: Maker = ({ work, pipes }) => {
  const nfs = pipes.rehydrate.find((pipe) => pipe.kind === 'nfs');
  if (!nfs) return [];
  return NFS_STEPS_MB.map((mb) => ({ mb, rate: fromMegabytesPerSecond(mb) }))
    .filter(({ rate }) => rate > nfs.rate)
    .map(({ mb, rate }) => ({
      words: (after: RestoreTime) => `with ${grouped(mb)} MB/s over NFS the reading takes ${hoursOf(after, 'rehydrate')}`,
      setup: { work, pipes: { ...pipes, rehydrate: withPipes(pipes.rehydrate, 'nfs', (pipe) => ({ ...pipe, rate })) } },
    }));
};

const largerCache: Maker = ({ work, pipes }, input) => {
  if (work.remote <= 0 || input.cacheForPoint === undefined) return [];
  const size = tbInWords(tbFromGib(asGib(input.cacheForPoint)));
  return [{ words: () => `a cache of ${size} keeps this point local`, setup: { work: { ...work, remote: asGib(0) }, pipes } }];
};

/** Cheapest first: a setting, a fee at the restore, a link, hardware. */
const MAKERS: readonly Maker[] = [moreWorkers, fasterRetrieval, fasterWrites, fasterNfs, widerLink, moreUnits, largerCache];

function sentence(changes: readonly Change[]): string {
  const last = changes.at(-1);
  if (!last) return '';
  const after = restoreTime(last.setup.work, last.setup.pipes);
  const words = changes.map((change) => change.words(after)).join(', and ');
  const [likely, latest] = [hoursInWords(after.hours), hoursInWords(after.hoursHigh)];
  return `${words}: back in ${likely}${latest === likely ? '' : `, at most ${latest}`}`;
}

function single(setup: Setup, input: FixInput, rtoHours: number): string | undefined {
  for (const make of MAKERS) {
    const found = make(setup, input).find((change) => meets(change.setup, rtoHours));
    if (found) return sentence([found]);
  }
  return undefined;
}

function pair(setup: Setup, input: FixInput, rtoHours: number): string | undefined {
  for (const [index, make] of MAKERS.entries()) {
    for (const first of make(setup, input)) {
      for (const next of MAKERS.slice(index + 1)) {
        const second = next(first.setup, input).find((change) => meets(change.setup, rtoHours));
        if (second) return sentence([first, second]);
      }
    }
  }
  return undefined;
}

/** Everything at once, each as far as it goes (its last step): how near one can come. */
function everything(setup: Setup, input: FixInput): RestoreTime {
  const best = MAKERS.reduce((reached, make) => make(reached, input).at(-1)?.setup ?? reached, setup);
  return restoreTime(best.work, best.pipes);
}

/**
 * The cheapest single change that brings a restore within its target, else the cheapest pair, in words with the times that it
 * gives (M-71). Every candidate is computed with the same restore time as the verdict.
 *
 * @returns '' when nothing has to change
 */
export function fixFor(input: FixInput): string {
  const { rtoHours, time } = input;
  if (rtoHours === undefined || verdictOf(time, rtoHours) === 'meets') return '';
  const setup: Setup = { work: input.work, pipes: input.pipes };
  if (input.pipes.declareHours >= rtoHours) return `declaring the loss alone takes ${hoursInWords(input.pipes.declareHours)}`;
  const found = single(setup, input, rtoHours) ?? pair(setup, input, rtoHours);
  if (found) return found;
  const best = everything(setup, input);
  return `no one or two changes reach ${hoursInWords(rtoHours)}: with all of them together it takes ${hoursInWords(best.hours)}; ask for more time, or restore in order of priority`;
}
