import { nextUnit, type Stream, streamOf } from '../../engine/uncertainty/rng.js';
import type { Fleet } from './fleet-model.js';
import { compressionOf, type GoldenEngines, type MeasuredRun, type MeasuredScenario, ZEROS_KEPT } from './golden-engines.js';

/** Where the slots that writes replace lie in a volume; a content never seen before is a new number. */
interface Layout {
  readonly starts: readonly number[];
  readonly end: number;
}
interface Fresh {
  readonly stream: Stream;
  /** Content -> places inside it where a chunk may end. */
  readonly borders: (readonly number[])[];
}
type Volume = number[];
/** What it holds, as a number, and its bytes as stored. */
type Chunk = readonly [name: number, stored: number];
type Cut = (from: number, volume: Volume) => number;

const NO_BORDERS: readonly number[] = [];

/**
 * The same fleet with its contents drawn: every write hits a place, every content has its own places where a chunk may end, and
 * chunks are cut, named by what they hold and counted one by one. No formula of the planner is in it, so what it gives on the
 * mean is what the formula should say, and how far the draws lie apart is what no formula can know.
 *
 * @returns undefined for scattered free space: holes of zeros are not simulated
 */
export function simulatedFleet(run: MeasuredRun, golden: GoldenEngines, draw: number): Fleet | undefined {
  const { scenario } = run;
  if (scenario.free_space_layout !== 'tail') return undefined;
  const fresh: Fresh = { stream: streamOf(draw, 0), borders: [] };
  const chunker = golden.chunkerOf(run.engine);
  const spacing = chunker.kind === 'fixed' ? Infinity : 2 ** chunker.mask_bits;
  const chunksOf = chunkReader(run, golden, fresh);
  const layouts = Array.from({ length: scenario.days }, (_, day) => layoutOn(scenario, day));
  const image = slotsIn(layouts[0], 0, imageEnd(scenario));
  const shared = Array.from({ length: image }, (_, slot) => newContent(fresh, lengthOf(layouts[0], slot), spacing));
  let volumes: readonly Volume[] = Array.from({ length: scenario.volumes }, () => [...shared]);
  const store: Store = { numbers: new Map(), sizes: [] };
  const days = layouts.map((layout, day) => {
    for (const volume of volumes) grow(volume, layout, fresh, spacing);
    if (day > 0) volumes = aDayOfWrites(volumes, layout, scenario, fresh, spacing);
    return new Set(volumes.flatMap((volume) => chunksOf(volume, layout).map((chunk) => numberOf(chunk, store))));
  });
  return {
    held: (points) =>
      heldBytes(
        points.map((day) => days[day] ?? new Set()),
        store.sizes,
      ),
  };
}

/** Every distinct chunk that was ever stored, numbered. */
interface Store {
  readonly numbers: Map<number, number>;
  readonly sizes: number[];
}

function numberOf([name, size]: Chunk, { numbers, sizes }: Store): number {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, sizes.length);
  return sizes.push(size) - 1;
}

function heldBytes(points: readonly ReadonlySet<number>[], sizes: readonly number[]): number {
  const seen = new Uint8Array(sizes.length);
  let bytes = 0;
  for (const point of points) {
    for (const chunk of point) {
      if (seen[chunk] === 0) bytes += sizes[chunk] ?? 0;
      seen[chunk] = 1;
    }
  }
  return bytes;
}
const imageEnd = (scenario: MeasuredScenario): number => scenario.volume_size_bytes * scenario.common_image_fraction_of_size;
const allocated = (scenario: MeasuredScenario): number => scenario.volume_size_bytes * scenario.allocated_fraction_of_size;

/** Slots of one write each from the image's start and from its end on, a short one at a region's end; then one a day for what grew. */
function layoutOn(scenario: MeasuredScenario, day: number): Layout {
  const edge = imageEnd(scenario);
  const first = edge + scenario.volume_size_bytes * scenario.own_data_fraction_of_size;
  const growth = scenario.growth_per_day_fraction_of_initial_allocated * allocated(scenario);
  const step = scenario.write_size_bytes;
  const starts: number[] = [];
  for (let at = 0; at < edge; at += step) starts.push(at);
  for (let at = edge; at < first; at += step) starts.push(at);
  for (let grown = 0; grown < day; grown++) {
    for (let at = first + grown * growth; at < first + (grown + 1) * growth; at += step) starts.push(at);
  }
  return { starts, end: first + day * growth };
}

function lengthOf(layout: Layout | undefined, slot: number): number {
  if (layout === undefined) return 0;
  return (layout.starts[slot + 1] ?? layout.end) - (layout.starts[slot] ?? 0);
}

function slotsIn(layout: Layout | undefined, from: number, until: number): number {
  return (layout?.starts ?? []).filter((start) => start >= from && start < until).length;
}

/** A content never seen before, with the places where a chunk may end: independent, `spacing` bytes apart on the mean. */
function newContent({ stream, borders }: Fresh, length: number, spacing: number): number {
  const gap = (): number => -Math.log(nextUnit(stream)) * spacing;
  let at = gap();
  if (at >= length) return borders.push(NO_BORDERS) - 1;
  const places: number[] = [];
  for (; at < length; at += gap()) places.push(at);
  return borders.push(places) - 1;
}

function grow(volume: Volume, layout: Layout, fresh: Fresh, spacing: number): void {
  while (volume.length < layout.starts.length) volume.push(newContent(fresh, lengthOf(layout, volume.length), spacing));
}

/** Each volume's writes of a day, whole slots, none twice; a patch hits the same slots of all volumes with the same content. */
function aDayOfWrites(
  volumes: readonly Volume[],
  layout: Layout,
  scenario: MeasuredScenario,
  fresh: Fresh,
  spacing: number,
): readonly Volume[] {
  const step = scenario.write_size_bytes;
  const first = scenario.change_falls_on === 'everything' ? 0 : slotsIn(layout, 0, imageEnd(scenario));
  const open = layout.starts.map((_, slot) => slot).filter((slot) => slot >= first && lengthOf(layout, slot) >= step / 2);
  const hotSlots = Math.round((scenario.volume_size_bytes * scenario.own_data_fraction_of_size * scenario.hot_fraction) / step);
  const writes = (layout.end * scenario.daily_change_fraction_of_allocated) / step;
  const patched = writes * scenario.fleet_wide_patch_share_of_change;
  const own = writes - patched;
  const parts = [
    { slots: open.slice(0, hotSlots), writes: own * scenario.hot_share },
    { slots: open.slice(hotSlots), writes: own * (1 - scenario.hot_share) },
  ];
  const fill = (slot: number): number => newContent(fresh, lengthOf(layout, slot), spacing);
  const patch = patchOf(open, patched, Math.max(1, Math.round(scenario.fleet_wide_patch_extent_bytes / step)), fresh).map(
    (slot) => [slot, fill(slot)] as const,
  );
  return volumes.map((volume) => {
    const next = [...volume];
    for (const { slots, writes: count } of parts) for (const slot of picked(slots, count, fresh.stream)) next[slot] = fill(slot);
    for (const [slot, content] of patch) next[slot] = content;
    return next;
  });
}

/** Extents of `run` slots in a row. */
function patchOf(slots: readonly number[], writes: number, run: number, { stream }: Fresh): readonly number[] {
  if (writes <= 0) return [];
  const extents = slots.filter((_, index) => index % run === 0);
  return picked(extents, writes / run, stream).flatMap((slot) => Array.from({ length: run }, (_, index) => slot + index));
}

/** `count` different slots; a part of a write is one write on that share of the days. */
function picked(slots: readonly number[], count: number, stream: Stream): readonly number[] {
  const whole = Math.floor(count) + (nextUnit(stream) < count % 1 ? 1 : 0);
  const rest = [...slots];
  const chosen = Math.min(whole, rest.length);
  for (let index = 0; index < chosen; index++) {
    const other = index + Math.floor(nextUnit(stream) * (rest.length - index));
    const held = rest[index] ?? 0;
    rest[index] = rest[other] ?? 0;
    rest[other] = held;
  }
  return rest.slice(0, chosen);
}

/** Reads a volume's chunks. */
function chunkReader({ scenario, engine }: MeasuredRun, golden: GoldenEngines, { borders }: Fresh) {
  const chunker = golden.chunkerOf(engine);
  const own = compressionOf(golden, engine, scenario.own_data_compressible_fraction);
  const image = compressionOf(golden, engine, scenario.common_image_compressible_fraction);
  const longest = chunker.kind === 'cdc-buzhash' && golden.ratioOf('zero', engine) < ZEROS_KEPT ? chunker.max : 0;
  const edge = imageEnd(scenario);
  return (volume: Volume, layout: Layout): readonly Chunk[] => {
    const cut: Cut = chunker.kind === 'fixed' ? (from) => from + chunker.size : cutterOf(chunker, layout, borders);
    const chunks: Chunk[] = [];
    for (let from = 0; from < layout.end; ) {
      const until = Math.min(layout.end, cut(from, volume));
      const shared = Math.max(0, Math.min(until, edge) - from);
      const free = scenario.volume_size_bytes - layout.end;
      const zeros = until === layout.end ? Math.min(free, Math.max(0, longest - (until - from))) : 0;
      chunks.push([nameOf(from, until, volume, layout), shared * image + (until - from - shared + zeros) * own]);
      from = until;
    }
    return chunks;
  };
}

/** The first border at least `min` on, but no later than `max`. */
function cutterOf(
  { min, max }: { readonly min: number; readonly max: number },
  { starts, end }: Layout,
  borders: readonly (readonly number[])[],
): Cut {
  return (from, volume) => {
    const latest = Math.min(end, from + max);
    for (let slot = slotAt(starts, from + min); slot < starts.length && (starts[slot] ?? 0) < latest; slot++) {
      const start = starts[slot] ?? 0;
      const place = borders[volume[slot] ?? 0]?.find((at) => start + at >= from + min);
      if (place !== undefined && start + place < latest) return start + place;
    }
    return latest;
  };
}

/** The last slot that begins at or before `place`. */
function slotAt(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle;
  }
  return low;
}

/** One number for what a chunk holds: 53 bits of a hash over its contents and where it begins and ends in them. */
function nameOf(from: number, until: number, volume: Volume, { starts }: Layout): number {
  const first = slotAt(starts, from);
  let high = Math.floor(from - (starts[first] ?? 0)) | 0;
  let low = 0x9e3779b9;
  for (let slot = first; slot < starts.length && (starts[slot] ?? 0) < until; slot++) {
    high = Math.imul(high ^ (volume[slot] ?? 0), 0x85ebca6b);
    high ^= high >>> 13;
    low = Math.imul(low + (volume[slot] ?? 0), 0xc2b2ae35) ^ (high >>> 7);
  }
  low = Math.imul(low ^ Math.floor(until - (starts[slotAt(starts, until - 1)] ?? 0)), 0x27d4eb2f);
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}
