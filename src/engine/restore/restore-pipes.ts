import type { RestoreScenario, Scenario } from '../../scenario/types.js';
import { asGibPerSecond, fromMegabytesPerSecond, toTbPerHour } from '../../units/rate.js';
import type { BoxLimits } from '../sizing/limits.js';
import { usableWan } from '../sizing/wan.js';
import { grouped, mbitInWords, percentInWords, tbInWords } from '../sizing/words.js';
import type { Pipe, RestorePipes } from './restore-time.js';
import { type Retrieval, UNLIMITED } from './retrieval-wait.js';

export interface RestorePipesInput {
  readonly scenario: Scenario;
  readonly to: RestoreScenario['to'];
  readonly box: BoxLimits;
  readonly units: number;
  readonly retrieval: Retrieval;
}

function wanPipe({ network }: Scenario): Pipe {
  return {
    kind: 'wan',
    name: `WAN ${mbitInWords(network.wanMbit)} x ${percentInWords(network.usableShare)}`,
    rate: usableWan(network),
  };
}

function boxPipe(box: BoxLimits, units: number, what: 'cloudRead' | 'restore'): Pipe {
  const verb = what === 'cloudRead' ? 'reads from the store' : 'gives back';
  return {
    kind: 'appliance',
    name: `${grouped(units)} x ${box.name} ${verb} ${tbInWords(toTbPerHour(box[what]))}/h each`,
    rate: asGibPerSecond(box[what] * units),
  };
}

function nfsPipe({ network }: Scenario): Pipe {
  return {
    kind: 'nfs',
    name: `NFS ${grouped(network.nfsMbPerSecond)} MB/s`,
    rate: fromMegabytesPerSecond(network.nfsMbPerSecond),
  };
}

/**
 * What a restore passes (M-65, M-66, M-67). To the cloud there is no link in the way: the appliance stands beside the store. A
 * plain store has no appliance: the data streams from the bucket to Cinder, over NFS only with the NFS driver.
 */
export function restorePipes({ scenario, to, box, units, retrieval }: RestorePipesInput): RestorePipes {
  const { cinder } = scenario;
  const gateway = scenario.store.kind === 'deduplicating';
  const requests: Pipe = { kind: 'retrieval', name: `restore requests: ${retrieval.words}`, rate: retrieval.throughput };
  const direct: Pipe = { kind: 'nfs', name: 'straight from the store', rate: UNLIMITED };
  const throughNfs = gateway || cinder.driver === 'nfs' ? nfsPipe(scenario) : direct;
  return {
    declareHours: scenario.declareHours,
    wait: retrieval.wait,
    waitWords: retrieval.words,
    fetch: [requests, ...(to === 'site' ? [wanPipe(scenario)] : []), ...(gateway ? [boxPipe(box, units, 'cloudRead')] : [])],
    rehydrate: gateway ? [boxPipe(box, units, 'restore'), throughNfs] : [throughNfs],
    write: fromMegabytesPerSecond(cinder.writeMbPerSecond),
    parallel: cinder.parallel,
    linkSeconds: cinder.linkSeconds,
  };
}
