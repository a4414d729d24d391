import { gunzipSync } from 'node:zlib';
import type { FastifyRequest } from 'fastify';
import type { InventoryGiven } from './planner.js';
import type { Answers } from './scenario-of-form.js';

/** Limits of one request, in bytes. */
export interface Limits {
  /** Of an inventory, unzipped. */
  readonly inventory: number;
  /** Of any other field. */
  readonly field: number;
}

export interface FormPosted {
  readonly answers: Answers;
  readonly inventory: InventoryGiven;
}

const PASTED = 'volumes.csv';
const LONGEST_NAME = 80;

/** Something larger than the server takes. */
export class TooLarge extends Error {}

/** Reads a posted form. The file counts if there is one, else what was pasted. */
export async function readForm(request: FastifyRequest, limits: Limits): Promise<FormPosted> {
  const answers: Record<string, string> = {};
  let file: InventoryGiven | undefined;
  let pasted = '';
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      if (bytes.length > 0) file = { name: nameOf(part.filename), text: decoded(bytes, limits) };
    } else if (part.valueTruncated) throw new TooLarge(part.fieldname);
    else if (part.fieldname === 'inventory') pasted = String(part.value);
    else answers[part.fieldname] = String(part.value).slice(0, limits.field);
  }
  return { answers, inventory: file ?? { name: PASTED, text: pasted } };
}

/** What a browser calls a file, as far as it is harmless to print; it is never opened. */
function nameOf(filename: string): string {
  const name = filename
    .replace(/^.*[\\/]/, '')
    .replace(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '');
  return name === '' ? PASTED : name.slice(-LONGEST_NAME);
}

function decoded(bytes: Buffer, { inventory }: Limits): string {
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    return new TextDecoder().decode(isGzip ? gunzipSync(bytes, { maxOutputLength: inventory }) : bytes);
  } catch (error) {
    if (error instanceof RangeError) throw new TooLarge('unzipped');
    // Damaged gzip: the reader of inventories says so of its bytes.
    return new TextDecoder().decode(bytes);
  }
}
