import Handlebars from 'handlebars/runtime.js';

/** A template as code: what `compiledTemplate` makes of its text. */
export interface Template {
  /** Revision of the compiler, and the releases of Handlebars that have it. */
  readonly compiler: readonly [revision: number, releases: string];
  readonly main: (...args: never) => unknown;
}

/** The page's templates, compiled: the caller has them, so the same code runs in a test without a disk. */
export interface ReportTemplates {
  /** `reports/cost-report.hbs`. */
  readonly page: Template;
  /** `reports/partials/<name>.hbs` by name. */
  readonly partials: Readonly<Record<string, Template>>;
}

type Render = (view: object) => string;

/** Pages that are ready by their templates: a batch of thousands puts them together once. Lives as long as the caller keeps the templates. */
const ready = new WeakMap<ReportTemplates, Render>();

/** Puts the templates together on an instance of their own: no helper but the built-in ones. */
export function rendererOf(templates: ReportTemplates): Render {
  const known = ready.get(templates);
  if (known) return known;
  const engine = Handlebars.create();
  for (const [name, partial] of Object.entries(templates.partials)) engine.registerPartial(name, engine.template(partial));
  const page = engine.template(templates.page);
  const render: Render = (view) => page(view);
  ready.set(templates, render);
  return render;
}
