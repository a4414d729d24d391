import type { Place, Problem } from '../problems/problem.js';
import { attachedOf, booleanOf, dayOfTimestamp, metadataOf, textOf, toldText } from './cell-values.js';
import type { Cells } from './columns.js';
import { duplicateId, missingId, unreadableMetadata, wrongSize } from './inventory-problems.js';
import { readSize } from './read-size.js';
import type { Volume } from './types.js';

/** Takes the records of one file, in any form, and keeps volumes and rejects: every record becomes one or the other. */
export class VolumeCollector {
  readonly volumes: Volume[] = [];
  readonly rejects: Problem[] = [];
  private readonly firstOf = new Map<string, Volume>();
  private unreadable = 0;
  private firstUnreadable: Place | undefined;

  /** @param project what to call the project of every volume, where the person says so */
  constructor(private readonly project: string | undefined) {}

  add(place: Place, cells: Cells): void {
    const volume = this.volume(place, cells);
    if ('code' in volume) this.rejects.push(volume);
    else {
      this.firstOf.set(volume.id, volume);
      this.volumes.push(volume);
    }
  }

  reject(problem: Problem): void {
    this.rejects.push(problem);
  }

  warnings(): readonly Problem[] {
    return this.firstUnreadable ? [unreadableMetadata(this.firstUnreadable, this.unreadable)] : [];
  }

  private volume(place: Place, cells: Cells): Volume | Problem {
    const id = toldText(cells.id)?.trim() ?? '';
    if (id === '') return missingId(place);
    const size = readSize(cells.size);
    if (size === undefined) return wrongSize(place, cells.size);
    const first = this.firstOf.get(id);
    if (first) return duplicateId(place, id, first.place);
    return {
      id,
      name: textOf(cells.name) ?? '',
      size,
      status: toldText(cells.status) ?? '',
      type: toldText(cells.type),
      encrypted: booleanOf(cells.encrypted),
      bootable: booleanOf(cells.bootable),
      attached: attachedOf(cells.attached),
      project: this.project ?? toldText(cells.projectName) ?? toldText(cells.project),
      zone: toldText(cells.zone),
      createdAt: dayOfTimestamp(cells.createdAt),
      metadata: this.metadata(place, cells.metadata),
      temporary: temporaryOf(cells),
      place,
    };
  }

  private metadata(place: Place, cell: unknown): Volume['metadata'] {
    const metadata = metadataOf(cell);
    if (metadata) return metadata;
    this.unreadable++;
    this.firstUnreadable ??= place;
    return {};
  }
}

/** Cinder counts a migration's volume twice while it moves, and its own helpers not at all (facts: REST, migration_status and consumes_quota). */
function temporaryOf(cells: Cells): Volume['temporary'] {
  if (textOf(cells.migration)?.startsWith('target:')) return 'migration target';
  return booleanOf(cells.consumesQuota) === false ? 'temporary volume' : undefined;
}
