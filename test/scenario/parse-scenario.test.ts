import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.js';
import { formatDay } from '../../src/units/day.js';
import { brief, problemsOf, readShipped, resolver, scenarioOf, TODAY } from './shipped-resolver.js';

const MINIMAL = 'inventory: volumes.csv\n';
const GLACIER = `${MINIMAL}destination: {region: Frankfurt, class: Standard, archiveClass: Glacier, transitionAfter: 3 months}\n`;

describe('a scenario of one line', () => {
  const scenario = scenarioOf(MINIMAL);
  it('plans from today, on the prices of today, for 36 months', () => {
    expect(formatDay(scenario.start)).toBe('2026-11-22');
    expect(scenario.pricesAsOf).toBe(TODAY);
    expect(scenario.horizonMonths).toBe(36);
  });
  it('puts its objects of 1,999,994,880 B uncompressed on an NFS gateway', () => {
    expect(scenario.cinder).toMatchObject({ driver: 'nfs', compression: 'none', objectBytes: 1_999_994_880, hashBlockKib: 32 });
  });
  it('makes every backup a full and keeps 7 daily, 4 weekly and 12 monthly points', () => {
    const [policy] = Object.values(scenario.policies);
    expect(policy).toMatchObject({ fullEvery: 1, chains: true, schedule: { everyDays: 1, hour: 22 } });
    expect(policy?.retention).toEqual({ semantics: 'restic', daily: 7, weekly: 4, monthly: 12 });
  });
  it('sends *encrypted* types to the encrypted profile and all others to general-vm', () => {
    expect(scenario.rules.map(({ match, action }) => [match, action.kind === 'plan' ? action.profile : ''])).toEqual([
      [{ type: '*encrypted*' }, 'encrypted'],
      [{}, 'general-vm'],
    ]);
  });
  it('restores the largest volume and everything', () => {
    expect(scenario.restores.map(({ subject }) => subject.kind)).toEqual(['largest', 'all']);
  });
  it('lists every value that nobody wrote, with a label and the day it was read', () => {
    const keys = scenario.assumptions.map(({ key }) => key);
    for (const key of [
      'network.wan',
      'store.segmentMean',
      'appliance.cache',
      'policies.*.keep.daily',
      'start',
      'rules',
      'useCase',
    ]) {
      expect(keys).toContain(key);
    }
    const measured = scenario.assumptions.find(({ key }) => key === 'store.segmentMean');
    expect(measured).toMatchObject({ value: '7.17', unit: 'KiB', label: 'measured' });
    expect(new Set(keys).size).toBe(keys.length);
  });
  it('restores the project of a labelled inventory file too', () => {
    const { restores } = scenarioOf('inventory: [a.csv, {file: b.csv, project: finance}]');
    expect(restores.map(({ subject }) => subject)).toContainEqual({ kind: 'project', project: 'finance' });
  });
});

describe('targets of a policy and the cache of a restore', () => {
  it('reads 8 days as 192 hours for one policy and leaves the others to the 36 hours of the scenario', () => {
    const { policies, rpoHours } = scenarioOf(
      'inventory: a.csv\nsla: {rpo: 36 hours}\npolicies: {a: {rpo: 8 days, keep: {weekly: 4}}, b: {keep: {daily: 7}}}',
    );
    expect([policies.a?.rpoHours, policies.b?.rpoHours, rpoHours]).toEqual([192, undefined, 36]);
  });
  it('takes a rebuilt site as cold, and says what it assumed of the restore that does not tell', () => {
    const { restores, assumptions } = scenarioOf(
      'inventory: a.csv\nrestores: [{what: everything, cache: cold}, {what: largest}]',
    );
    expect(restores.map(({ cache }) => cache)).toEqual(['cold', undefined]);
    expect(assumptions.find(({ key }) => key === 'restores.*.cache')?.value).toBe('warm at the site, cold in the cloud');
  });
  it('reads priority, pin, tests, provisioned units, spare and owned units, 8 weeks as 56 days and 500 million objects', () => {
    const { policies, restores, appliance, network } = scenarioOf(
      'inventory: a.csv\nnetwork: {ship: 3 weeks}\npolicies: {a: {priority: 1, pin: true, keep: {daily: 7}}}\n' +
        'appliance: {spare: 1, owned: 2, leadTime: 8 weeks, maxObjects: 500000000, form: cloud, instance: 500, diskPerTb: 95.50}\n' +
        'restores: [{what: everything, testsPerYear: 4, provisionedUnits: 2, retrieval: expedited}]',
    );
    expect(policies.a).toMatchObject({ priority: 1, pinned: true });
    expect(restores[0]).toMatchObject({ testsPerYear: 4, provisionedUnits: 2 });
    expect(appliance).toMatchObject({ spare: 1, owned: 2, leadTimeDays: 56, maxObjects: 5e8 });
    expect(appliance).toMatchObject({ instanceMonthly: '500', diskMonthlyPerTb: '95.50' });
    expect(network.shipDays).toBe(21);
  });
  it('has no spare unit and 14 days for a shipped device unless told, and says so', () => {
    const { appliance, network, assumptions } = scenarioOf('inventory: a.csv');
    expect([appliance.spare, network.shipDays, appliance.owned]).toEqual([0, 14, undefined]);
    expect(assumptions.map(({ key }) => key)).toEqual(expect.arrayContaining(['appliance.spare', 'network.ship']));
  });
  it('assumes nothing of the cache where every restore says it', () => {
    const { assumptions } = scenarioOf('inventory: a.csv\nrestores: [{what: everything, cache: warm}]');
    expect(assumptions.map(({ key }) => key)).not.toContain('restores.*.cache');
  });
});

describe('what a person writes replaces the default, and leaves the list of assumptions', () => {
  it('reads 1 Gbit/s as 1000 Mbit/s and 70% as 0.7', () => {
    const { network, assumptions } = scenarioOf(`${MINIMAL}network: {wan: 1 Gbit/s, usableShare: 70%}`);
    expect(network).toMatchObject({ wanMbit: 1000, usableShare: 0.7 });
    expect(assumptions.map(({ key }) => key)).not.toContain('network.wan');
  });
  it('keeps 2.34 TB/h and 7.17 KiB to the last digit on their way through bytes', () => {
    const { appliance, store } = scenarioOf(MINIMAL);
    expect(appliance.ingestTbPerHour).toBe(2.34);
    expect(store.segmentMeanKib).toBeCloseTo(7.17, 12);
  });
  it('moves data to Glacier after 91 days when told 3 months (365/12 days each)', () => {
    const { destination, useCase } = scenarioOf(GLACIER);
    expect(destination).toMatchObject({
      provider: 'aws',
      region: 'eu-central-1',
      storageClass: 'STANDARD',
      archiveClass: 'GLACIER',
    });
    expect(destination.transitionAfterDays).toBe(91);
    expect(useCase).toBe('combined');
  });
  it('starts on the price date when only that is written', () => {
    const scenario = scenarioOf(`${MINIMAL}pricesAsOf: 2016-02-15`);
    expect(formatDay(scenario.start)).toBe('2016-02-15');
    expect(scenario.destination.pricesAsOf).toBe(scenario.start);
  });
  it('compares Ireland with all else as in Frankfurt, and Glacier alone without a transition', () => {
    const { compare } = scenarioOf(`${GLACIER}compare: [{region: Ireland}, {class: Glacier}, {store: swift-3-replicas}]`);
    expect(compare.map(({ region, storageClass, archiveClass }) => [region, storageClass, archiveClass])).toEqual([
      ['eu-west-1', 'STANDARD', 'GLACIER'],
      ['eu-central-1', 'GLACIER', undefined],
      ['', 'swift-3-replicas', undefined],
    ]);
  });
  it('expands two types times two names into four rules that still match first come first served', () => {
    const { rules } = scenarioOf(`${MINIMAL}rules: [{match: {type: [a, b], name: ["x*", "y*"]}, profile: database}]`);
    expect(rules.map(({ match }) => [match.type, match.name])).toEqual([
      ['a', 'x*'],
      ['a', 'y*'],
      ['b', 'x*'],
      ['b', 'y*'],
      [undefined, undefined],
    ]);
  });
  it('lays 60 % used over the catalogue profile, with the scenario line as its source', () => {
    const { profiles } = scenarioOf(
      `${MINIMAL}profiles:\n  database: {used: 60%, writeSize: {low: 4 KiB, likely: 8 KiB, high: 16 KiB}}`,
    );
    expect(profiles.database?.used).toMatchObject({ low: 0.6, likely: 0.6, high: 0.6, source: { id: 'estate.yaml:3' } });
    expect(profiles.database?.writeKib).toMatchObject({ low: 4, likely: 8, high: 16 });
    expect(profiles.database?.hot).toEqual(resolver.profiles.database?.hot);
  });
  it('keeps only the weekly points that were asked for: no daily default beside them', () => {
    const { policies } = scenarioOf(`${MINIMAL}policies: {weekly: {schedule: {weekdays: [Sun, Wed]}, keep: {weekly: 4}}}`);
    expect(policies.weekly?.retention).toEqual({ semantics: 'restic', weekly: 4 });
    expect(policies.weekly?.schedule).toEqual({ hour: 22, weekdays: [3, 7] });
  });
  it('sends to a plain bucket one full and six zlib incrementals, through the S3 driver', () => {
    const scenario = scenarioOf(`${MINIMAL}store: {kind: plain}`);
    expect(scenario.cinder).toMatchObject({ driver: 's3', compression: 'zlib', objectBytes: 52_428_800 });
    expect(scenario.policies.standard?.fullEvery).toBe(7);
  });
  it('sends to a plain private store through Swift', () => {
    const scenario = scenarioOf(`${MINIMAL}store: {kind: plain}\ndestination: {provider: private, store: swift-3-replicas}`);
    expect(scenario.cinder.driver).toBe('swift');
    expect(scenario.destination).toMatchObject({ provider: 'private', region: '', storageClass: 'swift-3-replicas' });
  });
  it('puts cold data of two classes into the archive class at once, here and in what is compared', () => {
    const text = `${MINIMAL}useCase: cold\ndestination: {class: Standard, archiveClass: Glacier}\ncompare: [{region: Ireland}]`;
    const { destination, compare, assumptions } = scenarioOf(text);
    for (const one of [destination, ...compare])
      expect([one.storageClass, one.archiveClass, one.transitionAfterDays]).toEqual(['GLACIER', undefined, undefined]);
    expect(assumptions.map(({ key }) => key)).not.toContain('transitionAfter');
    const unwritten = scenarioOf(`${MINIMAL}useCase: cold\ndestination: {archiveClass: Glacier}`);
    expect(unwritten.assumptions.map(({ key }) => key)).not.toContain('destination.class');
  });
  it('says of auto with a form that a generic rung is chosen whatever the form', () => {
    const { appliance, assumptions } = scenarioOf(`${MINIMAL}appliance: {form: cloud}`);
    expect([appliance.model, appliance.form]).toEqual([undefined, 'cloud']);
    expect(assumptions.find(({ key }) => key === 'appliance.form')?.note).toContain('rung of the generic ladder');
  });
  it('counts a class that must be restored first as cold use', () => {
    expect(scenarioOf(`${MINIMAL}destination: {region: Ireland, class: Glacier}`).useCase).toBe('cold');
  });
});

describe('bad input: every problem at once, each with line and column', () => {
  const cases: readonly (readonly [name: string, text: string, expected: string, fix: RegExp])[] = [
    ['an unknown key', 'inventory: a.csv\nhorizn: 3 years', '2:1 SCN002 horizn', /did you mean horizon/],
    [
      'an unknown key inside a rule',
      'inventory: a.csv\nrules:\n  - match: {tipe: x}\n    profile: database',
      '3:13 SCN002 rules[0].match.tipe',
      /did you mean type/,
    ],
    ['no inventory', 'horizon: 1 year', '1:1 SCN003 inventory', /inventory/],
    ['a growth of -120 %', 'inventory: a.csv\ngrowth: -120% a year', '2:9 SCN004 growth', /^$/],
    ['a horizon of 0', 'inventory: a.csv\nhorizon: 0 years', '2:10 SCN004 horizon', /^$/],
    ['a decimal comma', 'inventory: a.csv\nstore: {objectSize: "1,5 MiB"}', '2:21 SCN004 store.objectSize', /1\.5 MiB/],
    ['a duration without unit', 'inventory: a.csv\nappliance: {cache: 30}', '2:20 SCN004 appliance.cache', /30 days/],
    ['20 for a share', 'inventory: a.csv\nnetwork: {usableShare: 70}', '2:24 SCN004 network.usableShare', /70%/],
    ['an unknown region', 'inventory: a.csv\ndestination: {region: Frankfort}', '2:23 CAT015 destination.region', /Frankfurt/],
    [
      'an unknown class',
      'inventory: a.csv\ndestination: {region: Ireland, class: Glazier}',
      '2:39 CAT016 destination.class',
      /GLACIER/,
    ],
    ['an unknown provider', 'inventory: a.csv\ndestination: {provider: asw}', '2:25 CAT014 destination.provider', /aws/],
    [
      'an unknown private store',
      'inventory: a.csv\ndestination: {store: swift}',
      '2:22 CAT017 destination.store',
      /swift-3-replicas/,
    ],
    [
      'an unknown profile',
      'inventory: a.csv\nrules: [{profile: databse}]',
      '2:19 SCN005 rules[0].profile',
      /did you mean database/,
    ],
    [
      'an unknown policy',
      'inventory: a.csv\npolicies: {gold: {}}\nrules: [{policy: golf}]',
      '3:18 SCN005 rules[0].policy',
      /did you mean gold/,
    ],
    [
      'a new profile that is like nothing',
      'inventory: a.csv\nprofiles: {cassandra: {used: 50%}}',
      '2:23 SCN005 profiles.cassandra',
      /like: general-vm/,
    ],
    ['an unknown appliance', 'inventory: a.csv\nappliance: DXi6901', '2:12 SCN005 appliance.model', /DXi6900/],
    ['an unknown release', 'inventory: a.csv\ncinder: {release: zet}', '2:19 SCN005 cinder.release', /zed/],
    [
      'a weekday typo',
      'inventory: a.csv\npolicies: {p: {schedule: {weekdays: [Mon, Tus]}}}',
      '2:43 SCN004 policies.p.schedule.weekdays[1]',
      /Tue/,
    ],
    [
      'a backup at half past ten',
      'inventory: a.csv\npolicies: {p: {schedule: {at: "22:30"}}}',
      '2:31 SCN004 policies.p.schedule.at',
      /^$/,
    ],
    [
      'a price date before the first price',
      'inventory: a.csv\npricesAsOf: 2006-01-01',
      '2:13 SCN009 pricesAsOf',
      /pricesAsOf: 2016-01-01/,
    ],
    [
      'a start before the first price, where it is the price date too',
      'inventory: a.csv\nstart: 2006-01-01',
      '2:8 SCN009 start',
      /pricesAsOf: 2016-01-01/,
    ],
    [
      "a price date in a gap of the archive class's storage price",
      'inventory: a.csv\ndestination: {region: Frankfurt, archiveClass: Glacier, pricesAsOf: 2017-01-01}',
      '2:69 SCN009 destination.pricesAsOf',
      /pricesAsOf: 2016-11-30/,
    ],
    ['cold use without a class', 'inventory: a.csv\nuseCase: cold', '2:10 SCN007 useCase', /class: .*Glacier/],
    [
      'cold use in S3 Standard',
      'inventory: a.csv\nuseCase: cold\ndestination: {class: Standard}',
      '3:22 SCN007 destination.class',
      /Glacier/,
    ],
    [
      'a transition of cold data',
      'inventory: a.csv\nuseCase: cold\ndestination: {archiveClass: Glacier, transitionAfter: 90 days}',
      '3:55 SCN007 destination.transitionAfter',
      /leave transitionAfter out/,
    ],
    [
      'a transition of the whole plan where data is cold',
      'inventory: a.csv\nuseCase: cold\ntransitionAfter: 90 days\ndestination: {archiveClass: Glacier}',
      '3:18 SCN007 transitionAfter',
      /leave transitionAfter out/,
    ],
    [
      'S3 Standard for an archive class of cold data',
      'inventory: a.csv\nuseCase: cold\ndestination: {archiveClass: Standard}',
      '3:29 SCN007 destination.archiveClass',
      /Glacier/,
    ],
    [
      'a form that the model does not have',
      'inventory: a.csv\nappliance: {model: DXi6900, form: cloud}',
      '2:35 SCN007 appliance.form',
      /leave form out/,
    ],
    ['a rung as a model', 'inventory: a.csv\nappliance: 512TB', '2:12 SCN005 appliance.model', /512 TB is chosen by model: auto/],
    [
      'a name that four appliances share',
      'inventory: a.csv\nappliance: AltaVault',
      '2:12 SCN005 appliance.model',
      /AltaVault AVA400.*stowage appliances/,
    ],
    ['a growth of -100 %', 'inventory: a.csv\ngrowth: -100%', '2:9 SCN004 growth', /^$/],
    [
      'a transition without an archive class',
      'inventory: a.csv\ndestination: {transitionAfter: 90 days}',
      '2:32 SCN007 destination.transitionAfter',
      /archiveClass/,
    ],
    ['combined use without an archive class', 'inventory: a.csv\nuseCase: combined', '1:1 SCN007 destination', /archiveClass/],
    [
      'two subjects of one restore',
      'inventory: a.csv\nrestores: [{volume: a, project: b}]',
      '2:12 SCN007 restores[0]',
      /one restore/,
    ],
    [
      'a policy that keeps nothing',
      'inventory: a.csv\npolicies: {p: {keep: {daily: 0}}}',
      '2:22 SCN006 policies.p.keep',
      /daily: 7/,
    ],
    [
      'objects that are no multiple of 32 KiB',
      'inventory: a.csv\ncinder: {objectSize: 50 MB}',
      '2:22 SCN006 cinder.objectSize',
      /49971200 B/,
    ],
    ['euros without a rate', 'inventory: a.csv\ncurrency: EUR', '1:1 SCN003 exchange', /rate/],
    ['a key written twice', 'inventory: a.csv\nhorizon: 1 year\nhorizon: 2 years', '3:1 SCN001 undefined', /^keep one horizon$/],
    ['a date that does not exist', 'inventory: a.csv\nstart: 2015-02-29', '2:8 SCN004 start', /^$/],
    ['a list where a mapping belongs', 'inventory: a.csv\nnetwork: [1]', '2:10 SCN004 network', /^$/],
  ];
  it.each(cases)('refuses %s', (_name, text, expected, fix) => {
    const problems = problemsOf(text);
    expect(problems.map(brief)).toEqual([expected]);
    expect(problems[0]?.fix ?? '').toMatch(fix);
  });

  it('finds five problems of form and of names in one go, in the order of the lines', () => {
    const text = [
      'inventory: a.csv',
      'growth: much',
      'destination: {region: Frankfort}',
      'policies: {gold: {fullEvery: never}}',
      'rules:',
      '  - {match: {nam: x}, profile: database}',
      '  - {profile: databse, policy: gold}',
    ].join('\n');
    expect(problemsOf(text).map(({ code, where }) => `${where.line} ${code}`)).toEqual([
      '2 SCN004',
      '3 CAT015',
      '4 SCN004',
      '6 SCN002',
      '7 SCN005',
    ]);
  });
  it('says what an empty file lacks: an inventory file', () => {
    expect(problemsOf('').map(({ wanted }) => wanted)).toEqual(['an inventory file, such as volumes.csv, or a list of them']);
  });
  it('names the days that Glacier in Frankfurt has a price for, on both sides of the gap', () => {
    const text = 'inventory: a.csv\npricesAsOf: 2020-01-01\ndestination: {region: Frankfurt, class: Glacier}';
    const [problem] = problemsOf(text);
    expect(problem?.wanted).toMatch(/: 2016-01-01 to 2016-11-30, from \d{4}-\d{2}-\d{2} on$/);
  });
  it('says of an unknown region, a price date before any price and a discount of an unknown class in one go', () => {
    const text = [
      'inventory: a.csv',
      'pricesAsOf: 2001-01-01',
      'destination: {region: Nowhere}',
      'discounts: [{class: Glazier, item: storage, percent: 5, reason: x}]',
    ].join('\n');
    expect(problemsOf(text).map(brief)).toEqual([
      '2:13 SCN009 pricesAsOf',
      '3:23 CAT015 destination.region',
      '4:21 CAT016 discounts[0].class',
    ]);
  });
  it('counts the entries of a list as the file does, after two faulty ones too', () => {
    const text = [
      'inventory: a.csv',
      'rules: [{profile: databse}, {polizy: x}, {profile: [a]}, {profile: wbe}]',
      'compare: [{region: [a]}, {region: Irland}]',
    ].join('\n');
    expect(problemsOf(text).map(brief)).toEqual([
      '2:19 SCN005 rules[0].profile',
      '2:30 SCN002 rules[1].polizy',
      '2:52 SCN004 rules[2].profile',
      '2:68 SCN005 rules[3].profile',
      '3:20 SCN004 compare[0].region',
      '3:35 CAT015 compare[1].region',
    ]);
  });
  it('says once, where it is written, what a comparison inherits', () => {
    const problems = problemsOf(
      'inventory: a.csv\ndestination: {region: Frankfurt, class: Glazier}\ncompare: [{region: Ireland}, {region: Irland}]',
    );
    expect(problems.map(({ where }) => where.field)).toEqual(['destination.class', 'compare[1].region']);
  });
  it.each([
    ['', 'SCN003'],
    ['- a', 'SCN004'],
    ['[', 'SCN001'],
    ['just text', 'SCN004'],
    ['a: &a [*a]', 'SCN001'],
    ['['.repeat(50_000), 'SCN001'],
  ])('gives a problem and no crash for the file %j', (text, code) => {
    expect(problemsOf(text).map((problem) => problem.code)).toContain(code);
  });
  it('refuses a bomb of aliases', () => {
    const bomb = [
      'a: &a [x, x, x, x, x, x, x, x, x, x]',
      ...'bcdefgh'.split('').map((key, index) => `${key}: &${key} [${Array(10).fill(`*${'abcdefgh'[index]}`).join(', ')}]`),
    ].join('\n');
    expect(problemsOf(bomb).map(({ code }) => code)).toContain('SCN001');
  });
  it('does not take constructor, __proto__ or toString for known names', () => {
    const codes = problemsOf('inventory: a.csv\n__proto__: {x: 1}\nconstructor: 1\nrules: [{profile: toString}]').map(
      ({ code }) => code,
    );
    expect(codes).toEqual(['SCN002', 'SCN002', 'SCN005']);
  });
});

describe('the shipped samples', () => {
  it.each(['data/samples/scenario.yaml', 'data/samples/today.yaml'])('%s parses without a problem', (file) => {
    const result = parseScenario({ file, text: readShipped(file), today: TODAY, resolver });
    expect(result).toMatchObject({ ok: true, warnings: [] });
  });
  it('the article case stands on 2016-02-15, Frankfurt, Standard then Glacier after 90 days, with Ireland beside it', () => {
    const { start, destination, compare, horizonMonths } = scenarioOf(readShipped('data/samples/scenario.yaml'));
    expect(formatDay(start)).toBe('2016-02-15');
    expect(destination).toMatchObject({
      region: 'eu-central-1',
      storageClass: 'STANDARD',
      archiveClass: 'GLACIER',
      transitionAfterDays: 90,
      pricesAsOf: start,
    });
    expect(compare[0]).toMatchObject({ region: 'eu-west-1', archiveClass: 'GLACIER', pricesAsOf: start });
    expect(horizonMonths).toBe(36);
  });
});
