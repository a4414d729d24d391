import type { ExplainedFigure } from '../engine/explain/types.js';
import type { Plan } from '../engine/plan-types.js';
import { lazily } from '../units/lazily.js';
import { type ChartData, hasPoints } from './chart-data.js';
import { type ChartId, chartsOf } from './charts.js';
import { decisionSubjects } from './decide/decision-subjects.js';
import { formatDate, formatIsoDate } from './format-date.js';
import { countOf } from './format-number.js';
import type { TableView } from './table-view.js';
import type { Subject } from './tables-document.js';
import { type AnswerView, answersView, type FindingView, findingViews } from './view-model-answers.js';
import { type ApplianceView, applianceView } from './view-model-appliance.js';
import { assumptionTable, ratioTable } from './view-model-assumptions.js';
import { type CapacityView, capacityView } from './view-model-capacity.js';
import { type CostView, costView } from './view-model-cost.js';
import { type DestinationsView, destinationsView } from './view-model-destinations.js';
import { type InventoryView, inventoryView } from './view-model-inventory.js';
import { type LadderView, ladderView } from './view-model-ladder.js';
import { budgetTable, exitTable, seedTable } from './view-model-leaving.js';
import { type RestoresView, restoresView } from './view-model-restore.js';
import { type ServiceView, serviceView } from './view-model-service.js';
import { numberSources, type SourceNumbers, type SourceView, sourceViews } from './view-model-sources.js';
import { type UncertaintyView, uncertaintyView } from './view-model-uncertainty.js';
import { type UpgradeView, upgradeView } from './view-model-upgrade.js';

/** One step of configuring cinder-backup: text, and what to type or write where there is something. */
export interface CinderStep {
  readonly title: string;
  readonly text: string;
  readonly code?: string;
  /** Options with what each is for, in the order of `code`. */
  readonly terms?: readonly { readonly name: string; readonly text: string }[];
}

/** What the page says, as plain strings: templates format nothing and compare nothing. */
export interface ReportView {
  readonly name: string;
  readonly subtitle: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly answers: readonly AnswerView[];
  readonly findings: readonly FindingView[];
  readonly notes: { readonly shown: boolean; readonly title: string; readonly list: readonly FindingView[] };
  readonly charts: Readonly<Record<ChartId, ChartData>>;
  readonly capacity: CapacityView;
  readonly cost: CostView;
  readonly appliance: ApplianceView;
  readonly upgrade: UpgradeView;
  readonly ladder: LadderView;
  readonly service: ServiceView;
  readonly restores: RestoresView;
  readonly uncertainty: UncertaintyView;
  /** Restores of a year, leaving the store, and the first full. */
  readonly budget: TableView;
  readonly exit: TableView;
  readonly seeding: TableView;
  readonly destinations: DestinationsView;
  /** What the scenario wanted decided; a plan made in the page decides nothing. */
  readonly hasDecisions: boolean;
  readonly decisions: readonly Subject[];
  readonly inventory: InventoryView;
  readonly hasCinder: boolean;
  readonly cinder: readonly Required<CinderStep>[];
  readonly assumptions: TableView;
  readonly ratios: TableView;
  readonly sources: readonly SourceView[];
  readonly footer: readonly { readonly name: string; readonly value: string }[];
}

export interface ReportViewOptions {
  /** The report's own date, as text or "2016-02-15": the same plan and date give the same bytes. */
  readonly asOf: string;
  readonly cinderSteps: readonly CinderStep[];
  /** Figures of the capacity section taken apart (`capacityFigures`); absent: the page has no derivations there. */
  readonly figures?: (() => readonly ExplainedFigure[]) | undefined;
}

/** Plan -> everything the report's templates print. A part is worked out when it is read: a page that shows another plan draws what is seen first. */
export function reportView(plan: Plan, { asOf, cinderSteps, figures }: ReportViewOptions): ReportView {
  const known = lazily({ numbers: () => numberSources(plan.sources) });
  const numbers: SourceNumbers = { get: (document) => known.numbers.get(document) };
  const view: ReportView = lazily<ReportView>({
    name: () => plan.name,
    subtitle: () => subtitle(plan),
    facts: () => mastheadFacts(plan, asOf),
    answers: () => answersView(plan),
    findings: () => findingViews(plan, 'act'),
    notes: () => notesView(plan),
    charts: () => chartsOf(plan),
    capacity: () => capacityView(plan, figures ?? (() => []), numbers),
    cost: () => costView(plan, numbers),
    appliance: () => applianceView(plan),
    upgrade: () => upgradeView(plan),
    ladder: () => ladderView(plan),
    service: () => serviceView(plan, numbers),
    restores: () => restoresView(plan, numbers),
    uncertainty: () => uncertaintyView(plan),
    budget: () => budgetTable(plan),
    exit: () => exitTable(plan),
    seeding: () => seedTable(plan),
    destinations: () => destinationsView(plan, numbers),
    hasDecisions: () => view.decisions.length > 0,
    decisions: () => (plan.decisions === undefined ? [] : decisionSubjects(plan.decisions, numbers)),
    inventory: () => inventoryView(plan),
    hasCinder: () => cinderSteps.length > 0,
    cinder: () => cinderSteps.map(({ title, text, code, terms }) => ({ title, text, code: code ?? '', terms: terms ?? [] })),
    assumptions: () => assumptionTable(plan),
    ratios: () => ratioTable(plan),
    sources: () => sourceViews(plan.sources),
    footer: () => footerFacts(plan, asOf),
  });
  return view;
}

/** Every chart of a report, in its order; one of nothing (no months, no ladder) is left out, and with it its canvas. */
export const chartsIn = (view: ReportView): readonly ChartData[] =>
  [...Object.values(view.charts), ...listedCharts(view)].filter(hasPoints);

/** One of them by its id. Of the charts that every report has, no other is worked out for it. */
export function chartIn(view: ReportView, id: string): ChartData | undefined {
  const charts: Readonly<Record<string, ChartData>> = view.charts;
  const chart = Object.hasOwn(charts, id) ? charts[id] : listedCharts(view).find((one) => one.id === id);
  return chart && hasPoints(chart) ? chart : undefined;
}

const listedCharts = ({ restores, uncertainty, decisions }: ReportView): readonly ChartData[] => [
  ...restores.details.flatMap(({ timelines }) => timelines.map(({ chart }) => chart)),
  ...uncertainty.tornadoes.map(({ chart }) => chart),
  ...decisions.flatMap((one) => one.charts),
];

function subtitle(plan: Plan): string {
  const volumes = countOf(plan.inventory.planned.volumes, 'volume', 'volumes');
  const secret = plan.scenario.privatePrices?.applied === true ? 'Confidential: holds prices of a private contract. ' : '';
  return `${secret}Capacity, cost and restore of ${volumes} at ${plan.cost.destination.label}, over ${countOf(plan.scenario.horizonMonths, 'month', 'months')} from ${formatDate(plan.scenario.start)}.`;
}

function notesView(plan: Plan): ReportView['notes'] {
  const list = findingViews(plan, 'know');
  return { shown: list.length > 0, title: `${countOf(list.length, 'note', 'notes')} on what was planned`, list };
}

function mastheadFacts(plan: Plan, asOf: string): readonly { readonly name: string; readonly value: string }[] {
  return [
    { name: 'Prices of', value: formatDate(plan.cost.destination.pricesAsOf) },
    { name: 'Scenario', value: plan.scenario.file },
    { name: 'Report of', value: formatIsoDate(asOf) },
  ];
}

function footerFacts(plan: Plan, asOf: string): readonly { readonly name: string; readonly value: string }[] {
  return [
    { name: 'Stowage', value: plan.version },
    { name: 'Catalogue', value: plan.catalogVersion },
    { name: 'Prices of', value: formatDate(plan.cost.destination.pricesAsOf) },
    { name: 'Report of', value: formatIsoDate(asOf) },
    { name: 'Scenario', value: plan.scenario.file },
    ...plan.inventory.files.map(({ file, sha256 }) => ({
      name: file,
      value: sha256 === undefined ? 'no hash' : `SHA-256 ${sha256}`,
    })),
  ];
}
