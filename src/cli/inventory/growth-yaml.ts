import type { GrowthReport } from '../../inventory/growth.js';
import { formatDay } from '../../units/day.js';

/** Lines for a scenario file: the growth of all volumes, with what it rests on as comments. */
export function growthYaml({ from, to, total }: GrowthReport): string {
  const { perYear, range, intervals } = total;
  const measured = `# Measured from ${formatDay(from)} to ${formatDay(to)} (${to - from} days): provisioned GiB of all volumes.`;
  if (perYear === undefined) return `${measured}\n# No share a year: there was nothing at the start, or is nothing at the end.\n`;
  if (perYear > 100)
    return `${measured}\n# More than a hundredfold a year: no growth to plan with. Take inventories that are further apart.\n`;
  const error =
    range === undefined
      ? '# How far off that may be is not known: it takes three inventories or more.'
      : `# One standard error over ${intervals.length} intervals: ${percent(range.low)}% to ${percent(range.high)}%, two times in three.`;
  return `${measured}\n${error}\n# It is added to the profiles' own growth: set theirs to 0% to plan with this alone.\ngrowth: ${percent(perYear)}%\n`;
}

const percent = (share: number): string => (share * 100).toFixed(1);
