import type { Finding, Verdict } from '../engine/plan-types.js';
import { type Badge, badge, type Tone } from './table-view.js';

const VERDICTS: Readonly<Record<Verdict, readonly [Tone, string]>> = {
  meets: ['good', 'Meets'],
  'at risk': ['warn', 'At risk'],
  misses: ['bad', 'Misses'],
  'not asked': ['none', 'No target'],
};

/** A service level's verdict as sign and word. */
export function verdictBadge(verdict: Verdict): Badge {
  const [tone, text] = VERDICTS[verdict];
  return badge(tone, text);
}

/** A yes-or-no check as sign and word. */
export function fitsBadge(fits: boolean, yes = 'Fits', no = 'Does not fit'): Badge {
  return fits ? badge('good', yes) : badge('bad', no);
}

const SEVERITIES: Readonly<Record<Finding['severity'], readonly [Tone, string]>> = {
  error: ['bad', 'Problem'],
  warning: ['warn', 'Warning'],
  note: ['none', 'Note'],
};

export function severityBadge(severity: Finding['severity']): Badge {
  const [tone, text] = SEVERITIES[severity];
  return badge(tone, text);
}

const HARSHNESS: readonly Verdict[] = ['not asked', 'meets', 'at risk', 'misses'];

/** The harshest of several verdicts; "not asked" when there is none. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return verdicts.reduce<Verdict>(
    (worst, next) => (HARSHNESS.indexOf(next) > HARSHNESS.indexOf(worst) ? next : worst),
    'not asked',
  );
}

/** How much a verdict asks for attention. */
const SEVERITY: Readonly<Record<Verdict, number>> = { misses: 3, 'at risk': 2, meets: 1, 'not asked': 0 };

/** What needs a decision goes first: a missed target before a met one, the longer before the shorter. */
export function byUrgency<T extends { readonly verdict: Verdict; readonly hours: number }>(restores: readonly T[]): readonly T[] {
  return [...restores].sort((a, b) => SEVERITY[b.verdict] - SEVERITY[a.verdict] || b.hours - a.hours);
}
