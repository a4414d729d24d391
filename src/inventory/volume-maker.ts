import type { Place, Problem } from '../problems/problem.js';
import { attachedOf, booleanOf, dayOfTimestamp, metadataOf, textOf, toldText } from './cell-values.js';
import type { Cells } from './columns.js';
import { missingId, unreadableMetadata, wrongSize } from './inventory-problems.js';
import { readSize } from './read-size.js';
import type { Volume } from './types.js';

/** What a file's volumes are told of from outside it. */
export interface Beside {
  /** What to call the project of every volume, where the person says so. */
  readonly project?: string | undefined;
  /** Whether volumes of a type are encrypted, from a list of types. */
  readonly encryptedTypes?: ReadonlyMap<string, boolean> | undefined;
}

/** Makes volumes of records of any form. */
export class VolumeMaker {
  private unreadable = 0;
  private firstUnreadable: Place | undefined;

  constructor(private beside: Beside) {}

  /** A list of types came with the file itself; what a person brought goes first. */
  learn(types: ReadonlyMap<string, boolean>): void {
    this.beside = { ...this.beside, encryptedTypes: new Map([...types, ...(this.beside.encryptedTypes ?? [])]) };
  }

  /** @returns a volume, or why the record cannot be one (INV007, INV012) */
  make(place: Place, cells: Cells): Volume | Problem {
    const id = toldText(cells.id)?.trim() ?? '';
    if (id === '') return missingId(place);
    const size = readSize(cells.size);
    if (size === undefined) return wrongSize(place, cells.size);
    const type = toldText(cells.type);
    return {
      id,
      name: textOf(cells.name) ?? '',
      size,
      status: toldText(cells.status) ?? '',
      type,
      encrypted: booleanOf(cells.encrypted) ?? this.beside.encryptedTypes?.get(type ?? ''),
      bootable: booleanOf(cells.bootable),
      attached: attachedOf(cells.attached),
      project: this.beside.project ?? toldText(cells.projectName) ?? toldText(cells.project),
      zone: toldText(cells.zone),
      createdAt: dayOfTimestamp(cells.createdAt),
      ...(cells.updatedAt === undefined ? {} : { updatedAt: dayOfTimestamp(cells.updatedAt) }),
      metadata: this.metadata(place, cells.metadata),
      temporary: temporaryOf(cells),
      place,
    };
  }

  warnings(): readonly Problem[] {
    return this.firstUnreadable ? [unreadableMetadata(this.firstUnreadable, this.unreadable)] : [];
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
