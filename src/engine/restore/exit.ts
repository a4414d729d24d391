import type { PriceBook } from '../../catalog/types.js';
import type { RestoreScenario, Scenario } from '../../scenario/types.js';
import { asGib } from '../../units/gib.js';
import type { CapacityResult } from '../capacity/types.js';
import type { ExitCost } from '../plan-types.js';
import { hoursToMove } from '../sizing/backup-window.js';
import type { BoxLimits } from '../sizing/limits.js';
import { hoursInWords, sizeInWords } from '../sizing/words.js';
import { restoreClasses, retrievalFor } from './restore-classes.js';
import { restoreCost } from './restore-cost.js';
import type { RestoreData } from './restore-data.js';
import { restorePipes } from './restore-pipes.js';
import { slowest } from './restore-time.js';

export interface ExitInput {
  readonly scenario: Scenario;
  readonly capacity: CapacityResult;
  readonly box: BoxLimits;
  readonly units: number;
  readonly book: PriceBook;
}

/** Standard retrieval, to the site: what leaves the provider pays egress wherever it goes. */
const EVERYTHING_OUT: RestoreScenario = {
  name: 'exit',
  subject: { kind: 'all' },
  ageDays: 0,
  to: 'site',
  retrieval: 'standard',
  rtoHours: undefined,
  perYear: undefined,
};

/** All that is stored, by class; none of it counts as cached, since points and not volumes move. */
function everything({ capacity, scenario }: ExitInput): RestoreData {
  const last = capacity.months.at(-1);
  const archive = restoreClasses(scenario).archive === undefined ? 0 : (last?.inArchiveClass ?? 0);
  const held = last?.backEnd ?? 0;
  return {
    read: asGib(held),
    physical: asGib(held),
    remoteFirst: asGib(held - archive),
    remoteArchive: asGib(archive),
    localShare: 0,
    ageDays: 0,
    chain: 0,
    links: 0,
  };
}

/**
 * The price of leaving (M-79): every stored GiB of the last month retrieved, requested and sent out, as stored: segments move, nothing is
 * rebuilt, so the appliance's own rate does not count. `hours = longest class's likely wait + size / min(link, restore requests)`.
 */
export function exitOf(input: ExitInput): ExitCost {
  const { scenario, capacity, box, units, book } = input;
  const data = everything(input);
  const classes = restoreClasses(scenario);
  const retrieval = retrievalFor({ scenario, book, classes, data }, EVERYTHING_OUT.retrieval);
  const { fetch } = restorePipes({ scenario, to: 'site', box, units, retrieval });
  const [requests, ...pipes] = fetch;
  const pipe = slowest([requests, ...pipes.filter(({ kind }) => kind !== 'appliance')]);
  const fetchHours = hoursToMove(data.physical, pipe.rate);
  const { charges, total } = restoreCost({ scenario, book, capacity, classes, data, restore: EVERYTHING_OUT, fetchHours });
  const wait = data.physical > 0 ? retrieval.wait.likely : 0;
  return {
    size: data.physical,
    charges,
    total,
    hours: wait + fetchHours,
    because: {
      rule: 'M-79',
      formula:
        'wait of the slowest class + stored size / min(link, restore requests); every GiB retrieved, requested and sent out',
      inputs: [
        { name: 'stored', value: sizeInWords(data.physical), from: 'engine: mean of the last month' },
        { name: 'wait', value: hoursInWords(wait), from: retrieval.words },
        { name: 'transfer', value: hoursInWords(fetchHours), from: pipe.name },
      ],
      sources: retrieval.sources,
    },
  };
}
