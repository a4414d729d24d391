import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { type ReportTemplates, rendererOf } from '../report/templates.js';
import type { FieldGroup } from './form-fields.js';
import { formView } from './form-view.js';
import { refusal, secure } from './guard.js';
import type { Planned, Planner } from './planner.js';
import { type FormPosted, type Limits, readForm, TooLarge } from './read-form.js';
import { scenarioOfForm } from './scenario-of-form.js';
import { planShelf } from './shelf.js';

/** Templates and style of the pages, from reports/. */
export interface Pages {
  readonly form: ReportTemplates;
  readonly result: ReportTemplates;
  readonly message: ReportTemplates;
  readonly css: string;
}

export interface ServeOptions {
  readonly planner: Planner;
  readonly pages: Pages;
  readonly groups: readonly FieldGroup[];
  /** Help text of a scenario's key. */
  readonly help: (path: string) => string;
  /** Host names that the server answers to. */
  readonly names: readonly string[];
  readonly limits: Limits;
}

const MOST_FIELDS = 60;
const MOST_PLANS = 10;
/** A request that takes longer to arrive is not from a person beside this machine. */
const REQUEST_MS = 120_000;

/** The web planner: server-rendered forms, nothing written to the disk, nothing read from it for a request. Not listening yet. */
export async function webPlanner(options: ServeOptions): Promise<FastifyInstance> {
  const { limits, names, pages } = options;
  const app = fastify({
    logger: false,
    bodyLimit: limits.inventory * 2,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: true,
  });
  await app.register(multipart, {
    limits: { fileSize: limits.inventory, fieldSize: limits.inventory, fields: MOST_FIELDS, files: 1, parts: MOST_FIELDS + 1 },
  });
  const message: Say = (reply, code, title, text) =>
    page(reply.code(code), rendererOf(pages.message)({ pageTitle: title, title, text }));
  app.addHook('onRequest', async (request, reply) => {
    const reason = refusal(request, names);
    if (reason !== undefined) return message(reply, 403, 'Refused', `${reason}.`);
  });
  app.addHook('onSend', async (_request, reply) => secure(reply));
  app.setNotFoundHandler((_request, reply) =>
    message(reply, 404, 'Not here', 'There is no such page, or the plan has made room for newer ones.'),
  );
  app.setErrorHandler((error: { statusCode?: number }, _request, reply) => {
    if (error instanceof TooLarge || error.statusCode === 413) return message(reply, 413, 'Too large', tooLarge(limits));
    const isTheirs = error.statusCode !== undefined && error.statusCode < 500;
    return isTheirs
      ? message(reply, error.statusCode ?? 400, 'Not understood', 'The request is not what the form sends.')
      : message(
          reply,
          500,
          'A bug in stowage',
          'The plan could not be made. Please report it with the scenario and an inventory that show it.',
        );
  });
  addPages(app, options, message);
  return app;
}

const tooLarge = ({ inventory }: Limits): string =>
  `An inventory here may have up to ${Math.floor(inventory / 2 ** 20)} MiB. The command "stowage plan" takes files of any size.`;

type Say = (reply: FastifyReply, code: number, title: string, text: string) => FastifyReply;

function addPages(app: FastifyInstance, { planner, pages, groups, help, limits }: ServeOptions, message: Say): void {
  const kept = planShelf(MOST_PLANS);
  const form = (reply: FastifyReply, state: Omit<Parameters<typeof formView>[0], 'groups' | 'help'>) =>
    page(
      reply,
      rendererOf(pages.form)({
        pageTitle: 'Plan the protection of your volumes',
        ...formView({ groups, help, ...state }),
      }),
    );
  app.get('/', (_request, reply) => form(reply, { answers: {}, inventory: '', problems: [], inventoryName: '' }));
  app.get('/planner.css', (_request, reply) => reply.type('text/css; charset=utf-8').send(pages.css));
  app.post('/plans', async (request, reply) => {
    const posted: FormPosted = await readForm(request, limits);
    const { answers, inventory } = posted;
    const scenario = scenarioOfForm(groups, answers, inventory.name);
    const planned = await planner.plan({ scenario, inventory });
    if (planned.ok) return reply.redirect(`/plans/${kept.put({ ...planned.value, scenario })}`, 303);
    return form(reply.code(422), {
      answers,
      inventory: inventory.text,
      problems: planned.problems,
      inventoryName: inventory.name,
    });
  });
  app.get<{ Params: { id: string } }>('/plans/:id', (request, reply) => {
    const plan = kept.get(request.params.id);
    if (plan === undefined) return reply.callNotFound();
    return page(reply, rendererOf(pages.result)(resultView(request.params.id, plan)));
  });
  app.get<{ Params: { id: string; file: string } }>('/plans/:id/:file', async (request, reply) => {
    const plan = kept.get(request.params.id);
    const { file } = request.params;
    if (plan !== undefined && file === 'report')
      return page(reply.header('content-security-policy', plan.reportPolicy), plan.report);
    if (plan !== undefined && file === 'scenario.yaml')
      return attached(reply, file).type('application/yaml; charset=utf-8').send(plan.scenario);
    const wanted = plan?.takeaways.flatMap(({ files }) => files).find(({ name }) => name === file);
    if (wanted === undefined) return reply.callNotFound();
    const made = await wanted.make();
    if (!made.ok)
      return message(reply, 500, 'Not made', made.problems.map(({ found, fix = '' }) => `${found}. ${fix}`).join(' '));
    return attached(reply, file).type(wanted.type).send(toSend(made.value));
  });
}

const attached = (reply: FastifyReply, file: string): FastifyReply =>
  reply.header('content-disposition', `attachment; filename="${file}"`);
const toSend = (content: string | Uint8Array): string | Buffer => (typeof content === 'string' ? content : Buffer.from(content));
const page = (reply: FastifyReply, html: string): FastifyReply => reply.type('text/html; charset=utf-8').send(html);

function resultView(id: string, { name, summary, takeaways }: Planned) {
  return { pageTitle: name, name, rows: summary, base: `/plans/${id}`, takeaways };
}
