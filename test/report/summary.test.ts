import { describe, expect, it } from 'vitest';
import { renderSummary } from '../../src/report/render-summary.js';
import { samplePlan } from './fixtures.js';

describe('renderSummary', () => {
  const rows = renderSummary(samplePlan());
  const row = (label: string) => rows.find((one) => one.label === label);

  it('accounts for every volume', () =>
    expect(row('Volumes')?.value).toBe('196 volumes planned of 203 read (6 excluded, 1 rejected)'));
  it('says what the total is without', () => {
    expect(row('Frankfurt archive')).toMatchObject({
      value: 'at least $9,744.00; last whole month at least $528.92',
      tone: 'warn',
    });
    expect(row('Frankfurt archive')?.verdict).toBe('Incomplete');
    expect(row('Not in the totals')?.value).toBe('appliance (no quote given)');
  });
  it('gives every restore its time, cost and verdict', () => {
    expect(row('Restore everything')).toEqual({
      label: 'Restore everything',
      value: '3 d 4 h, $126.00',
      verdict: 'Misses',
      tone: 'bad',
    });
  });
  it('counts problems and warnings, not notes', () => expect(row('Findings')?.value).toBe('1 problem, 1 warning'));
});
