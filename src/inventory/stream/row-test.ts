import { metadataOf } from '../cell-values.js';
import type { Choice } from '../choice.js';
import { compileRule, type VolumeTest } from '../rule-matcher.js';
import type { Volume } from '../types.js';
import { ByteGlob } from './byte-glob.js';

/** A choice made ready for rows: what its rule still asks for, once the kind of volume is known. */
export interface RowTest {
  readonly choice: Choice;
  readonly minSize: number;
  readonly maxSize: number;
  readonly name: ByteGlob | undefined;
  readonly metadata: VolumeTest | undefined;
}

export function rowTestOf(choice: Choice): RowTest {
  const { name, minSizeGib, maxSizeGib, metadata } = choice.rule?.match ?? {};
  return {
    choice,
    minSize: minSizeGib ?? 0,
    maxSize: maxSizeGib ?? Number.POSITIVE_INFINITY,
    name: name === undefined ? undefined : new ByteGlob(name),
    metadata:
      metadata === undefined || !choice.rule ? undefined : compileRule({ match: { metadata }, action: choice.rule.action }),
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
