import { closeSync, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Overflow } from '../inventory/stream/id-log.js';
import { NoTemporary } from './temporary.js';

/** The open file, and the byte behind what was written: memory of both threads. */
export interface OpenOverflow {
  readonly file: number;
  readonly end: BigInt64Array;
}

const USE = {
  what: 'the ids of so many volumes',
  wanted: '8 bytes a volume',
  fix: 'make room there, or name another folder: TMPDIR=/var/tmp',
};

/**
 * A temporary file for what memory is too small for. It is made when it is first needed, and loses its name at once: the system takes it
 * back when the process ends, however that comes about.
 */
export class OverflowFile implements Overflow {
  /** @param opened another thread's, which closes it */
  constructor(private opened?: OpenOverflow) {}

  open(): OpenOverflow {
    this.opened ??= orNoOverflow(() => {
      const path = join(tmpdir(), `stowage-${crypto.randomUUID()}`);
      const file = openSync(path, 'wx+', 0o600);
      unlinkSync(path);
      return { file, end: new BigInt64Array(new SharedArrayBuffer(8)) };
    });
    return this.opened;
  }

  write(words: Uint32Array): number {
    const { file, end } = this.open();
    const at = Number(Atomics.add(end, 0, BigInt(words.byteLength)));
    eachByte(words, (bytes, done) => orNoOverflow(() => writeSync(file, bytes, done, bytes.length - done, at + done)));
    return at;
  }

  read(at: number, into: Uint32Array): void {
    const { file } = this.open();
    eachByte(into, (bytes, done) => orNoOverflow(() => readSync(file, bytes, done, bytes.length - done, at + done)));
  }

  close(): void {
    if (this.opened) closeSync(this.opened.file);
    this.opened = undefined;
  }
}

/** Goes on until all bytes are dealt with: a call may take only some of them. */
function eachByte({ buffer, byteOffset, byteLength }: Uint32Array, some: (bytes: Uint8Array, done: number) => number): void {
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  for (let done = 0; done < byteLength; ) {
    const count = some(bytes, done);
    if (count === 0) throw new NoTemporary(USE, 'the temporary file has lost its end');
    done += count;
  }
}

function orNoOverflow<T>(act: () => T): T {
  try {
    return act();
  } catch (error) {
    throw new NoTemporary(USE, error instanceof Error ? error.message : `${error}`);
  }
}
