import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cachedScript, cacheOf, keepCode } from '../../src/files/cached-script.js';

const folder = mkdtempSync(join(tmpdir(), 'stowage-script-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const answerOf = (file: string): { readonly answer: string; readonly refused: boolean | undefined } => {
  const { exports, script } = cachedScript<{ readonly answer: () => string }>(file);
  return { answer: exports.answer(), refused: script.cachedDataRejected };
};

describe('cachedScript', () => {
  it('runs a script without kept code, and with its own', () => {
    const file = written('answer.cjs', `const { join } = require('node:path'); exports.answer = () => join('a', 'b');`);
    const { exports, script } = cachedScript<{ readonly answer: () => string }>(file);
    expect(exports.answer()).toBe('a/b');
    keepCode(file, script);
    expect(answerOf(file)).toEqual({ answer: 'a/b', refused: false });
  });

  it('leaves the code of a text of the same length, which V8 would run: 42 stays 42, and 43 is 43', () => {
    const file = written('number.cjs', `exports.answer = () => '42';`);
    keepCode(file, cachedScript(file).script);
    written('number.cjs', `exports.answer = () => '43';`);
    expect(answerOf(file)).toEqual({ answer: '43', refused: undefined });
  });

  it.each([0, 31, 32, 200])('leaves kept code that is cut off after %i bytes or damaged', (length) => {
    const file = written(`cut-${length}.cjs`, `exports.answer = () => '${length}';`);
    keepCode(file, cachedScript(file).script);
    const whole = readFileSync(cacheOf(file));
    const flipped = Buffer.from(whole);
    flipped[length] = (whole[length] ?? 0) ^ 1;
    for (const damaged of [whole.subarray(0, length), flipped]) {
      writeFileSync(cacheOf(file), damaged);
      expect(answerOf(file)).toEqual({ answer: `${length}`, refused: undefined });
    }
  });

  it('is named by the Node that made it: another version, system or processor has its own', () => {
    expect(cacheOf('/dist/plan.cjs')).toBe(`/dist/plan.cjs.${process.version}-${process.platform}-${process.arch}.v8`);
  });
});
