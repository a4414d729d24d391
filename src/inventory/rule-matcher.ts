import { compileGlob } from './glob.js';
import type { Volume, WorkloadRule } from './types.js';

export type VolumeTest = (volume: Volume) => boolean;

/**
 * Compiles what a rule asks for into one test; a rule that asks for nothing matches everything.
 * What a file does not tell is empty text to a glob, and neither true nor false to `encrypted` and `bootable`.
 */
export function compileRule({ match }: WorkloadRule): VolumeTest {
  const tests: VolumeTest[] = [];
  const { status, minSizeGib, maxSizeGib, encrypted, bootable } = match;
  if (match.type !== undefined) tests.push(textTest(match.type, (volume) => volume.type));
  if (match.project !== undefined) tests.push(textTest(match.project, (volume) => volume.project));
  if (match.name !== undefined) tests.push(textTest(match.name, (volume) => volume.name));
  if (status !== undefined) tests.push(statusTest(status));
  if (minSizeGib !== undefined) tests.push((volume) => volume.size >= minSizeGib);
  if (maxSizeGib !== undefined) tests.push((volume) => volume.size <= maxSizeGib);
  if (encrypted !== undefined) tests.push((volume) => volume.encrypted === encrypted);
  if (bootable !== undefined) tests.push((volume) => volume.bootable === bootable);
  for (const [key, pattern] of Object.entries(match.metadata ?? {})) tests.push(metadataTest(key, pattern));
  const [only, second] = tests;
  if (only === undefined) return () => true;
  return second === undefined ? only : (volume) => tests.every((test) => test(volume));
}

/** Types and projects are few and come again and again: each text is matched once. */
function textTest(pattern: string, textOf: (volume: Volume) => string | undefined): VolumeTest {
  const matches = compileGlob(pattern);
  let last: string | undefined;
  let matched = false;
  return (volume) => {
    const text = textOf(volume) ?? '';
    if (text === last) return matched;
    last = text;
    matched = matches(text);
    return matched;
  };
}

function statusTest(statuses: readonly string[]): VolumeTest {
  const wanted = new Set(statuses);
  return (volume) => wanted.has(volume.status);
}

function metadataTest(key: string, pattern: string): VolumeTest {
  const matches = compileGlob(pattern);
  return ({ metadata }) => Object.hasOwn(metadata, key) && matches(metadata[key] ?? '');
}
