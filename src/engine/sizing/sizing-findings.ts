import { formatDay } from '../../units/day.js';
import { toMbitPerSecond } from '../../units/rate.js';
import type { Finding, Plan, PlanInput } from '../plan-types.js';
import { hoursToMove, largestNight, longestVolumeHours } from './backup-window.js';
import { nfsRate, readRate } from './site-pipes.js';
import { usableWan } from './wan.js';
import { counted, grouped, hoursInWords, mbitInWords, percentInWords } from './words.js';

interface SizingParts extends Pick<Plan, 'scenario' | 'capacity' | 'appliance' | 'upgrade' | 'window' | 'wan'> {
  readonly input: PlanInput;
}

/** What everything sent waits for: without a box in front of the store the link, unless NFS is slower still. */
function fasterSending(scenario: SizingParts['scenario']): string {
  if (scenario.store.kind !== 'plain') return 'faster NFS or more appliance units, since sending takes longest';
  const link = usableWan(scenario.network);
  if (link > nfsRate(scenario)) return 'faster NFS (network.nfs), since sending takes longest';
  return `a link wider than the ${mbitInWords(toMbitPerSecond(link))} usable (network.wan), since sending takes longest and nothing takes it in first`;
}

/** The workers that would read the night within the window; the shared pipes are named where they are too slow as well. */
function windowFinding({ window, scenario, capacity, input }: SizingParts): readonly Finding[] {
  if (window.fits) return [];
  const { parallel } = scenario.cinder;
  const night = largestNight(capacity, input.cohorts.percentile.max);
  const readHours = hoursToMove(night.read, readRate(scenario));
  const oneVolume = longestVolumeHours(night, scenario);
  const workers = Math.ceil((parallel * readHours) / window.allowedHours);
  const fixes = [
    ...(readHours > window.allowedHours ? [`${grouped(workers)} workers instead of ${grouped(parallel)} (cinder.parallel)`] : []),
    ...(oneVolume > window.allowedHours
      ? [
          `split the largest volume (${grouped(night.largestVolume)} GiB: ${hoursInWords(oneVolume)} for one worker), or protect it another way`,
        ]
      : []),
    ...(window.hours > Math.max(readHours, oneVolume) ? [fasterSending(scenario)] : []),
    'or a longer window, or volumes spread over more nights',
  ];
  return [
    {
      severity: 'error',
      title: `Backups take ${hoursInWords(window.hours)}, the window is ${hoursInWords(window.allowedHours)}`,
      detail: `Cinder reads every volume whole for every backup, incremental too. The reading alone takes ${hoursInWords(readHours)}.`,
      fix: fixes.join('; '),
    },
  ];
}

/** A link of 0 and a backlog that never drains are errors; a largest day that takes more than a day is a warning. */
function wanFindings({ wan, scenario }: SizingParts): readonly Finding[] {
  const found: Finding[] = [];
  const grows = (wan.backlog.at(-1)?.size ?? 0) > 0 && wan.backlog.length > 1;
  if (wan.usableMbit <= 0) {
    found.push({
      severity: 'error',
      title: 'Nothing can be replicated: the link is 0 Mbit/s',
      detail: `New data needs ${mbitInWords(wan.needMbit)} within ${scenario.network.uploadHours} upload hours a day.`,
      fix: 'set network.wan and network.usableShare to what the site has',
    });
  } else if (!wan.fits) {
    found.push({
      severity: grows ? 'error' : 'warning',
      title: `The link is too small: ${mbitInWords(wan.needMbit)} needed, ${mbitInWords(wan.usableMbit)} usable`,
      detail: grows
        ? 'The backlog never drains.'
        : 'The largest day takes more than a day to replicate; the days after it catch up.',
      fix: `a link of ${mbitInWords(wan.needMbit / scenario.network.usableShare)}, or more upload hours`,
    });
  }
  if (wan.cacheFullOn !== undefined) {
    found.push({
      severity: 'error',
      title: `The cache is full on ${formatDay(wan.cacheFullOn)}: the appliance then refuses writes`,
      detail:
        'Data may leave the cache only after it is replicated; the backlog, the first full among it, is larger than the cache.',
      fix: 'a wider link, a larger cache, or a first full spread over more days',
    });
  }
  return found;
}

/** Limits that nobody published cannot bind, so a person has to know which they are. */
function unknownLimits({ appliance }: SizingParts): readonly Finding[] {
  const unknown = appliance.needed.checks
    .filter(({ constraint, unitGives }) => unitGives === undefined && constraint !== 'object count')
    .map((check) => check.constraint);
  if (unknown.length === 0) return [];
  return [
    {
      severity: 'warning',
      title: `No public source gives the ${unknown.join(' and the ')} of ${appliance.chosen}`,
      detail:
        'An unknown limit is not counted: more units may be needed, and restores are taken as not cached where the cache is unknown.',
      fix: 'ask the vendor and add the figure to the catalogue, or choose a rung of the ladder',
    },
  ];
}

function severalUnits({ appliance }: SizingParts): readonly Finding[] {
  const { units, binding } = appliance.needed;
  if (units <= 1) return [];
  return [
    {
      severity: 'note',
      title: `${units} units of ${appliance.chosen} are needed${binding === undefined ? '' : `: ${binding} binds`}`,
      detail: 'Duplicates are found within one unit only; data that volumes on two units share is stored twice.',
      fix: 'a larger box, if one exists, or volumes that resemble each other on the same unit',
    },
  ];
}

/** What to order, and by when. */
function upgrades({ upgrade, appliance, scenario }: SizingParts): readonly Finding[] {
  const [step] = upgrade.steps;
  if (!step) return [];
  const all = upgrade.steps.map(({ from, units }) => `${counted(units, 'unit')} from ${formatDay(from)}`).join(', ');
  const order =
    step.orderBy === undefined ? '' : step.isLate ? ': to be ordered at once' : `: order by ${formatDay(step.orderBy)}`;
  const instead = upgrade.next && upgrade.next.units < (upgrade.steps.at(-1)?.units ?? 0);
  return [
    {
      severity: step.isLate ? 'warning' : 'note',
      title: `${counted(step.units - upgrade.unitsAtStart, 'more unit')} of ${appliance.chosen} from ${formatDay(step.from)}${order}`,
      detail: `${step.because ?? 'a limit'} passes the planning line of ${percentInWords(scenario.appliance.planningLine)}; ${all}.`,
      fix: instead
        ? `or ${counted(upgrade.next.units, 'unit')} of ${upgrade.next.name} for the whole horizon`
        : 'nothing before then',
    },
  ];
}

/** What sizing has to say (M-73): the window, the link, the cache, limits that nobody published, what to order. */
export function sizingFindings(parts: SizingParts): readonly Finding[] {
  return [windowFinding, wanFindings, unknownLimits, severalUnits, upgrades].flatMap((find) => find(parts));
}
