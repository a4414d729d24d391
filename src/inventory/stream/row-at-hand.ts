import type { Route } from '../route.js';
import type { Volume } from '../types.js';
import type { BlockBuffer } from './block-buffer.js';
import type { ByteTools } from './byte-tools.js';
import type { RowScanner } from './row-scanner.js';
import { type Kind, MetadataCells, type RowTest } from './row-test.js';
import type { WantedCells } from './wanted-cells.js';

/** The row that is being judged: where it is, what it is called, its id; whoever found it fills this in. */
export class RowAtHand {
  at = 0;
  nameFrom = 0;
  nameTo = 0;
  isNameDoubled = false;
  readonly id = { a: 0, b: 0, c: 0, d: 0 };
  private readonly metadata = new MetadataCells();

  constructor(
    private readonly block: BlockBuffer,
    private readonly tools: ByteTools,
    private readonly scanner: RowScanner,
    /** -1 where there is none. */
    private readonly cells: { readonly name: number; readonly metadata: number },
  ) {}

  /** Where the volume goes: the last test of a kind takes what the others do not. */
  choose({ like, tests }: Kind, size: number): Route {
    for (const test of tests) {
      if (size < test.minSize || size > test.maxSize) continue;
      if (test.name !== undefined && !this.hasName(test.name)) continue;
      if (test.metadata !== undefined && !test.metadata({ ...like, metadata: this.metadataOfRow() })) continue;
      return test.route;
    }
    throw new Error('a volume that no route takes');
  }

  mayBeWanted(wanted: WantedCells): boolean {
    if (wanted.mayBeId(this.id.a)) return true;
    if (this.cells.name < 0) return false;
    return this.isNameDoubled || wanted.has(this.block.bytes, this.nameFrom, this.nameTo);
  }

  /** As the file has it. */
  name(): string {
    const raw = this.tools.decode(this.block.bytes, this.nameFrom, this.nameTo);
    return this.isNameDoubled ? raw.replaceAll('""', '"') : raw;
  }

  private hasName(glob: NonNullable<RowTest['name']>): boolean {
    const { nameFrom, nameTo, block } = this;
    if (!glob.needsText && !this.isNameDoubled) return glob.matches(block.bytes, nameFrom, nameTo);
    return glob.matchesText(this.name());
  }

  private metadataOfRow(): Volume['metadata'] {
    const { scanner, block, cells } = this;
    if (cells.metadata < 0) return {};
    scanner.again(this.at);
    const raw = this.tools.decode(block.bytes, scanner.from[cells.metadata] ?? 0, scanner.to[cells.metadata] ?? 0);
    return this.metadata.read(scanner.doubled[cells.metadata] === 1 ? raw.replaceAll('""', '"') : raw);
  }
}
