import type { Scenario } from '../../scenario/types.js';
import { SITE_KEYS, SITE_VALUES, type SiteKey } from './inputs.js';

/** The site's values in one trial, by key. */
export type SiteValues = Record<SiteKey, number>;

/** At their likely values. */
export function likelySite(scenario: Scenario): SiteValues {
  const values = {
    'network.usableShare': 0,
    'network.wanMbit': 0,
    'network.nfsMbPerSecond': 0,
    'appliance.ingest': 1,
    'appliance.restore': 1,
    'appliance.cloudRead': 1,
    'cinder.readMbPerSecond': 0,
    'cinder.writeMbPerSecond': 0,
    declareHours: 0,
    annualGrowth: 0,
  };
  for (const key of SITE_KEYS) values[key] = SITE_VALUES[key].of(scenario);
  return values;
}
