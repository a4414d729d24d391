import type { Finding, Plan, PolicyRpo, RestoreResult } from '../plan-types.js';
import { hoursInWords, percentInWords } from '../sizing/words.js';

function restoreFinding({ scenario, verdict, hours, hoursHigh, dominant, fix, odds }: RestoreResult): readonly Finding[] {
  if (scenario.rtoHours === undefined || (verdict !== 'misses' && verdict !== 'at risk')) return [];
  const asked = hoursInWords(scenario.rtoHours);
  const took = verdict === 'misses' ? `takes ${hoursInWords(hours)}` : `may take ${hoursInWords(odds?.value.p95 ?? hoursHigh)}`;
  return [
    {
      severity: verdict === 'misses' ? 'error' : 'warning',
      title: `Restore "${scenario.name}" ${took}, ${asked} were asked for`,
      detail: `Its longest stage is: ${dominant}.${chanceInWords(odds?.probability)}`,
      fix,
    },
  ];
}

const chanceInWords = (probability: number | undefined): string =>
  probability === undefined ? '' : ` ${percentInWords(probability)} of the trials keep the target.`;

const lossInWords = (hours: number): string =>
  Number.isFinite(hours) ? `up to ${hoursInWords(hours)} of work can be lost` : 'its data never reaches the cloud';

function rpoFinding({ policy, achievableHours, askedHours, verdict, fix }: PolicyRpo): readonly Finding[] {
  if (askedHours === undefined || verdict === 'meets' || verdict === 'not asked') return [];
  const risk = verdict === 'at risk';
  return [
    {
      severity: risk ? 'warning' : 'error',
      title: `Policy "${policy}": ${lossInWords(achievableHours)}, ${hoursInWords(askedHours)} were asked for`,
      detail: risk
        ? 'The target holds as long as the appliance survives; its newest data is not in the cloud yet.'
        : 'Points are too far apart, or backups take too long.',
      fix,
    },
  ];
}

/** What restores have to say (M-73): targets that are missed or at risk, with what would fix them. */
export function restoreFindings(parts: Pick<Plan, 'restores' | 'rpo'>): readonly Finding[] {
  return [...parts.restores.flatMap(restoreFinding), ...parts.rpo.byPolicy.flatMap(rpoFinding)];
}
