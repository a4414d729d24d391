import { describe, expect, it } from 'vitest';
import { DECISION_COMMANDS } from '../../../src/cli/decide/commands.js';
import { stowage } from '../stowage.js';

const here = process.cwd();
const SAMPLE = 'data/samples/scenario.yaml';

describe('decision commands', () => {
  it.each(DECISION_COMMANDS.map(({ usage }) => usage.split(' ')[0] ?? ''))('helps with "%s"', async (command) => {
    const { code, stdout, stderr } = stowage(here, command, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    await expect(stdout).toMatchFileSnapshot(`./golden/help-${command}.txt`);
  });

  it('moves the sample to Ireland and writes the same saving as Markdown and JSON', () => {
    const run = (format: string) => stowage(here, 'migrate', SAMPLE, '--to', 'aws/Ireland/Glacier', '--format', format);
    const json = JSON.parse(run('json').stdout) as { migrations: [{ monthlySaving: { amount: string } }] };
    const saving = json.migrations[0].monthlySaving.amount;
    expect(+saving).toBeGreaterThan(0);
    const { code, stdout } = run('md');
    expect(code).toBe(0);
    expect(stdout.replaceAll(/[\\,"]/g, '')).toContain((+saving).toFixed(2));
  });

  it('names every wrong flag at once, with the nearest destination, and exits 2', () => {
    const { code, stderr } = stowage(
      here,
      'migrate',
      SAMPLE,
      '--to',
      'aws/Frankfrut/Glacier',
      '--month',
      '1',
      '--discount-rate',
      'x',
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(/Frankfurt/);
    expect(stderr).toMatch(/--month/);
    expect(stderr).toMatch(/--discount-rate/);
  });

  it('finds no design for the sample within 1 dollar, and names the budget among what all break', () => {
    const { code, stdout } = stowage(here, 'optimise', SAMPLE, '--to', 'aws/Frankfurt/Standard', '--budget', '1', '--json');
    const { optimum: found } = JSON.parse(stdout) as {
      optimum: { best: unknown; candidates: number; broken: Record<string, number> };
    };
    expect({ code, best: found.best, candidates: found.candidates }).toEqual({ code: 0, best: null, candidates: 1 });
    expect(found.broken.budget).toBe(1);
  });

  it('asks for the budget that a longest retention is to be solved from, and exits 2', () => {
    const { code, stderr } = stowage(here, 'solve', SAMPLE, '--for', 'retention');
    expect(code).toBe(2);
    expect(stderr).toContain('--budget 60000');
  });
});
