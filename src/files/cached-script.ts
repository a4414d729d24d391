import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';

/** Where the code is kept that this very Node made of a script: another Node has a file of its own. */
export const cacheOf = (file: string): string => `${file}.${process.version}-${process.platform}-${process.arch}.v8`;

/**
 * Runs a CommonJS script with the code that `keepCode` kept of it, so that V8 need not compile it again; without any, as any other script.
 *
 * @returns what it exports, and the script itself
 */
export function cachedScript<T extends object>(file: string): { readonly exports: T; readonly script: Script } {
  const source = sourceOf(file);
  const cachedData = keptCode(cacheOf(file), source);
  const script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  const { exports }: { readonly exports: object } = module;
  return { exports: exports as T, script };
}

/** Keeps the code that V8 has made of a script so far. */
export function keepCode(file: string, script: Script): void {
  const code = script.createCachedData();
  writeFileSync(cacheOf(file), Buffer.concat([digest(sourceOf(file), code), code]));
}

const sourceOf = (file: string): string =>
  `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`;

const DIGEST_BYTES = 32;

/** V8 looks at a script's length alone and not at the code's bytes: what does not belong to this very text, or is damaged, is left. */
function keptCode(cache: string, source: string): Buffer | undefined {
  if (!existsSync(cache)) return undefined;
  const kept = readFileSync(cache);
  const code = kept.subarray(DIGEST_BYTES);
  return kept.subarray(0, DIGEST_BYTES).equals(digest(source, code)) ? code : undefined;
}

const digest = (source: string, code: Buffer): Buffer => createHash('sha256').update(source).update(code).digest();
