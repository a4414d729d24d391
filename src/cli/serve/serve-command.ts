import { readFile } from 'node:fs/promises';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { type Problem, parsed } from '../../problems/problem.js';
import type { ReportTemplates, Template } from '../../report/templates.js';
import { editorSchemaText } from '../../scenario/editor-schema.js';
import { fieldGroups, type Offered } from '../../serve/form-fields.js';
import { schemaHelp } from '../../serve/schema-help.js';
import { type Pages, webPlanner } from '../../serve/server.js';
import type { Call } from '../commands.js';
import { codeOf } from '../files.js';
import { dayFlag, today as dayToday, text } from '../flag-values.js';
import { allOf } from '../inventory/open-inventory.js';
import { loadShelf, type Shelf } from '../load-catalog.js';
import { findBrowser } from '../pdf/browser.js';
import { packageRoot } from '../place.js';
import { loadBrand } from '../quote/brand.js';
import { loadTerms } from '../quote/terms.js';
import { reportTemplate, reportTemplates } from '../templates.js';
import { countOf, type ExitCode } from '../terminal.js';
import { textPlanner } from './text-planner.js';

const DEFAULT_PORT = '8470';
const LARGEST_PORT = 65_535;
const MIB = 2 ** 20;
const LIMITS = { inventory: 32 * MIB, field: 2000 };
/** Names by which a browser on this machine calls it. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** `stowage serve`: the planner as web pages, until it is told to stop. */
export async function serveCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const given = text(call, 'port') ?? DEFAULT_PORT;
  const port = /^\d{1,5}$/.test(given) && +given <= LARGEST_PORT ? +given : undefined;
  const host = text(call, 'host') ?? '127.0.0.1';
  if (port === undefined) return terminal.problems([wrongPort(given)], 'Nothing was started.');
  const made = await serverFor(call, host);
  if (!made.ok) return terminal.problems(made.problems, countOf(made.problems, 'Nothing was started.'));
  const app = made.value;
  try {
    const address = await app.listen({ port, host });
    terminal.data(`${address}\n`);
  } catch (error) {
    return terminal.problems([cannotListen(`${host}:${port}`, error)], 'Nothing was started.');
  }
  if (!isLoopback(host)) terminal.say(`Whoever reaches ${host} can make plans here: there is no password.`);
  terminal.say('Stop with Ctrl-C.');
  await toldToStop();
  await app.close();
  return 0;
}

/** Everything that the server needs. No request names a file: what is read from the disk is the package and what the flags name. */
async function serverFor(call: Call, host: string) {
  const asOf = dayFlag(call, 'as-of');
  if (!asOf.ok) return asOf;
  const parts = await Promise.all([loadShelf(), loadTerms(text(call, 'terms'), asOf.value), loadBrand(text(call, 'brand'))]);
  const [shelf, terms, brand] = parts;
  if (!shelf.ok || !terms.ok || !brand.ok) return allOf(parts);
  const { catalog } = shelf.value;
  const today = text(call, 'as-of') === undefined ? dayToday : () => asOf.value;
  const browser = await findBrowser(text(call, 'browser'));
  if (!browser.ok && text(call, 'browser') !== undefined) return browser;
  const planner = textPlanner({
    shelf: shelf.value,
    version: call.version,
    today,
    terms: terms.value,
    brand: brand.value,
    browser: browser.ok ? browser.value : undefined,
  });
  const app = await webPlanner({
    planner,
    pages: await webPages(),
    groups: fieldGroups(offeredBy(shelf.value)),
    help: schemaHelp(editorSchemaText(Object.keys(catalog.defaults)), Object.values(catalog.defaults)),
    names: namesOf(host, call.flags.name),
    limits: LIMITS,
  });
  return parsed(app);
}

/**
 * Names that a browser may call the server by: this machine's own, the address it listens on, what --name gives, and where it listens on all
 * addresses each of them and the machine's name. Any other is refused, or a stranger's page could have its own name point here.
 */
function namesOf(host: string, given: unknown): readonly string[] {
  const own = Array.isArray(given) ? given.map(String) : given === undefined ? [] : [String(given)];
  const addresses = Object.values(networkInterfaces()).flatMap((all) => (all ?? []).map(bracketed));
  const everywhere = host === '0.0.0.0' || host === '::' ? [hostname(), ...addresses] : [];
  return [...LOOPBACK, host, ...own, ...everywhere].map((name) => name.toLowerCase());
}

const bracketed = ({ address, family }: { readonly address: string; readonly family: string }): string =>
  family === 'IPv6' ? `[${address}]` : address;

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host);

/** Resolves when the system or the person asks the process to end. */
function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

async function webPages(): Promise<Pages> {
  const [form, result, message, partials, css] = await Promise.all([
    reportTemplate('serve', 'form.hbs'),
    reportTemplate('serve', 'result.hbs'),
    reportTemplate('serve', 'message.hbs'),
    reportTemplates('serve', ['head.hbs', 'foot.hbs']),
    readFile(join(packageRoot(), 'reports', 'styles', 'planner.css'), 'utf8'),
  ]);
  const of = (page: Template): ReportTemplates => ({ page, partials });
  return { form: of(form), result: of(result), message: of(message), css };
}

function offeredBy({ catalog, prices }: Shelf): Offered {
  const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].sort((a, b) => (a < b ? -1 : 1));
  return {
    providers: [
      ...prices.providers.map(({ provider, title }) => ({ value: provider, label: title })),
      { value: 'private', label: 'A store of your own' },
    ],
    regions: sorted(Object.values(prices.regions).map(({ title }) => title)),
    classes: sorted(Object.values(prices.classes).map(({ title }) => title)),
    stores: Object.keys(catalog.privateStores),
    profiles: Object.values(catalog.profiles).map(({ name, title }) => ({ value: name, label: title })),
    appliances: sorted(catalog.appliances.map(({ model }) => model)),
  };
}

function wrongPort(found: string): Problem {
  return {
    code: 'CLI005',
    severity: 'error',
    where: { file: '--port' },
    found: `"${found}"`,
    wanted: 'a port from 0 to 65535; 0: any that is free',
  };
}

function cannotListen(place: string, error: unknown): Problem {
  const code = codeOf(error);
  if (code === undefined) throw error;
  const found = code === 'EADDRINUSE' ? 'a port that something else listens on' : code;
  return {
    code: 'CLI005',
    severity: 'error',
    where: { file: '--port' },
    found: `${place}: ${found}`,
    wanted: 'an address that is free',
    fix: '--port 0 takes any free port',
  };
}
