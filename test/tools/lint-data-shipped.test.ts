import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXCEPTIONS_FILE } from '../../src/catalog/lint/exceptions.js';
import { lint } from '../../src/catalog/lint/lint.js';
import { shippedFiles } from '../catalog/shipped.js';

describe('data/', () => {
  it('holds to its rules, with no exception too many', () => {
    const exceptions = readFileSync(new URL(`../../${EXCEPTIONS_FILE}`, import.meta.url), 'utf8');
    expect(lint(shippedFiles, exceptions)).toEqual([]);
  });
});
