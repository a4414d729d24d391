import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXCEPTIONS_FILE } from '../../src/tools/lint-data/exceptions.js';
import { lint } from '../../src/tools/lint-data/lint.js';
import { shippedFiles } from '../catalog/shipped.js';

describe('data/', () => {
  it('holds to its rules, with no exception too many', () => {
    const exceptions = readFileSync(new URL(`../../${EXCEPTIONS_FILE}`, import.meta.url), 'utf8');
    expect(lint(shippedFiles, exceptions)).toEqual([]);
  });
});
