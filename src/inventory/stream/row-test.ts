import { metadataOf } from '../cell-values.js';
import type { CohortSink } from '../cohort-sink.js';
import type { Route } from '../route.js';
import { compileRule, type VolumeTest } from '../rule-matcher.js';
import type { Volume, WorkloadRule } from '../types.js';
import { ByteGlob } from './byte-glob.js';

/** A route made ready for rows: what its rule still asks for, once the kind of volume is known. */
export interface RowTest {
  readonly route: Route;
  readonly minSize: number;
  readonly maxSize: number;
  readonly name: ByteGlob | undefined;
  readonly metadata: VolumeTest | undefined;
}

/** A kind of volume: they have in common what their routes were found by. */
export interface Kind {
  readonly like: Volume;
  /** What rules still ask for; the last test takes what the others do not. */
  readonly tests: readonly RowTest[];
}

const OPEN = { minSize: 0, maxSize: Number.POSITIVE_INFINITY, name: undefined, metadata: undefined };
/** Made ready once, for kinds without number. */
const ready = new WeakMap<readonly Route[], readonly RowTest[]>();

export function kindOf(like: Volume, cohorts: CohortSink): Kind {
  const routes = cohorts.routesFor(like);
  const tests = ready.get(routes) ?? routes.map((route) => ({ route, ...(route.rule ? demandsOf(route.rule) : OPEN) }));
  ready.set(routes, tests);
  return { like, tests };
}

function demandsOf({ match, action }: WorkloadRule): Omit<RowTest, 'route'> {
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
