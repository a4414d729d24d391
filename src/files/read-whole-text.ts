import { type Parsed, type Problem, parsed } from '../problems/problem.js';
import { type InventorySource, readSource } from './inventory-source.js';

/** More than this and a string cannot hold it (V8's limit is 512 MiB). */
const LARGEST_TEXT = 400 * 2 ** 20;
const PIECE = 1 << 20;

/**
 * The text of a source, unzipped, with the SHA-256 of the bytes on disk.
 *
 * @returns CLI003 for more than fits into a string; INV008 or INV009 for a gzip file that is cut or damaged
 */
export async function readWholeText(
  source: InventorySource,
): Promise<Parsed<{ readonly text: string; readonly sha256: string }>> {
  const target = new Whole();
  const sha256 = await readSource(source, target, { hash: true });
  if (target.isOver || sha256 === undefined) return { ok: false, problems: [tooLarge(source.name)] };
  return parsed({ text: target.text(), sha256 });
}

class Whole {
  private readonly pieces: Uint8Array[] = [];
  private length = 0;
  private piece = new Uint8Array(PIECE);
  private used = 0;

  get isOver(): boolean {
    return this.length > LARGEST_TEXT;
  }

  space(): Uint8Array {
    if (this.used === PIECE) {
      this.pieces.push(this.piece);
      this.piece = new Uint8Array(PIECE);
      this.used = 0;
    }
    return this.piece.subarray(this.used);
  }

  filled(count: number): void {
    this.used += count;
    this.length += count;
  }

  text(): string {
    const decoder = new TextDecoder();
    const parts = [...this.pieces, this.piece.subarray(0, this.used)].map((piece) => decoder.decode(piece, { stream: true }));
    return parts.join('') + decoder.decode();
  }
}

function tooLarge(file: string): Problem {
  return {
    code: 'CLI003',
    severity: 'error',
    where: { file },
    found: 'more than 400 MiB in a form that is not read in pieces',
    wanted: 'CSV or JSON, which may be of any size',
    fix: 'run: openstack volume list --all-projects --long -f csv',
  };
}

/** What a gzip file that cannot be unzipped is, in our words; undefined for any other error. */
export function gzipProblem(error: unknown, file: string): Problem | undefined {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')))
    return undefined;
  const isCut = error.code === 'Z_BUF_ERROR';
  return {
    code: isCut ? 'INV008' : 'INV009',
    severity: 'error',
    where: { file },
    found: isCut ? 'a gzip file without its end' : `a gzip file that cannot be unzipped: ${error.message}`,
    wanted: 'a whole file',
    fix: 'write or copy the file again',
  };
}
