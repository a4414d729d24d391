import { asGib } from '../units/gib.js';
import { CohortBuilder, isLarger, volumeRef } from './cohort-builder.js';
import { compileRule, type VolumeTest } from './rule-matcher.js';
import { SizeDistribution } from './size-distribution.js';
import { RunningTally, TallyBy } from './tally-by.js';
import type { Cohort, Cohorts, Inventory, Volume, VolumeRef, WorkloadRule } from './types.js';
import { VolumeBooks } from './volume-books.js';

export interface CohortsRequest {
  readonly inventory: Inventory;
  readonly rules: readonly WorkloadRule[];
  readonly excludedStatuses: readonly string[];
  /** Ids or exact names of volumes that restore scenarios ask for. */
  readonly named: readonly string[];
}

interface Exclusion {
  readonly excluded: VolumeBooks;
}

/** Where a rule sends its volumes: one cohort for those that are not, one for those that are encrypted. */
interface Planning {
  readonly encrypted: boolean | undefined;
  readonly plain: CohortBuilder;
  readonly secret: CohortBuilder;
}

type Goal = Exclusion | Planning;

/** A rule made ready for many volumes. */
interface ReadyRule {
  readonly matches: VolumeTest;
  readonly goal: Goal;
}

/**
 * Sorts every volume into a cohort or an exclusion, in one pass; the order of the volumes does not show in the result.
 *
 * Cinder's temporary volumes are excluded first, then volumes by status; then the first matching rule decides, and a
 * volume that none matches is excluded. `read` counts volumes and rejects; its GiB are those of volumes, a reject adds
 * none. The three `by...` tables cover all volumes, excluded ones too; '' stands for what the files do not tell.
 * A name in `named` that several planned volumes bear gives the largest; one that none bears is left out.
 *
 * Source: design model, section 1 (inventory to cohorts).
 */
export function cohortsOf(request: CohortsRequest): Cohorts {
  const sorter = new VolumeSorter(request);
  for (const volume of request.inventory.volumes) sorter.sort(volume);
  return sorter.result(request.inventory.rejects.length);
}

class VolumeSorter {
  private readonly builders = new Map<string, CohortBuilder>();
  private readonly rules: readonly ReadyRule[];
  private readonly statuses: ReadonlyMap<string, Exclusion>;
  private readonly unmatched: Exclusion;
  private readonly wanted: ReadonlySet<string>;
  private readonly found = new Map<string, { readonly volume: Volume; readonly cohort: string }>();
  private readonly exclusions = new Map<string, VolumeBooks>();
  private readonly untold = new RunningTally();
  private readonly byStatus = new TallyBy();
  private readonly sizes = new SizeDistribution();

  constructor({ rules, excludedStatuses, named }: CohortsRequest) {
    this.rules = rules.map((rule) => this.ready(rule));
    this.unmatched = { excluded: this.exclusion('no rule matches') };
    this.statuses = new Map(excludedStatuses.map((status) => [status, { excluded: this.exclusion(`status ${status}`) }]));
    this.wanted = new Set(named);
  }

  sort(volume: Volume): void {
    this.byStatus.add(volume.status, volume.size);
    const goal = this.goalOf(volume);
    if ('excluded' in goal) goal.excluded.add(volume);
    else this.plan(volume, goal);
  }

  result(rejected: number): Cohorts {
    const [p50 = asGib(0), p95 = asGib(0), max = asGib(0)] = this.sizes.percentiles([50, 95, 100]);
    const planned = sumOf([...this.builders.values()].map(({ books }) => books));
    const read = sumOf([planned, ...this.exclusions.values()]);
    const { volumes, size } = read.tally.total();
    return {
      cohorts: this.cohorts(),
      read: { volumes: volumes + rejected, size },
      planned: planned.tally.total(),
      excluded: this.excluded(),
      rejected,
      encryptionUntold: this.untold.total(),
      byProject: read.byProject.totals(),
      byType: read.byType.totals(),
      byStatus: this.byStatus.totals(),
      percentile: { p50, p95, max },
      named: this.named(),
    };
  }

  private cohorts(): readonly Cohort[] {
    const all = [...this.builders.values()].map((builder) => builder.build());
    return all.filter((cohort) => cohort.volumes > 0).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  private excluded(): Cohorts['excluded'] {
    const all = [...this.exclusions].map(([reason, books]) => ({ reason, tally: books.tally.total() }));
    return all.filter(({ tally }) => tally.volumes > 0).sort((a, b) => (a.reason < b.reason ? -1 : 1));
  }

  private exclusion(reason: string): VolumeBooks {
    const books = this.exclusions.get(reason) ?? new VolumeBooks();
    this.exclusions.set(reason, books);
    return books;
  }

  private ready(rule: WorkloadRule): ReadyRule {
    const { action } = rule;
    const matches = compileRule(rule);
    if (action.kind === 'exclude') return { matches, goal: { excluded: this.exclusion(action.reason) } };
    const builder = (encrypted: boolean): CohortBuilder =>
      this.builder({ profile: action.profile, policy: action.policy, encrypted });
    return { matches, goal: { encrypted: action.encrypted, plain: builder(false), secret: builder(true) } };
  }

  /** Rules of the same profile and policy share their cohorts. */
  private builder(key: { readonly profile: string; readonly policy: string; readonly encrypted: boolean }): CohortBuilder {
    const id = JSON.stringify([key.profile, key.policy, key.encrypted]);
    const builder = this.builders.get(id) ?? new CohortBuilder(key);
    this.builders.set(id, builder);
    return builder;
  }

  private goalOf(volume: Volume): Goal {
    if (volume.temporary !== undefined) return { excluded: this.exclusion(volume.temporary) };
    const excluded = this.statuses.get(volume.status);
    if (excluded !== undefined) return excluded;
    for (const rule of this.rules) if (rule.matches(volume)) return rule.goal;
    return this.unmatched;
  }

  private plan(volume: Volume, goal: Planning): void {
    const encrypted = goal.encrypted ?? volume.encrypted;
    if (encrypted === undefined) this.untold.add(volume.size);
    const builder = encrypted ? goal.secret : goal.plain;
    builder.add(volume);
    this.sizes.add(volume.size);
    if (this.wanted.size > 0) {
      if (this.wanted.has(volume.id)) this.remember(volume.id, volume, builder.name);
      if (this.wanted.has(volume.name)) this.remember(volume.name, volume, builder.name);
    }
  }

  /** An id beats a name; of two volumes of one name, the larger is the worse case to restore. */
  private remember(word: string, volume: Volume, cohort: string): void {
    const known = this.found.get(word)?.volume;
    const isBetter = known === undefined || (known.id !== word && (volume.id === word || isLarger(volume, known)));
    if (isBetter) this.found.set(word, { volume, cohort });
  }

  private named(): Readonly<Record<string, VolumeRef>> {
    const words = [...this.wanted].sort().flatMap((word) => {
      const found = this.found.get(word);
      return found ? [[word, volumeRef(found.volume, found.cohort)] as const] : [];
    });
    return Object.fromEntries(words);
  }
}

function sumOf(parts: readonly VolumeBooks[]): VolumeBooks {
  const sum = new VolumeBooks();
  for (const part of parts) sum.addAll(part);
  return sum;
}
