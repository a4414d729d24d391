import type { Label } from '../catalog/types.js';

/** A scenario value that may be given a range; the three rates of the boxes as shares of their likely rate. */
export type RangedValue =
  | 'network.usableShare'
  | 'network.wanMbit'
  | 'network.nfsMbPerSecond'
  | 'appliance.ingest'
  | 'appliance.restore'
  | 'appliance.cloudRead'
  | 'cinder.readMbPerSecond'
  | 'cinder.writeMbPerSecond'
  | 'declareHours'
  | 'annualGrowth';

export interface Uncertainty {
  readonly trials: number;
  readonly seed: number;
  /** P10 and P90 around the scenario's own value. */
  readonly ranges: readonly {
    readonly key: RangedValue;
    readonly low: number;
    readonly high: number;
    readonly label: Label;
    readonly source: string;
  }[];
}
