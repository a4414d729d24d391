import type { Scenario } from '../../scenario/types.js';
import type { CapacityResult } from '../capacity/types.js';
import type { Seeding } from '../plan-types.js';
import { hoursToMove } from './backup-window.js';
import { nfsRate } from './site-pipes.js';
import { counted, hoursInWords, sizeInWords } from './words.js';

const HOURS_PER_DAY = 24;

/**
 * The first full (M-75): days over the link, and on a shipped device `turnaround + first full / NFS`, the copy to it. The device's turnaround is
 * an assumption of the scenario; a tie goes to the link, which needs nobody.
 *
 * @param wanDays WanResult.seedDays
 */
export function seedingOf(capacity: CapacityResult, scenario: Scenario, wanDays: number): Seeding {
  const { shipDays } = scenario.network;
  const copyHours = hoursToMove(capacity.seed, nfsRate(scenario));
  const deviceDays = shipDays === undefined ? undefined : shipDays + copyHours / HOURS_PER_DAY;
  return {
    size: capacity.seed,
    wanDays,
    deviceDays,
    faster: deviceDays !== undefined && deviceDays < wanDays ? 'device' : 'link',
    because: {
      rule: 'M-75',
      formula: 'link: first full / a day of the link; device: turnaround + first full / NFS',
      inputs: [
        { name: 'first full', value: sizeInWords(capacity.seed), from: 'engine' },
        { name: 'over the link', value: hoursInWords(wanDays * HOURS_PER_DAY), from: 'engine: M-58' },
        {
          name: "device's turnaround",
          value: shipDays === undefined ? 'no device' : counted(shipDays, 'day'),
          from: 'scenario: network.ship',
        },
        { name: 'copy to the device', value: hoursInWords(copyHours), from: 'engine' },
      ],
      sources: [],
    },
  };
}
