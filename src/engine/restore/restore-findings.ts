import type { Finding, Plan, RestoreResult } from '../plan-types.js';
import { hoursInWords } from '../sizing/words.js';

function restoreFinding({ scenario, verdict, hours, hoursHigh, dominant, fix }: RestoreResult): readonly Finding[] {
  if (scenario.rtoHours === undefined || (verdict !== 'misses' && verdict !== 'at risk')) return [];
  const asked = hoursInWords(scenario.rtoHours);
  const took = verdict === 'misses' ? `takes ${hoursInWords(hours)}` : `may take ${hoursInWords(hoursHigh)}`;
  return [
    {
      severity: verdict === 'misses' ? 'error' : 'warning',
      title: `Restore "${scenario.name}" ${took}, ${asked} were asked for`,
      detail: `Its longest stage is: ${dominant}.`,
      fix,
    },
  ];
}

function rpoFinding({ rpo }: Pick<Plan, 'rpo'>): readonly Finding[] {
  if (rpo.askedHours === undefined || rpo.verdict === 'meets' || rpo.verdict === 'not asked') return [];
  const risk = rpo.verdict === 'at risk';
  return [
    {
      severity: risk ? 'warning' : 'error',
      title: `Up to ${hoursInWords(rpo.achievableHours)} of work can be lost, ${hoursInWords(rpo.askedHours)} were asked for`,
      detail: risk
        ? 'The target holds as long as the appliance survives; its newest data is not in the cloud yet.'
        : 'Points are too far apart, or backups take too long.',
      fix: risk ? 'a wider link or more upload hours' : 'back up more often, or shorten the backup window',
    },
  ];
}

/** What restores have to say (M-73): targets that are missed or at risk, with what would fix them. */
export function restoreFindings(parts: Pick<Plan, 'restores' | 'rpo'>): readonly Finding[] {
  return [...parts.restores.flatMap(restoreFinding), ...rpoFinding(parts)];
}
