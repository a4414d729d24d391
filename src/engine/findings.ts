import { type Day, formatDay } from '../units/day.js';
import { doubleFromExact } from '../units/decimal.js';
import { groupDigits } from '../units/digits.js';
import { asGib, type Gib } from '../units/gib.js';
import { plainAmount } from '../units/quantity.js';
import type { Total } from './charge.js';
import { checkedOn } from './checked-on.js';
import { classOf, ruleFor } from './cost/lookup.js';
import type { Finding, Plan, PlanInput } from './plan-types.js';
import { privatePricesFinding, validityFinding } from './price-findings.js';
import { restoreClasses } from './restore/restore-classes.js';
import { restoreFindings } from './restore/restore-findings.js';
import { sizingFindings } from './sizing/sizing-findings.js';
import { counted, grouped, percentInWords, sizeInWords } from './sizing/words.js';

/** A list older than this on the price date is worth a look. */
const STALE_DAYS = 180;

type PlanPart = 'scenario' | 'capacity' | 'cost' | 'appliance' | 'upgrade' | 'window' | 'wan' | 'restores' | 'rpo';

export interface FindingsInput extends Pick<Plan, PlanPart> {
  readonly input: PlanInput;
  /** The same plan with the writer's compression off, if it was computed. */
  readonly uncompressed?: { readonly backEndAtEnd: Gib; readonly lastMonth: Total } | undefined;
}

/** What would be stored and billed without compression; nothing where the figures are the same, so none is shown as a gain. */
function savedInWords({ capacity, cost, uncompressed }: FindingsInput): string {
  const now = capacity.months.at(-1)?.backEndAtEnd;
  if (!uncompressed || now === undefined || now === uncompressed.backEndAtEnd) return '';
  const stored = `${sizeInWords(uncompressed.backEndAtEnd)} stored instead of ${sizeInWords(now)}`;
  return `: ${stored} and the last month ${moneyInWords(uncompressed.lastMonth)} instead of ${moneyInWords(cost.lastMonth)}`;
}

const moneyInWords = ({ cost }: Total): string => `${groupDigits(plainAmount(cost))} ${cost.currency}`;

/** What compression in front of a deduplicating store costs, in figures where the other plan is known. */
function compressionFinding(input: FindingsInput): readonly Finding[] {
  const { store, cinder } = input.scenario;
  const { compression } = cinder;
  if (compression === 'none' || store.kind !== 'deduplicating') return [];
  const typed = store.mode === 'ratio' ? ' A ratio that was typed in cannot show it: the figures of this plan do not.' : '';
  return [
    {
      severity: 'warning',
      title: `Cinder compresses with ${compression} in front of a store that deduplicates`,
      detail: `One changed byte then spoils the rest of its object, and the next full is stored almost whole again.${typed}`,
      fix: `backup_compression_algorithm = none${savedInWords(input)}`,
    },
  ];
}

function encryptedFinding({ input }: FindingsInput): readonly Finding[] {
  const { cohorts, planned } = input.cohorts;
  const size = cohorts.filter((cohort) => cohort.encrypted).reduce((sum, cohort) => sum + cohort.provisioned, 0);
  if (size <= 0 || planned.size <= 0) return [];
  return [
    {
      severity: 'note',
      title: `${percentInWords(size / planned.size)} of the planned size is encrypted`,
      detail: 'Ciphertext neither deduplicates nor compresses: these volumes cost as much as they hold.',
      fix: 'nothing, unless the encryption can move to the store',
    },
  ];
}

/** Data that leaves a class before its minimum is paid for as if it had stayed. */
function minimumFindings({ scenario, capacity, input }: FindingsInput): readonly Finding[] {
  const { provider, region, pricesAsOf } = scenario.destination;
  const book = input.books[formatDay(pricesAsOf)];
  if (!book) return [];
  const classes = restoreClasses(scenario);
  const freed = capacity.months.flatMap((month) => month.freed);
  return (['first', 'archive'] as const).flatMap((storageClass): readonly Finding[] => {
    const code = classes[storageClass];
    const rule = code === undefined ? undefined : ruleFor(book, { provider, region, storageClass: code }, 'minimum_days');
    if (code === undefined || rule === undefined) return [];
    const minimum = doubleFromExact(rule.value);
    const early = freed.filter((part) => part.storageClass === storageClass && part.ageDays < minimum);
    const size = asGib(early.reduce((sum, part) => sum + part.size, 0));
    if (size <= 0) return [];
    return [
      {
        severity: 'warning',
        title: `${sizeInWords(size)} leave ${classOf(book, provider, code)?.title ?? code} before its minimum of ${grouped(minimum)} days`,
        detail: 'The days that are left are billed as early deletion; they are in the cost lines.',
        fix: 'keep those points longer, move data later, or use a class with a shorter minimum',
      },
    ];
  });
}

function unpricedFinding({ cost }: FindingsInput): readonly Finding[] {
  if (cost.total.kind === 'complete') return [];
  return [
    {
      severity: 'warning',
      title: 'The total is a lower bound: something has no price',
      detail: cost.total.unpriced.join('; '),
      fix: 'add the price to the catalogue, or your quote to the scenario',
    },
  ];
}

function staleFinding({ scenario, cost }: FindingsInput): readonly Finding[] {
  const asOf = scenario.destination.pricesAsOf;
  const sources = new Map<string, { readonly title: string; readonly day: Day }>();
  for (const source of cost.months.flatMap((month) => month.charges.flatMap((charge) => charge.because.sources))) {
    const day = checkedOn(source.lastChecked);
    if (day !== undefined && asOf - day > STALE_DAYS) sources.set(source.id, { title: source.title, day });
  }
  const oldest = [...sources.values()].reduce<Day | undefined>(
    (first, { day }) => (first !== undefined && first <= day ? first : day),
    undefined,
  );
  if (oldest === undefined) return [];
  return [
    {
      severity: 'warning',
      title: `${counted(sources.size, 'price or rule row')} last checked more than ${STALE_DAYS} days before ${formatDay(asOf)}`,
      detail: `The oldest on ${formatDay(oldest)}: ${[...new Set([...sources.values()].map((source) => source.title))].join('; ')}`,
      fix: "read the provider's current list and add what changed to data/prices",
    },
  ];
}

/** Volumes that are not in the plan, so that nothing is dropped silently. */
function leftOutFindings({ input }: FindingsInput): readonly Finding[] {
  const { excluded, rejected } = input.cohorts;
  const volumes = excluded.reduce((sum, { tally }) => sum + tally.volumes, 0);
  const size = excluded.reduce((sum, { tally }) => sum + tally.size, 0);
  const leftOut: Finding = {
    severity: 'note',
    title: `${counted(volumes, 'volume')}, ${grouped(size)} GiB, excluded from the plan`,
    detail: excluded
      .map(({ reason, tally }) => `${reason}: ${counted(tally.volumes, 'volume')}, ${grouped(tally.size)} GiB`)
      .join('; '),
    fix: 'change the workload rules or inventory.excludeStatuses if they must be protected',
  };
  const unread: Finding = {
    severity: 'warning',
    title: `${counted(rejected, 'row')} of the inventory could not be read`,
    detail: 'No figure of this plan counts them.',
    fix: 'put right what the problems name',
  };
  return [...(volumes > 0 ? [leftOut] : []), ...(rejected > 0 ? [unread] : [])];
}

const SEVERITIES: readonly Finding['severity'][] = ['error', 'warning', 'note'];

/**
 * Everything in a plan that a person has to act on or know (M-73): errors first, then warnings, then notes, each with what would
 * fix it. A plan without findings has none, not a line that says so.
 */
export function findingsOf(input: FindingsInput): readonly Finding[] {
  const found = [
    ...sizingFindings(input),
    ...restoreFindings(input),
    ...[
      compressionFinding,
      minimumFindings,
      unpricedFinding,
      staleFinding,
      validityFinding,
      privatePricesFinding,
      encryptedFinding,
      leftOutFindings,
    ].flatMap((find) => find(input)),
  ];
  return SEVERITIES.flatMap((severity) => found.filter((finding) => finding.severity === severity));
}
