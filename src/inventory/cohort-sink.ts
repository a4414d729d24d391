import { asGib } from '../units/gib.js';
import { type BuilderState, CohortBuilder, isLarger, type Ranked, volumeRef } from './cohort-builder.js';
import type { Field } from './columns.js';
import { type ReadyRule, type Route, routeTo } from './route.js';
import { compileRule } from './rule-matcher.js';
import { SizeDistribution } from './size-distribution.js';
import { RunningTally, TallyBy } from './tally-by.js';
import type { Cohort, Cohorts, Tally, Volume, VolumeRef, WorkloadRule } from './types.js';
import { type BooksState, VolumeBooks } from './volume-books.js';

export interface SortingRequest {
  readonly rules: readonly WorkloadRule[];
  readonly excludedStatuses: readonly string[];
  /** Ids or exact names of volumes that restore scenarios ask for. */
  readonly named: readonly string[];
}

interface Exclusion {
  readonly excluded: VolumeBooks;
}

interface Found {
  readonly volume: Ranked;
  readonly cohort: string;
}

/** What `CohortSink.state` gives. */
export interface SinkState {
  readonly builders: readonly (readonly [id: string, state: BuilderState])[];
  readonly exclusions: readonly (readonly [reason: string, state: BooksState])[];
  readonly untold: Tally;
  readonly byStatus: ReturnType<TallyBy['entries']>;
  readonly sizes: ReturnType<SizeDistribution['ascending']>;
  readonly found: readonly (readonly [word: string, found: Found])[];
}

/** Where a rule sends its volumes: one cohort for those that are not, one for those that are encrypted. */
export interface Planning {
  readonly encrypted: boolean | undefined;
  readonly plain: CohortBuilder;
  readonly secret: CohortBuilder;
}

export type Goal = Exclusion | Planning;

/**
 * Takes volumes one by one, in any order and number, and keeps only their sums: see `cohortsOf`.
 * A reader of many volumes asks once for the routes that a kind of volume has, and counts volumes along them itself.
 */
export class CohortSink {
  readonly needless: ReadonlySet<Field>;
  /** Whether where a volume goes depends on its project. */
  readonly asksProject: boolean;
  readonly sizes = new SizeDistribution();
  readonly wanted: ReadonlySet<string>;
  private readonly builders = new Map<string, CohortBuilder>();
  private readonly rules: readonly ReadyRule[];
  private readonly statuses: ReadonlyMap<string, Exclusion>;
  private readonly unmatched: Exclusion;
  private readonly found = new Map<string, Found>();
  private readonly exclusions = new Map<string, VolumeBooks>();
  private readonly untold = new RunningTally();
  private readonly byStatus = new TallyBy();
  private readonly routes = new Map<string, readonly Route[]>();

  constructor({ rules, excludedStatuses, named }: SortingRequest) {
    this.rules = rules.map((rule) => ({
      rule,
      matches: compileRule(rule),
      mayMatch: compileRule(commonOf(rule)),
      goal: this.goal(rule),
    }));
    // Volumes that differ only in what no rule asks for are of one kind.
    this.asksProject = rules.some(({ match }) => match.project !== undefined);
    const asksBootable = rules.some(({ match }) => match.bootable !== undefined);
    this.needless = new Set<Field>([
      'attached',
      'zone',
      'createdAt',
      'updatedAt',
      ...(asksBootable ? [] : ['bootable' as const]),
    ]);
    this.unmatched = { excluded: this.exclusion('no rule matches') };
    this.statuses = new Map(excludedStatuses.map((status) => [status, { excluded: this.exclusion(`status ${status}`) }]));
    this.wanted = new Set(named);
  }

  add(volume: Volume): void {
    this.byStatus.add(volume.status, volume.size);
    const goal = this.goalOf(volume);
    if ('excluded' in goal) goal.excluded.add(volume);
    else this.plan(volume, goal);
  }

  /**
   * The ways that volumes like this one can go, in the order in which to try them: those of the rules that such a volume's status, type,
   * project and the like do not rule out. The last one takes what the others do not. Kinds of volumes that can go the same ways share them.
   */
  routesFor(like: Volume): readonly Route[] {
    const fixed = this.fixedGoal(like);
    const open = fixed === undefined ? this.openRules(like) : [];
    const key =
      fixed === undefined ? `${like.encrypted} ${open.join()}` : `excluded ${like.temporary ?? `status ${like.status}`}`;
    const known = this.routes.get(key);
    if (known !== undefined) return known;
    const goals = open.flatMap((index) => this.rules[index] ?? []);
    const takesAll = goals.some(({ rule }) => !looksFurther(rule));
    const last = takesAll ? [] : [{ rule: undefined, goal: fixed ?? this.unmatched }];
    const routes = [...goals, ...last].map(({ rule, goal }) => routeTo(goal, rule, like.encrypted));
    this.routes.set(key, routes);
    return routes;
  }

  /** Brings volumes like this one, which go one way, into the books, but for their projects: `size` is the sum of their GiB. */
  addMany({ books, isUntold }: Route, like: Volume, volumes: number, size: number): void {
    this.byStatus.addMany(like.status, volumes, size);
    books.addMany(like, volumes, size);
    if (isUntold) this.untold.addMany(volumes, size);
  }

  /** Takes note of a planned volume, if it is asked for by id or name. */
  remember(volume: Ranked, cohort: string): void {
    if (this.wanted.has(volume.id)) this.keep(volume.id, volume, cohort);
    if (this.wanted.has(volume.name)) this.keep(volume.name, volume, cohort);
  }

  /** @param rejected rows that are no volumes */
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

  /** All that was counted, as data: it goes from one thread to another. */
  state(): SinkState {
    return {
      builders: [...this.builders].map(([id, builder]) => [id, builder.state()]),
      exclusions: [...this.exclusions].map(([reason, books]) => [reason, books.state()]),
      untold: this.untold.total(),
      byStatus: this.byStatus.entries(),
      sizes: this.sizes.ascending(),
      found: [...this.found],
    };
  }

  /** Adds what the `state` of another sink of the same request gave: as if its volumes had been added here, of which none came here. */
  absorb({ builders, exclusions, untold, byStatus, sizes, found }: SinkState): void {
    for (const [id, state] of builders) this.builders.get(id)?.absorb(state);
    for (const [reason, state] of exclusions) this.exclusion(reason).absorb(state);
    this.untold.addMany(untold.volumes, untold.size);
    this.byStatus.absorb(byStatus);
    for (const [size, volumes] of sizes) this.sizes.addMany(size, volumes);
    for (const [word, { volume, cohort }] of found) this.keep(word, volume, cohort);
  }

  /** Places of rules that can match, up to the first that takes all that is left. */
  private openRules(like: Volume): readonly number[] {
    const open: number[] = [];
    for (const [index, { rule, mayMatch }] of this.rules.entries()) {
      if (!mayMatch(like)) continue;
      open.push(index);
      if (!looksFurther(rule)) break;
    }
    return open;
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

  private goal({ action }: WorkloadRule): Goal {
    if (action.kind === 'exclude') return { excluded: this.exclusion(action.reason) };
    const builder = (encrypted: boolean): CohortBuilder =>
      this.builder({ profile: action.profile, policy: action.policy, encrypted });
    return { encrypted: action.encrypted, plain: builder(false), secret: builder(true) };
  }

  /** Rules of the same profile and policy share their cohorts. */
  private builder(key: { readonly profile: string; readonly policy: string; readonly encrypted: boolean }): CohortBuilder {
    const id = JSON.stringify([key.profile, key.policy, key.encrypted]);
    const builder = this.builders.get(id) ?? new CohortBuilder(key);
    this.builders.set(id, builder);
    return builder;
  }

  private goalOf(volume: Volume): Goal {
    const fixed = this.fixedGoal(volume);
    if (fixed !== undefined) return fixed;
    for (const rule of this.rules) if (rule.matches(volume)) return rule.goal;
    return this.unmatched;
  }

  /** What goes before every rule. */
  private fixedGoal({ temporary, status }: Volume): Goal | undefined {
    return temporary !== undefined ? { excluded: this.exclusion(temporary) } : this.statuses.get(status);
  }

  private plan(volume: Volume, goal: Planning): void {
    const encrypted = goal.encrypted ?? volume.encrypted;
    if (encrypted === undefined) this.untold.add(volume.size);
    const builder = encrypted ? goal.secret : goal.plain;
    builder.add(volume);
    this.sizes.add(volume.size);
    if (this.wanted.size > 0) this.remember(volume, builder.name);
  }

  /** An id beats a name; of two volumes of one name, the larger is the worse case to restore. */
  private keep(word: string, volume: Ranked, cohort: string): void {
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

/** The rule's demands on what volumes of a kind have in common. */
function commonOf({ match, action }: WorkloadRule): WorkloadRule {
  const { type, project, status, encrypted, bootable } = match;
  const common = {
    ...(type === undefined ? {} : { type }),
    ...(project === undefined ? {} : { project }),
    ...(status === undefined ? {} : { status }),
    ...(encrypted === undefined ? {} : { encrypted }),
    ...(bootable === undefined ? {} : { bootable }),
  };
  return { match: common, action };
}

/** Whether the rule asks for more than that: for a name, a size, metadata. */
function looksFurther({ match }: WorkloadRule): boolean {
  const { name, minSizeGib, maxSizeGib, metadata } = match;
  return name !== undefined || minSizeGib !== undefined || maxSizeGib !== undefined || metadata !== undefined;
}

function sumOf(parts: readonly VolumeBooks[]): VolumeBooks {
  const sum = new VolumeBooks();
  for (const part of parts) sum.addAll(part);
  return sum;
}
