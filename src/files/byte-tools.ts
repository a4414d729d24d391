import { isAscii, isUtf8 } from 'node:buffer';
import { type BlockMemory, MOST_PROJECTS, PlainMemory, ROOM, ROW, type ShapeMember } from '../inventory/stream/block-memory.js';
import type { ByteTools } from '../inventory/stream/byte-tools.js';
import { PLAIN_ROWS_WASM } from '../inventory/stream/wasm/plain-rows-wasm.js';

/** What we use of WebAssembly; Node has it, its typings do not say so. */
interface Wasm {
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly Memory: new (of: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

interface Vectors {
  readonly wasm: Wasm;
  readonly module: object;
}

const PAGE = 65_536;
const PLAIN_ROWS = Buffer.from(PLAIN_ROWS_WASM, 'base64');
const REPLACEMENT = Buffer.from('\uFFFD');

/** Node's fast ways with bytes: V8's decoder, memchr, simdutf, and vectors through WebAssembly where the processor has them. */
export function nodeByteTools(): ByteTools {
  const vectors = vectorsOf();
  let last: Uint8Array = new Uint8Array(0);
  let view: Buffer = Buffer.from(last.buffer);
  // One block is asked for many times: its view is made once.
  const viewOf = (bytes: Uint8Array): Buffer => {
    if (bytes === last) return view;
    last = bytes;
    view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return view;
  };
  return {
    decode: (bytes, from, to) => viewOf(bytes).toString('utf8', from, to),
    find(bytes, byte, from, to) {
      const at = viewOf(bytes).subarray(from, to).indexOf(byte);
      return at < 0 ? -1 : at + from;
    },
    isClean(bytes, from, to) {
      const part = viewOf(bytes).subarray(from, to);
      return isAscii(part) || (isUtf8(part) && !part.includes(REPLACEMENT));
    },
    memory: (capacity) => (vectors ? simdMemory(vectors, capacity) : new PlainMemory(capacity)),
  };
}

/** Compiles once for all memories of a thread. */
let made: Vectors | undefined;

function vectorsOf(): Vectors | undefined {
  const { WebAssembly: wasm } = globalThis as { WebAssembly?: Wasm };
  if (made === undefined && wasm?.validate(PLAIN_ROWS)) made = { wasm, module: new wasm.Module(PLAIN_ROWS) };
  return made;
}

const CONFIG_BYTES = 256;
const TABLE_ROWS = 1024;
const ROW_BYTES = ROW.words * 4;
/** Behind a row that `records` has read: see plain-rows.as.txt. */
const [STRETCHES_BYTES, MOST_PLACES, LEAD_BYTES] = [128, 16, 64];
const SLOT_PAGES = 32;
const TEXT_PAGES = 128;
const ARENA_PAGES = 256;
/** Numbers of projects: their head, slots, and texts. */
const [PROJECT_PAGES, PROJECT_SLOTS_BYTES] = [16, 64 + MOST_PROJECTS * 2 * 16];

type NumberFunction = (...numbers: readonly number[]) => number;

/** One memory for the bytes and for what vectors find in them; pages that are not written take no room. */
function simdMemory({ wasm, module }: Vectors, capacity: number): BlockMemory {
  const whole = Math.ceil((capacity + ROOM) / PAGE) * PAGE;
  // One offset of four bytes for each byte, at the worst.
  const config = whole * 5;
  const table = config + CONFIG_BYTES;
  const single = table + TABLE_ROWS * ROW_BYTES + 1024;
  const shape = config + PAGE;
  const slots = config + PAGE * 2;
  const texts = slots + SLOT_PAGES * PAGE;
  const projects = texts + TEXT_PAGES * PAGE;
  const arena = projects + PROJECT_PAGES * PAGE;
  const memory = new wasm.Memory({ initial: arena / PAGE + ARENA_PAGES });
  const { exports } = new wasm.Instance(module, { env: { memory } });
  const {
    quotes: index,
    rows: read,
    records,
    count,
    hash,
  } = exports as Readonly<Record<'quotes' | 'rows' | 'records' | 'count' | 'hash', NumberFunction>>;
  const settings = new Int32Array(memory.buffer, config, 4);
  const roles = new Uint8Array(memory.buffer, config + 16, CONFIG_BYTES - 16);
  const projectHead = new Int32Array(memory.buffer, projects, 4);
  // Pages that nothing was written to are zeros, and take no room.
  let isUsed = false;
  const forget = () => {
    if (isUsed) {
      new Uint8Array(memory.buffer, slots, SLOT_PAGES * PAGE).fill(0);
      new Uint8Array(memory.buffer, projects, PROJECT_SLOTS_BYTES).fill(0);
    }
    isUsed = true;
  };
  return {
    bytes: new Uint8Array(memory.buffer, 0, capacity + ROOM),
    quotes: new Int32Array(memory.buffer, whole),
    index: (from, end) => index(from, end, whole),
    plainRows: {
      table: new Int32Array(memory.buffer, table, TABLE_ROWS * ROW.words),
      arena: new Int32Array(memory.buffer, arena, (ARENA_PAGES * PAGE) / 4),
      mostColumns: roles.length,
      configure(layout) {
        settings.set([layout.columns, layout.delimiter, 0, 0]);
        roles.fill(0);
        roles.set(layout.roles);
        forget();
      },
      shape(members) {
        const words = shapeWords(members);
        if (words.byteLength > PAGE) return false;
        settings.set([0, 0, 0, 0]);
        new Uint8Array(memory.buffer, shape, words.byteLength).set(words);
        forget();
        return true;
      },
      get hasTooManyProjects() {
        return projectHead[0] === 1;
      },
      records: (start, end) => records(config, slots, texts, projects, projects, shape, start, end, table, TABLE_ROWS),
      places: new Int32Array(memory.buffer, single + ROW_BYTES + STRETCHES_BYTES, MOST_PLACES * 2),
      findPlaces: (start, end) => records(config, slots, texts, projects, projects, shape, start, end, single, 1) === 1,
      read: (start, end, stop) => read(config, slots, texts, projects, start, end, stop, table, TABLE_ROWS),
      count: (from, to) => (count(arena, table + from * ROW_BYTES, table + to * ROW_BYTES) - table) / ROW_BYTES,
      hash,
    },
  };
}

/** As plain-rows.as.txt wants it: the number of members, then role, length and text of each key, and room for what leads to its value. */
function shapeWords(members: readonly ShapeMember[]): Uint8Array {
  const sizeOf = ({ key }: ShapeMember): number => 16 + Math.ceil(key.length / 8) * 8 + LEAD_BYTES;
  const bytes = new Uint8Array(members.reduce((sum, member) => sum + sizeOf(member), 8));
  const view = new DataView(bytes.buffer);
  view.setInt32(0, members.length, true);
  let at = 8;
  for (const member of members) {
    view.setInt32(at, member.role, true);
    view.setInt32(at + 4, member.key.length, true);
    bytes.set(member.key, at + 16);
    at += sizeOf(member);
  }
  return bytes;
}
