import { metadataOf } from '../cell-values.js';
import type { Choice } from '../choice.js';
import { compileRule, type VolumeTest } from '../rule-matcher.js';
import type { Volume, WorkloadRule } from '../types.js';
import { ByteGlob } from './byte-glob.js';

/** A choice made ready for rows: what its rule still asks for, once the kind of volume is known. */
export interface RowTest {
  readonly choice: Choice;
  readonly minSize: number;
  readonly maxSize: number;
  readonly name: ByteGlob | undefined;
  readonly metadata: VolumeTest | undefined;
}

const OPEN = { minSize: 0, maxSize: Number.POSITIVE_INFINITY, name: undefined, metadata: undefined };
/** Each rule is made ready once, for kinds without number. */
const ready = new WeakMap<WorkloadRule, Omit<RowTest, 'choice'>>();

export function rowTestOf(choice: Choice): RowTest {
  const { rule } = choice;
  if (rule === undefined) return { choice, ...OPEN };
  const demands = ready.get(rule) ?? demandsOf(rule);
  ready.set(rule, demands);
  return { choice, ...demands };
}

function demandsOf({ match, action }: WorkloadRule): Omit<RowTest, 'choice'> {
  const { name, minSizeGib, maxSizeGib, metadata } = match;
  return {
    minSize: minSizeGib ?? OPEN.minSize,
    maxSize: maxSizeGib ?? OPEN.maxSize,
    name: name === undefined ? undefined : new ByteGlob(name),
    metadata: metadata === undefined ? undefined : compileRule({ match: { metadata }, action }),
  };
}

/** As many different cells of metadata are remembered. */
const MOST_REMEMBERED = 4096;

/** Metadata by the text of its cell: few texts come again and again. */
export class MetadataCells {
  private readonly known = new Map<string, Volume['metadata']>();

  read(cell: string): Volume['metadata'] {
    const known = this.known.get(cell);
    if (known) return known;
    const metadata = metadataOf(cell) ?? {};
    if (this.known.size >= MOST_REMEMBERED) this.known.clear();
    this.known.set(cell, metadata);
    return metadata;
  }
}
