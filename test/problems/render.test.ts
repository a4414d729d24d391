import { describe, expect, it } from 'vitest';
import { didYouMean, nearestNames } from '../../src/problems/nearest.js';
import { renderProblems } from '../../src/problems/render.js';

describe('renderProblems', () => {
  it('says place, code, field, found, wanted, and the fix on a line of its own', () => {
    const text = renderProblems(
      [
        {
          code: 'INV7',
          severity: 'error',
          where: { file: 'inventory.csv', line: 14, field: 'size' },
          found: '"1,5 TB"',
          wanted: 'a whole number of GiB',
          fix: 'write 1536',
        },
      ],
      '1 error. Nothing was calculated.',
    );
    expect(text).toBe(
      'inventory.csv:14  error INV7  size: found "1,5 TB", wanted a whole number of GiB\n' +
        '                  fix: write 1536\n1 error. Nothing was calculated.\n',
    );
  });
  it('shows the escape of a terminal sequence in a volume name instead of obeying it', () => {
    const text = renderProblems(
      [{ code: 'INV1', severity: 'error', where: { file: 'x' }, found: '\u001b[2Jgone\nnext', wanted: 'y' }],
      'done',
    );
    expect(text).not.toContain('\u001b');
    expect(text.split('\n')).toHaveLength(3);
  });
});

describe('nearestNames', () => {
  it('finds eu-central-1 for eu-centrl-1 and nothing for a word from elsewhere', () => {
    const regions = ['eu-central-1', 'eu-west-1', 'us-east-1'];
    expect(nearestNames('eu-centrl-1', regions)[0]).toBe('eu-central-1');
    expect(nearestNames('completely-different-thing', regions)).toEqual([]);
  });
  it('finds a city inside a title', () => {
    expect(nearestNames('frankfurt', ['EU (Ireland)', 'EU (Frankfurt)'])[0]).toBe('EU (Frankfurt)');
  });
  it('asks "did you mean a, b or c?"', () => {
    expect(didYouMean(['a', 'b', 'c'])).toBe('did you mean a, b or c?');
  });
});
