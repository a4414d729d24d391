import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { EnvHttpProxyAgent } from 'undici';
import { type PriceNames, priceNames } from '../../catalog/import/price-names.js';
import { type Parsed, type Problem, parsed, problemsOf } from '../../problems/problem.js';
import { formatDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { dayFlag, isSet, text } from '../flag-values.js';
import { progressFor } from '../progress.js';
import { countOf, type ExitCode } from '../terminal.js';
import { packageData, readDataFolder } from './data-folder.js';
import { FEED_BASES, FEEDS, type Feed, type Fetched, fetchFeed } from './feeds.js';
import { FETCH_LIMITS, FetchFailure, type FetchLimits } from './fetch-file.js';
import { finishImport } from './import-command.js';
import { planImport } from './import-files.js';

/** Where Google's key is read: a key on the command line would stand in the shell's history. */
const GOOGLE_KEY = 'STOWAGE_GOOGLE_API_KEY';

interface Wanted {
  readonly feed: Feed;
  readonly base: URL;
  readonly key: string | undefined;
}

/** `stowage prices update`: fetches the lists into a temporary folder, then imports them. Nothing is written before all is fetched. */
export async function updateCommand(
  call: Call,
  limits: FetchLimits = FETCH_LIMITS,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ExitCode> {
  const { terminal } = call;
  const day = dayFlag(call, 'read-on');
  const folder = await readDataFolder(text(call, 'into') ?? packageData());
  const wanted = wantedFeeds(call, env);
  const names = folder.ok ? priceNames(folder.value.files) : folder;
  if (!day.ok || !folder.ok || !wanted.ok || !names.ok) {
    const problems = [day, wanted, names].flatMap(problemsOf);
    return terminal.problems(problems, countOf(problems, 'Nothing was fetched.'));
  }
  const temporary = await mkdtemp(join(tmpdir(), 'stowage-prices-'));
  try {
    const fetched = await fetchAll(call, { wanted: wanted.value, names: names.value, temporary, limits });
    const addresses = new Map(fetched.map(({ path, url }) => [path, url]));
    const options = {
      folder: folder.value,
      revise: isSet(call, 'revise'),
      readOn: formatDay(day.value),
      calledAs: (path: string) => addresses.get(path) ?? path,
    };
    const plan = await planImport([...addresses.keys()], options);
    if (!plan.ok) return terminal.problems(plan.problems, countOf(plan.problems, 'Nothing was imported.'));
    terminal.problems(plan.warnings, countOf(plan.warnings, 'The rest was read.'));
    return await finishImport(call, plan.value);
  } catch (error) {
    if (!(error instanceof FetchFailure)) throw error;
    return terminal.problems([error.problem], 'Nothing was imported.');
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

interface Fetching {
  readonly wanted: readonly Wanted[];
  readonly names: PriceNames;
  readonly temporary: string;
  readonly limits: FetchLimits;
}

async function fetchAll({ terminal }: Call, { wanted, names, temporary, limits }: Fetching): Promise<readonly Fetched[]> {
  const progress = progressFor(terminal);
  const dispatcher = new EnvHttpProxyAgent();
  const fetched: Fetched[] = [];
  try {
    for (const { feed, base, key } of wanted) {
      const folder = await mkdtemp(join(temporary, `${feed}-`));
      const headers = key === undefined ? {} : { 'x-goog-api-key': key };
      const fetching = { limits, headers, dispatcher, sleep: (ms: number) => wait(ms) };
      fetched.push(
        ...(await fetchFeed(feed, { base, folder, names, fetching, onFile: (url) => void progress.step(url.pathname) })),
      );
      terminal.say(`${feed}: ${fetched.length} files fetched from ${base.origin}`);
    }
    return fetched;
  } finally {
    progress.done();
    await dispatcher.destroy();
  }
}

/** The feeds that were asked for; without --provider all that need no key, and Google's where its key is set. */
function wantedFeeds(call: Call, env: NodeJS.ProcessEnv): Parsed<readonly Wanted[]> {
  const provider = text(call, 'provider');
  const baseUrl = text(call, 'base-url');
  const key = env[GOOGLE_KEY];
  const named = FEEDS.find((feed) => feed === provider);
  if (provider !== undefined && named === undefined) return wrong('--provider', `"${provider}"`, `one of ${FEEDS.join(', ')}`);
  if (baseUrl !== undefined && named === undefined)
    return wrong('--base-url', 'no --provider', 'the provider that the address is of');
  const base = URL.canParse(baseUrl ?? '') ? new URL(baseUrl ?? '') : undefined;
  if (baseUrl !== undefined && !/^https?:$/.test(base?.protocol ?? ''))
    return wrong('--base-url', `"${baseUrl}"`, 'an address such as https://prices.example.com');
  if (named === 'google' && !key)
    return wrong('--provider', 'no key', `Google's API key in the environment variable ${GOOGLE_KEY}`);
  const feeds = named === undefined ? FEEDS.filter((feed) => feed !== 'google' || Boolean(key)) : [named];
  return parsed(
    feeds.map((feed) => ({ feed, base: base ?? new URL(FEED_BASES[feed]), key: feed === 'google' ? key : undefined })),
  );
}

function wrong(file: string, found: string, wanted: string): Parsed<never> {
  const problem: Problem = { code: 'CLI005', severity: 'error', where: { file }, found, wanted };
  return { ok: false, problems: [problem] };
}
