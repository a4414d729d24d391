import type { CohortSink } from '../cohort-sink.js';
import type { Field } from '../columns.js';
import type { Volume } from '../types.js';
import type { BlockBuffer } from './block-buffer.js';
import { ROLE } from './block-memory.js';
import { Interner } from './interner.js';
import type { RowScanner } from './row-scanner.js';
import { type Kind, kindOf } from './row-test.js';

/** Columns in which few texts come again and again, and which together decide what kind of volume a row is. */
const KIND: ReadonlySet<Field> = new Set([
  'status',
  'type',
  'bootable',
  'project',
  'projectName',
  'encrypted',
  'migration',
  'consumesQuota',
]);
/** Columns of kind that stand side by side are one text. Lists of more stretches than this are odd. */
const MOST_STRETCHES = 4;

/** Knows the kind of a row by the bytes of its cells, and the routes of volumes of each kind. */
export class RowKinds {
  private readonly stretches: readonly { readonly first: number; readonly last: number; readonly texts: Interner }[];
  /** Texts of two stretches and more have one number together: by the number of those before the last one, and the last one's. */
  private readonly pairs = new Map<number, number>();
  private readonly kinds = new Map<number, Kind>();

  constructor(
    fields: readonly (Field | undefined)[],
    private readonly cohorts: CohortSink,
    private readonly scanner: RowScanner,
    private readonly block: BlockBuffer,
  ) {
    this.stretches = stretchesOf(fields).map(([first, last]) => ({ first, last, texts: new Interner(Interner.many) }));
  }

  /**
   * The kind of the row in the scanner.
   *
   * @param like makes the row's volume; asked once for each kind
   * @returns undefined where kinds are too many to be told apart, or the row is no volume
   */
  of(like: () => Volume | undefined): Kind | undefined {
    const { scanner, block, stretches } = this;
    let key = 0;
    for (let index = 0; index < stretches.length; index++) {
      const stretch = stretches[index];
      if (stretch === undefined) continue;
      const number = stretch.texts.number(block.bytes, scanner.from[stretch.first] ?? 0, scanner.to[stretch.last] ?? 0);
      if (number < 0) return undefined;
      key = index === 0 ? number : this.together(key, number);
    }
    return this.kinds.get(key) ?? this.newKind(key, like());
  }

  private together(before: number, last: number): number {
    const pair = before * Interner.many + last;
    const known = this.pairs.get(pair) ?? this.pairs.size;
    this.pairs.set(pair, known);
    return known;
  }

  private newKind(key: number, like: Volume | undefined): Kind | undefined {
    if (like === undefined) return undefined;
    const kind = kindOf(like, this.cohorts);
    this.kinds.set(key, kind);
    return kind;
  }
}

/** Whether rows of these columns have kinds that can be told apart, and no column tells twice. */
export function hasKinds(fields: readonly (Field | undefined)[]): boolean {
  const told = fields.filter((field) => field !== undefined);
  return new Set(told).size === told.length && stretchesOf(fields).length <= MOST_STRETCHES;
}

/** What each cell of a row is for, as the platform's own reader of rows wants it. */
export function rolesOf(fields: readonly (Field | undefined)[]): Uint8Array {
  const roles = Uint8Array.from(fields, (field) =>
    field === 'id' ? ROLE.id : field === 'name' ? ROLE.name : field === 'size' ? ROLE.size : 0,
  );
  for (const [first, last] of stretchesOf(fields)) {
    roles[first] = (roles[first] ?? 0) | ROLE.firstOfStretch;
    roles[last] = (roles[last] ?? 0) | ROLE.lastOfStretch;
  }
  return roles;
}

function stretchesOf(fields: readonly (Field | undefined)[]): readonly (readonly [first: number, last: number])[] {
  const stretches: [number, number][] = [];
  fields.forEach((field, index) => {
    if (field === undefined || !KIND.has(field)) return;
    const open = stretches.at(-1);
    if (open?.[1] === index - 1) open[1] = index;
    else stretches.push([index, index]);
  });
  return stretches;
}
