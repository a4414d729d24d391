import type { RestoreScenario, Scenario } from '../../scenario/types.js';
import type { Charge, Total } from '../charge.js';
import { applianceCharges } from '../cost/appliance.js';
import { totalOf } from '../cost/totals.js';
import type { BoxLimits } from '../sizing/limits.js';
import { cloudUnitPrice, standsInCloud } from '../sizing/unit-price.js';
import { hoursInWords } from '../sizing/words.js';

const HOURS_PER_DAY = 24;

export interface TemporaryApplianceInput {
  readonly scenario: Scenario;
  readonly restore: RestoreScenario;
  readonly box: BoxLimits;
  readonly units: number;
  /** How long it runs: the likely restore time. */
  readonly hours: number;
  /** Of the month of the restore; undefined: the plan has no month. */
  readonly daysOfMonth: number | undefined;
}

/**
 * The appliances that a restore to the cloud is set up on (M-76): units x hours / hours of the month x the price of an instance and its disks. Where
 * the plan's appliance stands in the cloud already, or the store has none, nothing is added. Unpriced unless the scenario tells.
 */
export function temporaryAppliance(input: TemporaryApplianceInput): {
  readonly charges: readonly Charge[];
  readonly total: Total;
} {
  const { scenario, restore, box, units, hours, daysOfMonth } = input;
  const isSetUp = restore.to === 'cloud' && scenario.store.kind === 'deduplicating' && !standsInCloud(scenario);
  const charges =
    isSetUp && daysOfMonth !== undefined && Number.isFinite(hours)
      ? applianceCharges(
          { ...cloudUnitPrice(scenario.appliance, box.cache), units },
          { days: hours / HOURS_PER_DAY, daysOfMonth },
          scenario.currency,
        ).map((charge) => ({ ...charge, label: `Appliances in the cloud for ${hoursInWords(hours)}` }))
      : [];
  return { charges, total: totalOf(charges, scenario.currency) };
}
