import { type Reading, report } from './reading.js';
import type { ScenarioFile } from './schema.js';
import type { Scenario } from './types.js';
import type { RangedValue, Uncertainty } from './uncertainty-types.js';

/** A key of `uncertainty.ranges`: the value that it is about, as the file scales it and as the plan has it. */
interface Ranged {
  readonly key: RangedValue;
  /** Of what a file says, in the plan's unit. */
  readonly scale: number;
  readonly likely: (scenario: Likely) => number;
}
type Likely = Pick<Scenario, 'network' | 'cinder' | 'declareHours' | 'annualGrowth'>;

const MBIT_PER_BYTE = 8 / 1e6;
const MB_PER_BYTE = 1 / 1e6;
type RangeName = keyof NonNullable<ScenarioFile['uncertainty']['ranges']>;
const RANGED: Readonly<Record<RangeName, Ranged>> = {
  wan: { key: 'network.wanMbit', scale: MBIT_PER_BYTE, likely: ({ network }) => network.wanMbit },
  usableShare: { key: 'network.usableShare', scale: 1, likely: ({ network }) => network.usableShare },
  nfs: { key: 'network.nfsMbPerSecond', scale: MB_PER_BYTE, likely: ({ network }) => network.nfsMbPerSecond },
  ingest: { key: 'appliance.ingest', scale: 1, likely: () => 1 },
  restore: { key: 'appliance.restore', scale: 1, likely: () => 1 },
  cloudRead: { key: 'appliance.cloudRead', scale: 1, likely: () => 1 },
  read: { key: 'cinder.readMbPerSecond', scale: MB_PER_BYTE, likely: ({ cinder }) => cinder.readMbPerSecond },
  write: { key: 'cinder.writeMbPerSecond', scale: MB_PER_BYTE, likely: ({ cinder }) => cinder.writeMbPerSecond },
  declare: { key: 'declareHours', scale: 1, likely: ({ declareHours }) => declareHours },
  growth: { key: 'annualGrowth', scale: 1, likely: ({ annualGrowth }) => annualGrowth ?? 0 },
};
const NAMES = Object.keys(RANGED).filter((name): name is RangeName => name in RANGED);

/** The ranges around the scenario's own values: each must hold the value that it is about, else SCN004. */
export function readUncertainty({ uncertainty }: ScenarioFile, likely: Likely, reading: Reading): Uncertainty {
  const { trials, seed, ranges = {} } = uncertainty;
  return {
    trials,
    seed,
    ranges: NAMES.flatMap((name): Uncertainty['ranges'] => {
      const written = ranges[name];
      if (written === undefined) return [];
      const { key, scale, likely: own } = RANGED[name];
      const [low, high, value] = [written.low * scale, written.high * scale, own(likely)];
      if (!(low <= value && value <= high)) return misplaced(reading, name, { low, high, value });
      const path = `uncertainty.ranges.${name}`;
      const { file, line } = reading.yaml.place(path.split('.'));
      const place = line === undefined ? file : `${file}:${line}`;
      return [{ key, low, high, label: 'assumption', source: `scenario, ${path} (${place})` }];
    }),
  };
}

interface Misplaced {
  readonly low: number;
  readonly high: number;
  readonly value: number;
}

function misplaced(reading: Reading, name: RangeName, { low, high, value }: Misplaced): readonly [] {
  report(reading, {
    code: 'SCN004',
    path: ['uncertainty', 'ranges', name],
    found: `a range of ${low} to ${high} around ${value}`,
    wanted: `low at most, high at least the value itself (${value})`,
    fix: 'low is what one case in ten stays under, high what one case in ten passes',
  });
  return [];
}
