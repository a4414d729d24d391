import type { Place, Problem } from '../problems/problem.js';
import { isRecord } from './cell-values.js';
import { malformed, truncated } from './inventory-problems.js';

const FORMAT = 'stowage-inventory';
const VERSION = 1;
const KINDS = { project: 'projects', type: 'types', volume: 'volumes', snapshot: 'snapshots', backup: 'backups' } as const;
type Json = Readonly<Record<string, unknown>>;

/** Whether an object is the first line of a file that `stowage inventory pull` has written. */
export function isSnapshotHeader(value: unknown): value is Json {
  return isRecord(value) && value.format === FORMAT;
}

/** What the lines of a snapshot file tell beside volumes, and whether all of them came. */
export class SnapshotLines {
  readonly form = 'snapshot file of stowage inventory pull';
  /** Whether volumes of a type are encrypted, where Cinder told. */
  readonly encryptedTypes = new Map<string, boolean>();
  private ended: Json | undefined;

  constructor(private readonly header: Json) {}

  /** When the pull began: ISO 8601, UTC. */
  get pulledAt(): string | undefined {
    return typeof this.header.pulledAt === 'string' ? this.header.pulledAt : undefined;
  }

  take(line: Json): void {
    if (line.kind === 'end') this.ended = line;
    if (line.kind === 'type' && typeof line.name === 'string' && 'encryption' in line)
      this.encryptedTypes.set(line.name, line.encryption !== null);
  }

  /** @param volumes lines of volumes that were read, where the caller counted them */
  problems(file: Place, volumes?: number): readonly Problem[] {
    if (this.header.version !== VERSION) {
      const found = `version ${String(this.header.version).slice(0, 20)} of the form`;
      return [malformed({ ...file, line: 1 }, found, `version ${VERSION}: a newer stowage reads it`)];
    }
    if (this.ended === undefined) return [truncated(file, 'a snapshot file without its last line')];
    const counts = isRecord(this.ended.counts) ? this.ended.counts : {};
    const wanted = counts[KINDS.volume];
    if (volumes === undefined || volumes === wanted) return [];
    return [truncated(file, `${volumes} volumes in a snapshot file of ${String(wanted)}`)];
  }
}
