import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { EVERY_CLASS } from '../../../src/engine/decide/decisions.js';
import { promisesMissed } from '../../../src/engine/decide/optimise/candidate-odds.js';
import { LIMIT_NAMES, missing } from '../../../src/engine/decide/optimise/limit-names.js';
import { fullPlan } from '../../../src/engine/full-plan.js';
import type { Plan, PlanInput } from '../../../src/engine/plan-types.js';
import { embeddedText, figuresOf, readEmbedded } from '../../../src/report/embedded/embedded.js';
import { renderCsv } from '../../../src/report/render-csv.js';
import { renderJson } from '../../../src/report/render-json.js';
import { renderMarkdown } from '../../../src/report/render-markdown.js';
import { reportView } from '../../../src/report/view-model.js';
import type { DecisionsAsked } from '../../../src/scenario/decision-types.js';
import { sampleInput } from './sample.js';

const TRIALS = 1000;
let input: PlanInput;
let plan: Plan;

beforeAll(async () => {
  const sample = await sampleInput();
  const [ireland] = sample.scenario.compare;
  if (ireland === undefined) throw new Error('the sample compares with nothing');
  const decisions: DecisionsAsked = {
    baseline: { claim: '0.9' },
    optimise: { ...EVERY_CLASS, space: { ...EVERY_CLASS.space, destinations: [ireland], retrievals: ['standard'] } },
    migrate: [{ to: ireland, month: 3, overlapMonths: 0, discountRate: '0.08', via: 'cloud', retrieval: 'standard' }],
    solve: [{ for: 'retention', budget: '20000' }],
  };
  const uncertainty = { trials: TRIALS, seed: 1, ranges: [] };
  input = { ...sample, scenario: { ...sample.scenario, horizonMonths: 5, compare: [], uncertainty, decisions } };
  plan = fullPlan(input);
});

describe('decisions of a plan', () => {
  it('come from the scenario’s keys, and leave everything else of the plan to the last byte as it is without them', () => {
    const { decisions: _, ...scenario } = input.scenario;
    const bare = fullPlan({ ...input, scenario });
    const { decisions, sources, ...rest } = plan;
    const { sources: own, ...same } = bare;
    expect(renderJson({ ...rest, scenario, sources: own })).toBe(renderJson({ ...same, sources: own }));
    expect(sources.slice(0, own.length)).toEqual(own);
    expect(Object.keys(decisions ?? {}).sort()).toEqual(['answers', 'baseline', 'migrations', 'optimum']);
  });

  it('are what the published schema of a plan allows', () => {
    const schema = JSON.parse(readFileSync('data/schema/stowage-plan-1.schema.json', 'utf8'));
    const check = new Ajv2020({ validateFormats: false, allowUnionTypes: true }).compile(schema);
    expect([check(JSON.parse(renderJson(plan))), check.errors?.slice(0, 3) ?? []]).toEqual([true, []]);
  });

  it('stand in the report’s view, in Markdown and, for a move, in four columns of the CSV', () => {
    const view = reportView(plan, { asOf: '2026-10-01', cinderSteps: [] });
    expect(view.decisions.map(({ tables }) => tables.length)).toEqual([2, 3, 2, 1]);
    expect(view.decisions.flatMap(({ charts }) => charts.map(({ id }) => id))).toContain('front');
    const markdown = renderMarkdown(plan, { asOf: '2026-10-01' });
    for (const { title } of view.decisions) expect(markdown).toContain(`### ${title.slice(0, 8)}`);
    const [head = '', ...rows] = renderCsv(plan).trimEnd().split('\r\n');
    expect(head.match(/move to /g)).toHaveLength(4);
    // Half of February to half of July are six months; the move starts on the first of April, the third.
    const cells = rows.map((row) => row.split(','));
    const at = head
      .replaceAll(/"[^"]*"/g, 'x')
      .split(',')
      .indexOf('x');
    expect(cells.map((row) => row[at] !== '')).toEqual([false, false, true, true, true, true]);
  });

  it('come out the same from what a report carries', () => {
    const text = embeddedText({
      asOf: '2026-10-01',
      hashes: { scenario: '', catalog: '' },
      result: { sha256: '', figures: figuresOf(plan) },
      input,
      otherBooks: {},
      written: undefined,
      cinderSteps: [],
    });
    const read = readEmbedded(text);
    if (!read.ok) throw new Error(read.why);
    expect(renderJson(fullPlan(read.value.input))).toBe(renderJson(plan));
  });
});

describe('promisesMissed', () => {
  const never = (): boolean => false;
  const missed = (probability: number, isSettled: (names: readonly string[]) => boolean = never) =>
    promisesMissed({ input, scenario: input.scenario, parts: plan, probability, isSettled });

  it('misses, at 70, 95 and 99.9 %, the promises whose odds in the plan’s own 1,000 trials are below that', () => {
    const slas = plan.uncertainty?.slas ?? [];
    for (const probability of [0.7, 0.95, 0.999]) {
      const below = slas.filter(
        ({ probability: kept, kind }) => kept !== undefined && kept < probability && kind !== 'cloud capacity',
      );
      const names = below.map(({ kind, name }) => {
        if (kind === 'restore') return missing(name);
        return kind === 'rpo' ? LIMIT_NAMES.rpo : kind === 'window' ? LIMIT_NAMES.window : LIMIT_NAMES.link;
      });
      expect([...missed(probability).names].sort()).toEqual([...new Set(names)].sort());
    }
  });

  it('gives up early only what the whole run misses, too', () => {
    const whole = missed(0.99);
    const early = missed(0.99, (names) => names.length > 0);
    expect(whole.isWhole).toBe(true);
    expect(early.names.length).toBeGreaterThan(0);
    for (const name of early.names) expect(whole.names).toContain(name);
  });
});
