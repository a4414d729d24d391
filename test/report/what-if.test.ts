import { describe, expect, it } from 'vitest';
import type { Changes } from '../../src/report/what-if/control.js';
import { applyChanges, controlGroups } from '../../src/report/what-if/controls.js';
import { fragmentOf, sharedChanges } from '../../src/report/what-if/share.js';
import { plainNumber, typedNumber } from '../../src/report/what-if/values.js';
import { changedYaml } from '../../src/report/what-if/yaml-text.js';
import type { Tree } from '../../src/scenario/tree.js';
import { readYaml } from '../../src/scenario/yaml-file.js';
import { sampleInput } from './embedded-text.js';

const input = await sampleInput();
const groups = controlGroups(input);
const controls = groups.flatMap((group) => group.controls);
const apply = (changes: Changes) => applyChanges(input, groups, changes);

function scenarioWith(changes: Changes) {
  const applied = apply(changes);
  if (!applied.ok) throw new Error(applied.problems.map(({ message }) => message).join('; '));
  return applied.input.scenario;
}

const first = (prefix: string): string => controls.find(({ id }) => id.startsWith(prefix))?.id ?? '';

describe('the controls of a plan', () => {
  it('offer destination, date, growth, line, appliance, retention and the data of each profile in use', () => {
    const kinds = new Set(controls.map(({ id }) => id.split('/')[0]));
    expect([...kinds]).toEqual(
      expect.arrayContaining(['destination', 'pricesAsOf', 'growth', 'network', 'appliance', 'policy', 'profile']),
    );
  });
  it('take their own values: every control accepts what it starts with', () => {
    expect(controls.filter((control) => control.problem(control.value) !== undefined).map(({ id }) => id)).toEqual([]);
  });
  it('change nothing where nothing is changed', () => {
    expect(scenarioWith(Object.fromEntries(controls.map(({ id, value }) => [id, value])))).toBe(input.scenario);
  });
  it('read 9 % of growth as 0.09 a year and 2500 Mbit/s as that', () => {
    const changed = scenarioWith({ growth: '9', 'network/wan': '2500' });
    expect([changed.annualGrowth, changed.network.wanMbit]).toEqual([0.09, 2500]);
  });
  it('scale the range of a profile with its likely value, inside 0 to 100 %', () => {
    const id = first('profile/').replace(/[^/]*$/, 'used');
    const name = id.split('/')[1] ?? '';
    const before = input.scenario.profiles[name]?.used;
    const after = scenarioWith({ [id]: '95' }).profiles[name]?.used;
    expect(after?.likely).toBe(0.95);
    expect(after?.low).toBeLessThanOrEqual(0.95);
    expect(after?.high).toBeLessThanOrEqual(1);
    expect(after?.low).toBeGreaterThanOrEqual(before?.low ?? 0);
  });
  it('refuse a policy that keeps nothing', () => {
    const [, name = ''] = first('policy/').split('/');
    const none = Object.fromEntries(controls.filter(({ id }) => id.startsWith(`policy/${name}/`)).map(({ id }) => [id, '0']));
    const applied = apply(none);
    expect(applied.ok ? '' : applied.problems[0].message).toContain('keeps nothing');
  });
  it.each(['1,5', '', 'Infinity', '1e3', '0x10', '-200', '<b>', '9'.repeat(40)])(
    'refuse "%s" for growth and say what is wanted',
    (text) => {
      const applied = apply({ growth: text });
      expect(applied.ok ? '' : applied.problems[0].message).toMatch(/a number from -99 to 10000$/);
    },
  );
  it('name every fault at once, an unknown name too', () => {
    const applied = apply({ growth: 'x', 'network/wan': '-1', constructor: '1' });
    expect(applied.ok ? [] : applied.problems.map(({ id }) => id)).toEqual(['constructor', 'growth', 'network/wan']);
  });
});

describe('numbers of the panel', () => {
  it.each([
    ['12', 12],
    [' 0.5 ', 0.5],
    ['-3', -3],
  ])('reads "%s"', (text, value) => expect(plainNumber(text)).toBe(value));
  it.each([
    [0.07 * 100, '7'],
    [1 / 3, '0.333333333'],
    [0.0000001, '0.0000001'],
    [57_000_000, '57000000'],
  ])('writes %d as a person would', (value, text) => {
    expect(typedNumber(value)).toBe(text);
  });
});

describe('links', () => {
  it('carry changes there and back, strangers’ names with them', () => {
    const changes = { 'profile/</script>#&=/used': '40', growth: '9' };
    expect(sharedChanges(fragmentOf(changes))).toEqual({ ok: true, changes });
  });
  it('of nothing are nothing', () => expect(fragmentOf({})).toBe(''));
  it.each([
    '#w=',
    '#w=1',
    '#w=[]',
    '#w={"a":1}',
    '#w={"a":{"b":"c"}}',
    `#w=${encodeURIComponent(JSON.stringify({ a: 'x'.repeat(100) }))}`,
    '#w=null',
  ])('are refused as %s', (fragment) => expect(sharedChanges(fragment).ok).toBe(false));
});

describe('changedYaml', () => {
  const treeOf = (text: string): Tree => {
    const read = readYaml('x.yaml', text);
    if (!read.ok) throw new Error(JSON.stringify(read));
    return read.value.tree;
  };
  const hostile: Tree = {
    name: 'a: "b" # c',
    list: [
      '- x',
      '',
      '*x',
      '&x',
      '!x',
      '@x',
      '%x',
      '`x',
      'null',
      ' blank ',
      'two\nlines',
      '\u0085',
      '#',
      '{a}',
      '[a]',
      "it's",
      '\\',
      '🙂',
    ],
    '</script>': { 'key: with': 'no', '- k': [{ deep: ['x'] }, []], empty: {} },
  };
  it('writes every value so that it is read as the same text', () => {
    expect(treeOf(changedYaml(hostile, [], ['a remark\nfrom: a stranger']))).toEqual(hostile);
  });
  it('puts values in, takes keys out, and adds to a map without touching its others', () => {
    const before = treeOf('transitionAfter: 90 days\npolicies: {daily: {keep: {daily: 7, quarterly: 2}}}\nappliance: auto\n');
    const after = changedYaml(
      before,
      [
        { path: ['transitionAfter'], value: undefined },
        { path: ['policies', 'daily', 'keep'], value: { daily: '21' }, merge: true },
        { path: ['appliance', 'monthlyPrice'], value: '900' },
      ],
      [],
    );
    expect(treeOf(after)).toEqual({
      policies: { daily: { keep: { daily: '21', quarterly: '2' } } },
      appliance: { monthlyPrice: '900' },
    });
  });
});
