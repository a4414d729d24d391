import type { ApplianceModel, Rung } from '../../catalog/types.js';
import type { PlanInput } from '../../engine/plan-types.js';
import type { Scenario } from '../../scenario/types.js';
import { formatTb } from '../format-size.js';
import type { Control, ControlGroup } from './control.js';
import { choiceControl, numberControl } from './number-control.js';
import { typedNumber, typedPercent } from './values.js';

/** Growth, the line to the store, and the box. */
export function estateGroups(input: PlanInput): readonly ControlGroup[] {
  return [
    { title: 'Growth and line', controls: [growthControl(input), wanControl(input), usableControl(input)] },
    { title: 'Appliance', controls: [modelControl(input), cacheControl(), priceControl(input)] },
  ];
}

/** As the scenario's reader converts: bytes a second, and back. */
const MBIT_BYTES = 1e6 / 8;

function growthControl({ scenario }: PlanInput): Control {
  return numberControl({
    id: 'growth',
    label: 'Growth on top of each profile’s own',
    unit: '% a year',
    low: -99,
    high: 10_000,
    value: typedPercent(scenario.annualGrowth ?? 0),
    apply: (changed, text) => ({ ...changed, annualGrowth: +text / 100 }),
    edits: (changed) => [{ path: ['growth'], value: `${typedPercent(changed.annualGrowth ?? 0)}% a year` }],
  });
}

function wanControl({ scenario }: PlanInput): Control {
  return numberControl({
    id: 'network/wan',
    label: 'Line to the store',
    unit: 'Mbit/s',
    low: 0,
    high: 100_000_000,
    value: typedNumber(scenario.network.wanMbit),
    apply: (changed, text) => ({ ...changed, network: { ...changed.network, wanMbit: (+text * MBIT_BYTES * 8) / 1e6 } }),
    edits: (changed) => [{ path: ['network', 'wan'], value: `${typedNumber(changed.network.wanMbit)} Mbit/s` }],
  });
}

function usableControl({ scenario }: PlanInput): Control {
  return numberControl({
    id: 'network/usableShare',
    label: 'Of it usable for backup',
    unit: '%',
    low: 1,
    high: 100,
    value: typedPercent(scenario.network.usableShare),
    apply: (changed, text) => ({ ...changed, network: { ...changed.network, usableShare: +text / 100 } }),
    edits: (changed) => [{ path: ['network', 'usableShare'], value: `${typedPercent(changed.network.usableShare)}%` }],
  });
}

type Appliance = Scenario['appliance'];
const AUTO = 'auto';

function modelControl({ scenario, catalog }: PlanInput): Control {
  const { model } = scenario.appliance;
  const models = catalog.appliances.map((one, index) => [`model/${index}`, one] as const);
  const rungs = catalog.ladder.map((one, index) => [`rung/${index}`, rungModel(one)] as const);
  const known = new Map<string, ApplianceModel | undefined>([[AUTO, undefined], ...rungs, ...models]);
  const own = models.find(([, one]) => one.model === model?.model && one.vendor === model?.vendor)?.[0];
  if (model !== undefined && own === undefined) known.set('scenario', model);
  return choiceControl({
    id: 'appliance/model',
    label: 'Model or size',
    value: model === undefined ? AUTO : (own ?? 'scenario'),
    choices: [...known].map(([value, one]) => ({ value, label: modelLabel(one) })),
    apply: (changed, text) => withModel(changed, known.get(text)),
    edits: (changed) => modelEdits(changed, catalog.appliances),
  });
}

/** Only a model of the catalogue has a name in a scenario file. */
function modelEdits({ appliance }: Scenario, models: readonly ApplianceModel[]): ReturnType<Control['edits']> {
  const { model } = appliance;
  if (model === undefined) return [{ path: ['appliance', 'model'], value: AUTO }];
  return models.includes(model) ? [{ path: ['appliance', 'model'], value: `${model.vendor} ${model.model}` }] : [];
}

/** True where the box of a what-if cannot be said in a scenario file: a rung of the ladder, or a cache of one's own size. */
export function hasUnsayableBox({ appliance }: Scenario, models: readonly ApplianceModel[]): boolean {
  return appliance.model !== undefined && !models.includes(appliance.model);
}

function modelLabel(model: ApplianceModel | undefined): string {
  if (model === undefined) return 'Automatic: the smallest that fits';
  const cache = model.cacheTb === undefined ? 'cache not published' : `${formatTb(model.cacheTb)} cache`;
  return `${model.vendor} ${model.model}, ${cache}`.trim();
}

/** A rung as a model: its sizes are the ladder's, its rates are left to the scenario. */
function rungModel({ name, cacheTb, maxCloudTb, source }: Rung): ApplianceModel {
  return boxModel({ vendor: 'Ladder', model: name, cacheTb, maxCloudTb, source });
}

type Box = Pick<ApplianceModel, 'vendor' | 'model' | 'cacheTb' | 'maxCloudTb' | 'source'>;

const boxModel = (box: Box): ApplianceModel => ({
  ...box,
  form: 'physical',
  platform: '',
  ingestTbPerHour: undefined,
  restoreTbPerHour: undefined,
  typicalRatio: undefined,
  maxRatio: undefined,
});

const withModel = (scenario: Scenario, model: Appliance['model']): Scenario => ({
  ...scenario,
  appliance: { ...scenario.appliance, model },
});

/** A cache of one's own size replaces the chosen box's; cloud limit and rates stay the box's where it has them. */
function cacheControl(): Control {
  return numberControl({
    id: 'appliance/cache',
    label: 'Cache of one unit instead',
    unit: 'TB',
    low: 0.001,
    high: 1_000_000,
    mayBeEmpty: true,
    value: '',
    apply: (changed, text) =>
      text.trim() === '' ? changed : withModel(changed, ownCache(changed.appliance.model, +text, changed.file)),
    edits: () => [],
  });
}

function ownCache(model: Appliance['model'], cacheTb: number, file: string): ApplianceModel {
  const name = `Own size, ${typedNumber(cacheTb)} TB cache`;
  if (model !== undefined) return { ...model, model: `${model.model} with ${typedNumber(cacheTb)} TB cache`, cacheTb };
  const source = {
    id: file,
    title: 'what-if, cache of one unit',
    url: '',
    lastChecked: '',
    confidence: 'low',
    label: 'assumption',
  } as const;
  return boxModel({ vendor: '', model: name, cacheTb, maxCloudTb: undefined, source });
}

function priceControl({ scenario }: PlanInput): Control {
  return numberControl({
    id: 'appliance/monthlyPrice',
    label: 'Your quote for one unit',
    unit: `${scenario.currency} a month`,
    low: 0,
    high: 100_000_000,
    mayBeEmpty: true,
    value: scenario.appliance.monthlyPrice ?? '',
    apply: (changed, text) => {
      const price = text.trim();
      return { ...changed, appliance: { ...changed.appliance, monthlyPrice: price === '' ? undefined : price } };
    },
    edits: ({ appliance }) => [{ path: ['appliance', 'monthlyPrice'], value: appliance.monthlyPrice }],
  });
}
