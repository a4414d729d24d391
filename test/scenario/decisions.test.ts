import { describe, expect, it } from 'vitest';
import { destinationsIn } from '../../src/scenario/decisions.js';
import { brief, problemsOf, scenarioOf } from './shipped-resolver.js';

const BASE = `inventory: volumes.csv
horizon: 2 years
pricesAsOf: 2016-02-15
destination: {provider: aws, region: Frankfurt, class: Standard, archiveClass: Glacier, transitionAfter: 90 days}
compare: [{name: there, region: Ireland}]
`;

describe('decisions in a scenario', () => {
  it('asks for none unless a key is written', () => {
    expect(scenarioOf(BASE).decisions).toBeUndefined();
  });

  it('claims 90 % unless a claim is written, and 55.5 % as the exact share 0.555', () => {
    expect(scenarioOf(`${BASE}baseline: {}\n`).decisions?.baseline?.claim).toBe('0.9');
    expect(scenarioOf(`${BASE}baseline: {claim: 55.5%}\n`).decisions?.baseline?.claim).toBe('0.555');
  });

  it('searches with lists in the units of their own keys: 500 Mbit/s, 3 days, 7 backups, and holds promises to 95 % unless told', () => {
    const { decisions } = scenarioOf(
      `${BASE}optimise: {wan: [500 Mbit/s, 1 Gbit/s], cache: 3 days, fullEvery: [1, 7 backups], form: [cloud], keep: [{daily: 7}], countries: germany, headroom: 20 %, appliance: [auto, {model: DXi6900, monthlyPrice: 1200}]}\n`,
    );
    const asked = decisions?.optimise;
    expect(asked?.space).toMatchObject({ wanMbit: [500, 1000], cacheDays: [3], fullEvery: [1, 7], forms: ['cloud'] });
    expect(asked?.space.retentions).toEqual([{ semantics: 'restic', daily: 7 }]);
    expect(asked?.space.boxes.map(({ model, monthlyPrice }) => [model?.model, monthlyPrice])).toEqual([
      [undefined, undefined],
      ['DXi6900', '1200'],
    ]);
    expect(asked?.limits).toMatchObject({ probability: 0.95, countries: ['Germany'], headroom: 0.2 });
  });

  it('moves to a destination by its name or its keys, fills month, overlap and rate from data/, and lists them as assumptions', () => {
    const scenario = scenarioOf(
      `${BASE}migrate: [{to: there}, {to: {region: Ireland, class: Glacier}, month: 5, overlap: 0, discountRate: 10%}]\n`,
    );
    const [first, second] = scenario.decisions?.migrate ?? [];
    expect(first).toMatchObject({ to: { label: 'there' }, month: 12, overlapMonths: 1, discountRate: '0.08', via: 'site' });
    expect(second).toMatchObject({
      to: { region: 'eu-west-1', storageClass: 'GLACIER' },
      month: 5,
      overlapMonths: 0,
      discountRate: '0.1',
    });
    expect(scenario.assumptions.map(({ key }) => key).filter((key) => key.startsWith('migrate'))).toEqual([
      'migrate.1.month',
      'migrate.1.overlap',
      'migrate.1.discountRate',
    ]);
    expect(destinationsIn(scenario)).toHaveLength(4);
  });

  it('names all that is wrong at once: a country, a provider, a month past the horizon, a question that the scenario cannot have', () => {
    const problems = problemsOf(
      `${BASE.replace(', archiveClass: Glacier, transitionAfter: 90 days', '')}optimise: {countries: Germania, exclude: amazone}\nmigrate: {to: there, month: 30}\nsolve: {transition: true}\n`,
    ).map(brief);
    expect(problems).toEqual([
      '6:23 SCN005 optimise.countries',
      '6:42 CAT014 optimise.exclude',
      '7:10 SCN004 migrate[0].month',
      '8:21 SCN007 solve.transition',
    ]);
  });
});
