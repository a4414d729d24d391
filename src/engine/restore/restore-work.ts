import type { Scenario } from '../../scenario/types.js';
import { asGib } from '../../units/gib.js';
import { skipsZeros } from './release.js';
import type { RestoreData } from './restore-data.js';
import type { RestoreWork } from './restore-time.js';
import type { ResolvedSubject } from './subject.js';

/** What a restore of a subject moves through each pipe (M-65 to M-68). A release that skips zero areas writes the used part only. */
export function workOf(scenario: Scenario, subject: ResolvedSubject, data: RestoreData): RestoreWork {
  const sparse = skipsZeros(scenario.cinder.release);
  return {
    remote: asGib(data.remoteFirst + data.remoteArchive),
    read: data.read,
    written: sparse ? asGib(data.read - subject.provisioned + subject.used) : data.read,
    volumes: subject.volumes,
    largest: sparse ? asGib((subject.largest * subject.used) / subject.provisioned) : subject.largest,
    chain: data.chain,
    links: data.links,
  };
}
