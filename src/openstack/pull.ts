import { resolve } from 'node:path';
import { type Parsed, type Problem, parsed } from '../problems/problem.js';
import { type Cinder, openCinder } from './cinder.js';
import type { Cloud } from './cloud.js';
import { resolveCloud } from './clouds.js';
import { OpenStackFailure, ostError } from './failure.js';
import type { OpenStackIo } from './io.js';
import { Journal } from './journal.js';
import { LISTS } from './lists.js';
import type { Link } from './patience.js';
import { readProjects } from './projects.js';
import { type InventoryScope, scopeOf } from './scope.js';
import { Seen } from './seen.js';
import { Session } from './session.js';
import { type SnapshotCounts, type SnapshotHeader, writeSnapshotFile } from './snapshot-file.js';
import { openTransport } from './transport.js';
import { walkList } from './walk.js';

export interface PullOptions {
  /** A cloud of clouds.yaml; without it OS_CLOUD, the OS_ variables, or the only cloud there is. */
  readonly cloud?: string | undefined;
  /** The snapshot file to write, such as lab.jsonl.gz. Beside it, `<out>.partial` keeps an unfinished pull. */
  readonly out: string;
  /** 'all': every project's volumes, or an error. 'project': those of the token's project, and the file says so. */
  readonly scope: 'all' | 'project';
  /** Milliseconds for one request; 120,000 if not given. */
  readonly timeout?: number | undefined;
  /** Objects a page; 1,000 if not given, which is also the most that Cinder gives unless configured otherwise. */
  readonly pageSize?: number | undefined;
}

export interface Pulled {
  readonly file: string;
  readonly cloud: string;
  readonly region: string;
  readonly scope: InventoryScope;
  readonly microversion: string;
  /** Whether this went on with an earlier, interrupted pull. */
  readonly resumed: boolean;
  readonly counts: SnapshotCounts;
  /** Provisioned size of all volumes. */
  readonly gib: number;
}

/**
 * Reads a cloud's volumes, snapshots, backups and volume types through Keystone and Cinder into a snapshot file.
 * A pull that was interrupted goes on where it stopped. No file is written unless all of it was read.
 *
 * @returns what was written, with warnings; or what is wrong (OST codes, docs/openstack.md). Never a secret.
 */
export async function pullInventory(options: PullOptions, io: OpenStackIo): Promise<Parsed<Pulled>> {
  try {
    const cloud = await resolveCloud(options.cloud, io);
    if (!cloud.ok) return cloud;
    const transport = openTransport(cloud.value, io, options.timeout ?? 120_000);
    try {
      return await pull(cloud.value, { options, io, link: { transport, io, secrets: new Set() }, warnings: [...cloud.warnings] });
    } finally {
      await transport.close();
    }
  } catch (error) {
    if (error instanceof OpenStackFailure) return { ok: false, problems: [error.problem] };
    const unwritable = fileProblem(error, options.out);
    if (unwritable) return { ok: false, problems: [unwritable] };
    throw error;
  }
}

interface Task {
  readonly options: PullOptions;
  readonly io: OpenStackIo;
  readonly link: Link;
  readonly warnings: Problem[];
}

async function pull(cloud: Cloud, task: Task): Promise<Parsed<Pulled>> {
  const { options, io, warnings } = task;
  const session = await Session.open(cloud, task.link);
  const scope = scopeOf(options.scope, session.token, cloud.source);
  const cinder = await openCinder(session);
  const seen = new Seen(cinder);
  const journal = await openJournal({ cinder, scope, task, seen });
  await readLists({ cinder, scope, task, seen, journal }).catch(async (error: unknown) => {
    if (isDoubtful(error)) await journal.remove();
    throw error;
  });
  const projects = await readProjects(session);
  const header = headerOf({ cinder, scope, journal, finishedAt: io.now(), projects: projects.length });
  const file = resolve(io.cwd, options.out);
  await writeSnapshotFile(file, { header, projects, journal });
  await journal.remove();
  warnings.push(...seen.warnings(header));
  const { region, microversion, counts } = header;
  return parsed(
    { file, cloud: cloud.name, region, scope, microversion, resumed: journal.resumed, counts, gib: seen.gib },
    warnings,
  );
}

/** Lists that were found to be cut are not gone on with. */
function isDoubtful(error: unknown): boolean {
  return error instanceof OpenStackFailure && ['OST030', 'OST031', 'OST032'].includes(error.problem.code);
}

interface Pull {
  readonly cinder: Cinder;
  readonly scope: InventoryScope;
  readonly task: Task;
  readonly seen: Seen;
}

function openJournal({ cinder, scope, task, seen }: Pull): Promise<Journal> {
  const key = {
    cloud: cinder.session.cloud.name,
    root: cinder.root,
    region: cinder.region,
    scope: scope.kind === 'project' ? scope.id : scope.kind,
    user: `${cinder.session.token.user}: ${[...cinder.session.token.roles].sort().join(', ')}`,
    microversion: `3.${cinder.minor}`,
  };
  const file = `${resolve(task.io.cwd, task.options.out)}.partial`;
  return Journal.open({ file, key, now: task.io.now(), onObject: (list, object) => seen.takeAgain(list, object) });
}

async function readLists({ cinder, scope, task, seen, journal }: Pull & { readonly journal: Journal }): Promise<void> {
  const everyProject = scope.kind === 'all projects';
  const walk = { cinder, journal, io: task.io, everyProject, limit: task.options.pageSize ?? 1_000, seen };
  for (const list of LISTS) {
    const count = journal.states[list].done ? undefined : await walkList(walk, list);
    if (list !== 'volumes') continue;
    seen.summaryGib = count?.gib;
    if (everyProject) seen.evidence.demandWhole(cinder);
  }
}

function headerOf(of: {
  readonly cinder: Cinder;
  readonly scope: InventoryScope;
  readonly journal: Journal;
  readonly finishedAt: Date;
  readonly projects: number;
}): SnapshotHeader {
  const { cinder, scope, journal, finishedAt, projects } = of;
  const { types, volumes, snapshots, backups } = journal.states;
  const counted = LISTS.flatMap((list) => {
    const count = journal.states[list].counted;
    return count === undefined ? [] : [[list, count] as const];
  });
  return {
    format: 'stowage-inventory',
    version: 1,
    cloud: cinder.session.cloud.name,
    region: cinder.region,
    scope,
    microversion: `3.${cinder.minor}`,
    pulledFrom: cinder.root,
    pulledAt: journal.startedAt,
    finishedAt: finishedAt.toISOString(),
    counts: {
      projects,
      types: types.seen.size,
      volumes: volumes.seen.size,
      snapshots: snapshots.seen.size,
      backups: backups.seen.size,
    },
    counted: Object.fromEntries(counted),
  };
}

/** A disk that is full, a folder that is not there: the person's to mend, so a problem and not a crash. */
function fileProblem(error: unknown, out: string): Problem | undefined {
  if (!(error instanceof Error && 'code' in error && 'syscall' in error)) return undefined;
  const found = `${String(error.code)} while writing`;
  return ostError('OST040', out, {
    found,
    wanted: 'a folder that can be written',
    fix: 'check the folder, its rights and the free space',
  });
}
