import { asGib } from '../../units/gib.js';
import type { CohortBuilder } from '../cohort-builder.js';
import { COUNTED } from '../size-distribution.js';
import type { Volume } from '../types.js';
import type { VolumeBooks } from '../volume-books.js';
import { MOST_PROJECTS, type PlainRows } from './block-memory.js';
import type { ByteTools } from './byte-tools.js';
import type { CohortGoal } from './csv-cohorts.js';
import type { Kind, RowTest } from './row-test.js';
import { textOfUuid, Uuid, wordsOf } from './uuid.js';
import { utf8 } from './wanted-cells.js';

/** Words of the arena: its head, then tables of fixed length, then what is added piece by piece. As plain-rows.as.txt has them. */
const HEAD = {
  why: 0,
  idCount: 1,
  ids: 2,
  mostIds: 3,
  kinds: 4,
  sizes: 5,
  names: 6,
  idsWanted: 7,
  projects: 8,
  words: 10,
} as const;
const TEST = { how: 0, least: 1, most: 2, choice: 3, prefix: 4, core: 6, length: 7, byProject: 8, words: 10 } as const;
const CHOICE = { volumes: 0, cohort: 1, size: 2, words: 4 } as const;
const COHORT = { size: 0, id: 1, ranked: 5, buckets: 8, largest: 40, words: 40 + 20 * 72 } as const;
const RANKED = { size: 0, id: 1, kind: 5, nameLength: 6, project: 7, name: 8, words: 72 } as const;
/** Of one project's volumes. */
const TALLY = { volumes: 0, size: 2, words: 4 } as const;
const HOW = { all: 0, equal: 1, start: 2, end: 3, inside: 4 } as const;
const [IDS, KINDS, BITS_WORDS] = [1 << 14, 1 << 16, 2048];
/** For each first byte of a name, how many tests cannot take it. */
const SKIPS = 64;
const BUCKETS = COHORT.largest - COHORT.buckets;
const LARGEST = 0x7fff_ffff;

/**
 * What the platform's vectors count of plain rows, and by which tests: laid out in their memory. Sums that are complete go from there into
 * the books, cohorts, the sizes and the log of ids with `drain`.
 */
export class RowCounts {
  private readonly words: Int32Array;
  private readonly bytes: Uint8Array;
  /** The next word that is free. */
  private free: number;
  private readonly ids = HEAD.words;
  private readonly kinds = this.ids + IDS * 2;
  private readonly sizes = this.kinds + KINDS * 2;
  /** Which projects are known. */
  private readonly flags = this.sizes + COUNTED;
  /** By their numbers, and where the choices of each are. */
  private readonly known: { readonly kind: Kind; readonly choices: number | undefined }[] = [];
  private readonly cohorts = new Map<CohortBuilder, number>();
  /** Where tests that kinds have in common are, and what the choices of each are before anything is counted. */
  private readonly lists = new Map<readonly RowTest[], { readonly at: number; readonly choices: Int32Array }>();
  /** By their numbers, where kinds do not tell them. */
  private readonly projects: Volume['project'][] = [];
  /** Where volumes of each group are counted by project. */
  private readonly books = new Map<VolumeBooks, number>();
  private readonly uuid = new Uuid();
  /** Where the test that asks is, once there is no room for others. */
  private lastAsking: number | undefined;

  constructor(
    private readonly plain: PlainRows,
    private readonly tools: ByteTools,
    private readonly goal: CohortGoal,
    /** A project makes kinds, or has a number of its own. */
    private readonly projectsAre: 'of kinds' | 'apart',
  ) {
    const { arena } = plain;
    this.words = arena;
    this.bytes = new Uint8Array(arena.buffer, arena.byteOffset, arena.byteLength);
    this.free = this.flags + MOST_PROJECTS;
    // Pages that nothing was written to are zeros, and take no room.
    if (arena[HEAD.ids] !== 0) arena.fill(0, this.kinds, this.free);
    const [ids, kinds, sizes, flags] = [this.ids, this.kinds, this.sizes, this.flags].map((at) => this.address(at));
    arena.set([0, 0, ids ?? 0, IDS, kinds ?? 0, sizes ?? 0, 0, 0, projectsAre === 'apart' ? (flags ?? 0) : 0, 0]);
    const { wanted } = goal.cohorts;
    if (wanted.size > 0) this.want(wanted);
  }

  /** Why counting stopped: one of STOP. */
  get why(): number {
    return this.words[HEAD.why] ?? 0;
  }

  /** Counts rows of the table in [from, to). @returns in front of which row it stopped */
  count(from: number, to: number): number {
    return this.plain.count(from, to);
  }

  /** A kind that was learned. */
  kind(number: number): Kind {
    const kind = this.known[number]?.kind;
    if (kind === undefined) throw new Error('a row of an unknown kind was counted');
    return kind;
  }

  /** Takes up a kind of rows by the number that the reader of rows gave it; where there is no room, its rows are asked for one by one. */
  learn(number: number, kind: Kind): void {
    const list = this.listOf(kind.tests);
    const choices = list && this.room(list.choices.length);
    if (list && choices !== undefined) this.words.set(list.choices, choices);
    const at = this.kinds + number * 2;
    this.words[at] = this.address(list && choices !== undefined ? list.at : this.asking());
    this.words[at + 1] = this.address(choices ?? 0);
    this.known[number] = { kind, choices };
  }

  /** Takes up a project by the number that the reader of rows gave it. */
  learnProject(number: number, project: Volume['project']): void {
    this.projects[number] = project;
    this.words[this.flags + number] = 1;
  }

  private listOf(tests: readonly RowTest[]) {
    const known = this.lists.get(tests);
    if (known !== undefined) return known;
    const at = this.room(SKIPS + tests.length * TEST.words);
    if (at === undefined) return undefined;
    const choices = new Int32Array(tests.length * CHOICE.words);
    tests.forEach((test, index) => {
      this.learnTest(at + SKIPS + index * TEST.words, test, index);
      const { cohort } = test.route;
      if (cohort) choices[index * CHOICE.words + CHOICE.cohort] = this.cohortAt(cohort);
    });
    for (let byte = 0; byte < 256; byte++) {
      const first = tests.findIndex(({ name }) => name === undefined || name.canBegin(byte));
      this.bytes[at * 4 + byte] = Math.min(first, 255);
    }
    const list = { at, choices };
    this.lists.set(tests, list);
    return list;
  }

  /** The smallest that is among a cohort's largest volumes has changed. */
  ranked(cohort: CohortBuilder): void {
    const at = this.cohorts.get(cohort);
    if (at !== undefined) this.setLeast(at, cohort);
  }

  /** As `ranked`, where it is not known of which cohort. */
  someRanked(): void {
    for (const [cohort, at] of this.cohorts) this.setLeast(at, cohort);
  }

  /** Brings what was counted to where it belongs, and begins anew. @returns as many volumes */
  drain(): number {
    const { words, goal, projectsAre } = this;
    this.drainIds();
    let sum = 0;
    // Numbers of rows that turned out to be odd are left out.
    this.known.forEach(({ kind, choices }) => {
      if (choices === undefined) return;
      let at = choices;
      for (const { route } of kind.tests) {
        const volumes = (words[at + CHOICE.volumes] ?? 0) >>> 0;
        if (volumes > 0) {
          const size = this.sumAt(at + CHOICE.size);
          goal.cohorts.addMany(route, kind.like, volumes, size);
          if (projectsAre === 'of kinds') route.books.addProject(kind.like.project, volumes, size);
          sum += volumes;
          words[at + CHOICE.volumes] = 0;
          words.fill(0, at + CHOICE.size, at + CHOICE.words);
        }
        at += CHOICE.words;
      }
    });
    this.drainProjects();
    this.drainRanked();
    for (const [cohort, at] of this.cohorts)
      this.take(at + COHORT.buckets, BUCKETS, (bucket, volumes) => cohort.countMany(bucket, volumes));
    this.take(this.sizes, COUNTED, (size, volumes) => goal.cohorts.sizes.addMany(size, volumes));
    return sum;
  }

  drainIds(): void {
    const count = this.words[HEAD.idCount] ?? 0;
    this.goal.log.addPrints(new Uint32Array(this.words.buffer, this.address(this.ids), count * 2));
    this.words[HEAD.idCount] = 0;
  }

  private drainProjects(): void {
    for (const [books, start] of this.books)
      this.projects.forEach((project, number) => {
        const at = start + number * TALLY.words;
        const volumes = (this.words[at + TALLY.volumes] ?? 0) >>> 0;
        if (volumes > 0) books.addProject(project, volumes, this.sumAt(at + TALLY.size));
        this.words.fill(0, at, at + TALLY.words);
      });
  }

  /** A number of 64 bits. */
  private sumAt(at: number): number {
    return ((this.words[at] ?? 0) >>> 0) + ((this.words[at + 1] ?? 0) >>> 0) * 2 ** 32;
  }

  private drainRanked(): void {
    const { words, bytes, tools, projectsAre } = this;
    for (const [cohort, start] of this.cohorts) {
      const count = words[start + COHORT.ranked] ?? 0;
      words[start + COHORT.ranked] = 0;
      for (let index = 0; index < count; index++) {
        const at = start + COHORT.largest + index * RANKED.words;
        const { like } = this.kind(words[at + RANKED.kind] ?? 0);
        const [a = 0, b = 0, c = 0, d = 0] = words.subarray(at + RANKED.id, at + RANKED.kind);
        const name = (at + RANKED.name) * 4;
        cohort.rank({
          id: textOfUuid({ a, b, c, d }),
          name: tools.decode(bytes, name, name + (words[at + RANKED.nameLength] ?? 0)),
          size: asGib(words[at + RANKED.size] ?? 0),
          type: like.type,
          project: projectsAre === 'apart' ? this.projects[words[at + RANKED.project] ?? 0] : like.project,
        });
      }
      this.setLeast(start, cohort);
    }
  }

  private take(from: number, count: number, into: (index: number, volumes: number) => void): void {
    for (let index = 0; index < count; index++) {
      const volumes = (this.words[from + index] ?? 0) >>> 0;
      if (volumes > 0) into(index, volumes);
    }
    this.words.fill(0, from, from + count);
  }

  /** Whether bytes of names or first words of ids are those that someone asks for: few others get through. */
  private want(wanted: ReadonlySet<string>): void {
    const [names, ids] = [this.room(BITS_WORDS), this.room(BITS_WORDS)];
    if (names === undefined || ids === undefined) return;
    for (const word of wanted) {
      const text = this.text(utf8(word));
      if (text === undefined) throw new Error('more volumes asked for than there is room');
      this.setBit(names, this.plain.hash(text.at, text.at + text.length));
      if (wordsOf(word, this.uuid)) this.setBit(ids, this.uuid.a);
    }
    this.words[HEAD.names] = this.address(names);
    this.words[HEAD.idsWanted] = this.address(ids);
  }

  private setBit(words: number, number: number): void {
    const at = words * 4 + ((number >>> 3) & 8191);
    this.bytes[at] = (this.bytes[at] ?? 0) | (1 << (number & 7));
  }

  /** A test that takes no volume by itself. */
  private asking(): number {
    if (this.lastAsking === undefined) {
      this.lastAsking = this.free;
      this.words.fill(0, this.free, this.words.length);
      this.words[this.free + SKIPS + TEST.most] = LARGEST;
      this.words[this.free + SKIPS + TEST.choice] = -1;
    }
    return this.lastAsking;
  }

  private learnTest(at: number, { route, minSize, maxSize, name, metadata }: RowTest, index: number): void {
    const { words } = this;
    words[at + TEST.least] = Math.min(LARGEST, Math.ceil(minSize));
    words[at + TEST.most] = Math.min(LARGEST, Math.floor(maxSize));
    words[at + TEST.choice] = -1;
    const kind = name?.kind ?? 'all';
    const core = name === undefined ? undefined : this.text(name.core);
    if (kind === 'text' || metadata !== undefined || (name !== undefined && core === undefined)) return;
    const byProject = this.projectsAre === 'apart' ? this.booksAt(route.books) : 0;
    if (byProject === undefined) return;
    words[at + TEST.byProject] = byProject;
    words[at + TEST.how] = HOW[kind];
    words[at + TEST.choice] = index;
    if (core === undefined) return;
    words[at + TEST.core] = core.at;
    words[at + TEST.length] = core.length;
    words.set(new Int32Array(this.words.buffer, core.at, 2), at + TEST.prefix);
  }

  /** Where volumes of these books are counted by project; undefined where there is no room. */
  private booksAt(books: VolumeBooks): number | undefined {
    const at = this.books.get(books) ?? this.room(MOST_PROJECTS * TALLY.words);
    if (at === undefined) return undefined;
    this.books.set(books, at);
    return this.address(at);
  }

  /** Cohorts are few: there is always room for them. */
  private cohortAt(cohort: CohortBuilder): number {
    const known = this.cohorts.get(cohort);
    if (known !== undefined) return this.address(known);
    const at = this.room(COHORT.words);
    if (at === undefined) throw new Error('no room for a cohort');
    this.cohorts.set(cohort, at);
    this.setLeast(at, cohort);
    return this.address(at);
  }

  private setLeast(at: number, cohort: CohortBuilder): void {
    const { words, uuid } = this;
    const least = cohort.leastRanked;
    words[at + COHORT.size] = least === undefined ? -1 : Math.min(LARGEST, least.size);
    // Volumes of the same size are all asked for where ids cannot be compared by the word.
    if (least !== undefined && wordsOf(least.id, uuid)) words.set([uuid.a, uuid.b, uuid.c, uuid.d], at + COHORT.id);
    else words.fill(-1, at + COHORT.id, at + COHORT.id + 4);
  }

  /** A text with zeros behind it, up to a multiple of 8 bytes; the address of its first byte. */
  private text(text: Uint8Array): { readonly at: number; readonly length: number } | undefined {
    const at = this.room(Math.max(2, Math.ceil(text.length / 8) * 2));
    if (at === undefined) return undefined;
    this.bytes.set(text, at * 4);
    return { at: this.address(at), length: text.length };
  }

  /** So many words of zeros; undefined where there is no room but for a test that asks. */
  private room(words: number): number | undefined {
    const at = this.free;
    if (this.lastAsking !== undefined || at + words + SKIPS + TEST.words > this.words.length) return undefined;
    // A multiple of 8 bytes.
    this.free = at + words + (words & 1);
    this.words.fill(0, at, this.free);
    return at;
  }

  private address(word: number): number {
    return this.words.byteOffset + word * 4;
  }
}
