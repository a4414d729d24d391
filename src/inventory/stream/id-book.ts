import { duplicateId, sizesDiffer } from '../inventory-problems.js';
import { IdSet, type IdWords, LARGEST_SIZE } from './id-set.js';
import type { RejectNote } from './reject-log.js';

/** What an id that comes again means. */
export type Repeated =
  | { readonly kind: 'merged' }
  /** `isOther`: another file has it, so that it is a volume of this one all the same. */
  | { readonly kind: 'reject'; readonly note: RejectNote; readonly isOther: boolean };

interface First {
  readonly file: number;
  readonly row: number;
  readonly size: number;
}

/** Knows volumes that come again, over all files. */
export interface VolumeIds {
  beginFile(name: string): void;
  /** Volumes that an earlier file has told of with the same size: they count once. */
  readonly merged: number;
  /** Adds the id of one volume. @returns undefined: it is new, as far as is known now */
  add(volume: { readonly id: string; readonly size: number }, words: IdWords | undefined, row: number): Repeated | undefined;
}

/** Which volumes were read, over all files: Cinder's ids in a set of bytes, any other text in a map. */
export class IdBook implements VolumeIds {
  readonly ids = new IdSet();
  merged = 0;
  private readonly others = new Map<string, { readonly file: number; readonly row: number; readonly size: number }>();
  private readonly files: { readonly name: string; readonly start: number }[] = [];

  beginFile(name: string): void {
    this.files.push({ name, start: this.ids.size });
  }

  add(volume: { readonly id: string; readonly size: number }, words: IdWords | undefined, row: number): Repeated | undefined {
    if (words === undefined) return this.addOther(volume, row);
    const entry = this.ids.append(words, row, volume.size);
    const [other = -1] = this.ids.settle(entry);
    return other < 0 ? undefined : this.repeated(other, volume.id, row, volume.size);
  }

  /** What to make of a volume whose id the entry `other` has already. */
  private repeated(other: number, id: string, row: number, size: number): Repeated {
    const file = this.files.findLastIndex(({ start }) => start <= other);
    return this.judge({ file, row: this.ids.rowOf(other), size: this.ids.sizeOf(other) }, id, row, size);
  }

  private addOther({ id, size }: { readonly id: string; readonly size: number }, row: number): Repeated | undefined {
    const first = this.others.get(id);
    if (first) return this.judge(first, id, row, size);
    this.others.set(id, { file: this.files.length - 1, row, size: Math.min(size, LARGEST_SIZE) });
    return undefined;
  }

  private judge(first: First, id: string, row: number, size: number): Repeated {
    if (first.file === this.files.length - 1)
      return {
        kind: 'reject',
        isOther: false,
        note: { row, first: first.row, problem: (place, at) => duplicateId(place, id, at) },
      };
    if (first.size === Math.min(size, LARGEST_SIZE)) {
      this.merged++;
      return { kind: 'merged' };
    }
    const file = this.files[first.file]?.name ?? '';
    return {
      kind: 'reject',
      isOther: true,
      note: { row, problem: (place) => sizesDiffer(place, String(size), { file }, String(first.size)) },
    };
  }
}
