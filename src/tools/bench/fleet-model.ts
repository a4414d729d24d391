import {
  type ChunkLaw,
  changeOnFixedGrid,
  chunkLawOf,
  segmentLengths,
  writesThatRewrite,
} from '../../engine/capacity/change-at-grain.js';
import { type ChangeLaw, changeTable } from '../../engine/capacity/changed-share.js';
import { liveSet, supersededBetween, type VersionedData } from '../../engine/capacity/versions.js';
import {
  type Chunker,
  compressionOf,
  type GoldenEngines,
  type MeasuredRun,
  type MeasuredScenario,
  ZEROS_KEPT,
} from './golden-engines.js';

/** A part of the fleet whose data changes in one way. Bytes as stored: after compression. */
interface Region {
  readonly data: VersionedData;
  /** Stored bytes of one byte of the region. */
  readonly stored: number;
  /** Copies: the volumes that hold it apart; 1 for what all share. */
  readonly live: number;
  readonly versions: number;
  /** Bytes outside the region in chunks that reach into it: stored again with it. As a share of the region. */
  readonly reach: number;
}

/** The fleet in front of one engine: what is stored for a list of kept points. */
export interface Fleet {
  /** Physical bytes when exactly these points (days, ascending) are held. */
  readonly held: (points: readonly number[]) => number;
}

/** How an engine cuts: its grain, and the expected bytes lost at a place where shared data meets own data. */
interface Cutting {
  readonly chunks: ChunkLaw | undefined;
  readonly blockBytes: number;
  readonly edgeBytes: number;
  /** Zeros behind the data that the last chunk takes along, where they are stored as they are. */
  readonly zeroBytes: number;
}

/**
 * The planner's own formula (M-6 to M-8, M-12) on a measured scenario, with the edges that matter for volumes of 100 MB:
 * a chunk astride image and own data is not shared; the tail chunk of a growing volume is stored again.
 */
export function fleetOf({ scenario, engine }: MeasuredRun, golden: GoldenEngines): Fleet {
  const cutting = cuttingOf(golden.chunkerOf(engine), scenario, golden.ratioOf('zero', engine));
  const own = compressionOf(golden, engine, scenario.own_data_compressible_fraction);
  const image = compressionOf(golden, engine, scenario.common_image_compressible_fraction);
  const steady = [...patchRegions(scenario, cutting, own), ...imageRegions(scenario, cutting, image)];
  const { volumes } = scenario;
  const tail = scenario.growth_per_day_fraction_of_initial_allocated > 0 ? volumes * cutting.edgeBytes * own : 0;
  const held = (points: readonly number[]): number =>
    [...ownRegions(scenario, cutting, own, points.at(-1) ?? 0), ...steady].reduce(
      (sum, region) => sum + heldOf(region, points),
      tail * Math.max(0, points.length - 1),
    );
  return { held };
}

function heldOf({ data, stored, live, versions, reach }: Region, points: readonly number[]): number {
  const superseded = points.slice(1).reduce((sum, point, index) => sum + supersededBetween(data, points[index] ?? 0, point), 0);
  return (liveSet(data, points.at(-1) ?? 0) * live + superseded * versions * (1 + reach)) * stored;
}

function cuttingOf(chunker: Chunker, scenario: MeasuredScenario, zeroRatio: number): Cutting {
  if (chunker.kind === 'fixed') return { chunks: undefined, blockBytes: chunker.size, edgeBytes: 0, zeroBytes: 0 };
  const lengths = segmentLengths({ min: chunker.min, m: 2 ** chunker.mask_bits, max: chunker.max });
  // Holes of zeros lie inside a buzhash chunk and take part of its length; Rabin cuts as soon as it meets one.
  const scattered = scenario.free_space_layout !== 'tail';
  const density = scattered ? scenario.allocated_fraction_of_size : 1;
  const mean = scattered && chunker.kind === 'cdc-rabin' ? chunker.min + scenario.scatter_bytes : lengths.mean;
  const spread = scattered && chunker.kind === 'cdc-rabin' ? mean : lengths.spread;
  const edgeBytes = (spread * density) / 2;
  // Without compression a buzhash chunk that meets zeros runs on to the longest length, and all of it is stored.
  const free = scenario.volume_size_bytes * (1 - scenario.allocated_fraction_of_size);
  const zeroBytes = chunker.kind === 'cdc-buzhash' && zeroRatio < ZEROS_KEPT ? Math.min(free, chunker.max - edgeBytes) : 0;
  return { chunks: chunkLawOf(mean * density, spread * density), blockBytes: 0, edgeBytes, zeroBytes };
}

/** What writes do to a part of `bytes` of one volume at this engine's grain. */
function lawOf(cutting: Cutting, bytes: number, written: number, writeBytes: number): ChangeLaw {
  const writes = writesThatRewrite(bytes > 0 ? written / bytes : 0, bytes, writeBytes);
  if (cutting.chunks === undefined) {
    const grid = { writeKib: writeBytes, alignKib: writeBytes, blockKib: cutting.blockBytes };
    return { kind: 'grid', hot: 1, daily: changeOnFixedGrid({ writes, hotKib: bytes }, grid) };
  }
  return { kind: 'segments', hot: 1, writesPerKib: bytes > 0 ? writes / bytes : 0, writeKib: writeBytes, chunks: cutting.chunks };
}

/** The change is a share of all data, image included, and falls on what is each volume's own: as that grows, its share of it falls. */
function ownRegions(scenario: MeasuredScenario, cutting: Cutting, stored: number, day: number): readonly Region[] {
  const size = scenario.volume_size_bytes;
  const allocated = size * scenario.allocated_fraction_of_size;
  const ownBytes = size * scenario.own_data_fraction_of_size;
  const grown = scenario.growth_per_day_fraction_of_initial_allocated * allocated;
  const onAll = scenario.change_falls_on === 'everything' ? ownBytes / allocated : ownBytes / (ownBytes + grown * day);
  const changed = (allocated + grown * day) * scenario.daily_change_fraction_of_allocated * onAll;
  const patched = changed * scenario.fleet_wide_patch_share_of_change;
  const hotBytes = ownBytes * scenario.hot_fraction;
  const astride = scenario.common_image_fraction_of_size > 0 ? cutting.edgeBytes : 0;
  // The hot part lies first, next to the image; what changes in it takes the chunk astride hot and cold along.
  const parts = [
    {
      bytes: ownBytes - hotBytes,
      edge: (hotBytes > 0 ? 0 : astride) + cutting.zeroBytes,
      reach: hotBytes > 0 ? -cutting.edgeBytes : 0,
      written: (changed - patched) * (1 - scenario.hot_share),
      grown,
    },
    { bytes: hotBytes, edge: astride, reach: cutting.edgeBytes, written: (changed - patched) * scenario.hot_share, grown: 0 },
  ].filter((part) => part.bytes > 0);
  return parts.map(({ bytes, edge, reach, written, grown: growth }) => {
    const law = lawOf(cutting, bytes, written, scenario.write_size_bytes);
    const data = versioned(bytes + edge, growth / (bytes + edge), law, scenario.days);
    return { data, stored, live: scenario.volumes, versions: scenario.volumes, reach: reach / (bytes + edge) };
  });
}

/**
 * A patch writes the same bytes to the same place of every volume. What lies wholly inside an extent is stored once, however
 * many volumes there are; the chunks astride its ends hold own data too and are stored for each.
 */
function patchRegions(scenario: MeasuredScenario, cutting: Cutting, stored: number): readonly Region[] {
  const size = scenario.volume_size_bytes;
  const patched =
    size *
    scenario.allocated_fraction_of_size *
    scenario.daily_change_fraction_of_allocated *
    scenario.fleet_wide_patch_share_of_change;
  const bytes = size * scenario.own_data_fraction_of_size;
  if (patched <= 0 || bytes <= 0) return [];
  const extent = scenario.fleet_wide_patch_extent_bytes;
  const spread = cutting.chunks === undefined ? 0 : 2 * cutting.edgeBytes;
  const inside = cutting.blockBytes > extent ? 0 : Math.max(0, extent - spread) / (extent + spread);
  const data = versioned(bytes, 0, lawOf(cutting, bytes, patched, extent), scenario.days);
  return [{ data, stored, live: 0, versions: inside + (1 - inside) * scenario.volumes, reach: 0 }];
}

/** The image that all volumes share: stored once; where each volume changes its own copy, sharing wears off. */
function imageRegions(scenario: MeasuredScenario, cutting: Cutting, stored: number): readonly Region[] {
  const bytes = scenario.volume_size_bytes * scenario.common_image_fraction_of_size;
  if (bytes <= 0) return [];
  const changes = scenario.change_falls_on === 'everything' ? bytes * scenario.daily_change_fraction_of_allocated : 0;
  const law = lawOf(cutting, bytes, changes, scenario.write_size_bytes);
  return [
    { data: versioned(bytes, 0, law, scenario.days), stored, live: 1, versions: changes > 0 ? scenario.volumes : 1, reach: 0 },
  ];
}

/** Growth of these scenarios is a constant amount a day, so the table is a line. */
function versioned(used: number, growthADay: number, law: ChangeLaw, days: number): VersionedData {
  const growth = new Float64Array(days + 1).map((_, day) => 1 + growthADay * day);
  return { used, growth, changed: changeTable(law, days), shared: 0 };
}
