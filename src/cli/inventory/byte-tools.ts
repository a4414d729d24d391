import { isAscii, isUtf8 } from 'node:buffer';
import { type BlockMemory, PlainMemory, QUOTE_INDEX_WASM, ROOM } from '../../inventory/stream/block-memory.js';
import type { ByteTools } from '../../inventory/stream/byte-tools.js';

/** What we use of WebAssembly; Node has it, its typings do not say so. */
interface Wasm {
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly Memory: new (of: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: Readonly<Record<string, unknown>> };
}

type IndexFunction = (from: number, end: number, out: number) => number;

const PAGE = 65_536;
const REPLACEMENT = Buffer.from('\uFFFD');

/** Node's fast ways with bytes: V8's decoder, memchr, simdutf, and vectors through WebAssembly where the processor has them. */
export function nodeByteTools(): ByteTools {
  const wasm = wasmOf();
  return {
    decode: (bytes, from, to) => view(bytes, from, to).toString('utf8'),
    find(bytes, byte, from, to) {
      const at = view(bytes, from, to).indexOf(byte);
      return at < 0 ? -1 : at + from;
    },
    isClean(bytes, from, to) {
      const part = view(bytes, from, to);
      return isAscii(part) || (isUtf8(part) && !part.includes(REPLACEMENT));
    },
    memory: (capacity) => (wasm ? simdMemory(wasm, capacity) : new PlainMemory(capacity)),
  };
}

function view(bytes: Uint8Array, from: number, to: number): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from);
}

function wasmOf(): Wasm | undefined {
  const { WebAssembly: wasm } = globalThis as { WebAssembly?: Wasm };
  return wasm?.validate(QUOTE_INDEX_WASM) ? wasm : undefined;
}

function simdMemory(wasm: Wasm, capacity: number): BlockMemory {
  const whole = Math.ceil((capacity + ROOM) / PAGE) * PAGE;
  // One offset of four bytes for each byte, at the worst; pages that are not written take no memory.
  const memory = new wasm.Memory({ initial: (whole * 5) / PAGE });
  const { exports } = new wasm.Instance(new wasm.Module(QUOTE_INDEX_WASM), { m: { m: memory } });
  const index = exports.i as IndexFunction;
  return {
    bytes: new Uint8Array(memory.buffer, 0, capacity + ROOM),
    quotes: new Int32Array(memory.buffer, whole),
    index: (end) => {
      index(0, end, whole);
    },
  };
}
