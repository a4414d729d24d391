import Handlebars from 'handlebars';

/** The page's templates as text: the caller reads `reports/`, so the same code runs in a test without a disk. */
export interface ReportTemplates {
  /** `reports/cost-report.hbs`. */
  readonly page: string;
  /** `reports/partials/<name>.hbs` by name. */
  readonly partials: Readonly<Record<string, string>>;
}

type Render = (view: object) => string;

/** Compiled pages by their templates: a batch of thousands compiles once. Lives as long as the caller keeps the templates. */
const compiled = new WeakMap<ReportTemplates, Render>();

/**
 * Compiles the templates on an instance of their own: no helper but the built-in ones, and a missing field is an error, not a gap.
 *
 * @throws Error from Handlebars for a template that does not parse: a bug of ours, the templates ship with the program.
 */
export function compileTemplates(templates: ReportTemplates): Render {
  const known = compiled.get(templates);
  if (known) return known;
  const engine = Handlebars.create();
  const options = { strict: true, knownHelpersOnly: true, preventIndent: true } as const;
  // Registered as compiled functions: a partial given as text would be compiled again without these options.
  for (const [name, text] of Object.entries(templates.partials)) engine.registerPartial(name, engine.compile(text, options));
  const page = engine.compile(templates.page, options);
  const render: Render = (view) => page(view);
  compiled.set(templates, render);
  return render;
}
