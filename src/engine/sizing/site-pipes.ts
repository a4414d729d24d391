import type { Scenario } from '../../scenario/types.js';
import { asGibPerSecond, fromMegabytesPerSecond, type GibPerSecond } from '../../units/rate.js';

/** What all of Cinder's workers together read from the volumes (M-57). */
export function readRate({ cinder }: Scenario): GibPerSecond {
  return asGibPerSecond(cinder.parallel * fromMegabytesPerSecond(cinder.readMbPerSecond));
}

/** The NFS share of the boxes, one pipe for all; no limit where the driver does not use it (M-57, M-66). */
export function nfsRate({ cinder, network, store }: Scenario): GibPerSecond {
  const passesNfs = cinder.driver === 'nfs' || store.kind === 'deduplicating';
  return asGibPerSecond(passesNfs ? fromMegabytesPerSecond(network.nfsMbPerSecond) : Number.POSITIVE_INFINITY);
}
