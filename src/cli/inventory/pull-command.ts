import type { PullProgress } from '../../openstack/io.js';
import type { Pulled } from '../../openstack/pull.js';
import { printable } from '../../problems/render.js';
import type { Call } from '../commands.js';
import { choice, text } from '../flag-values.js';
import { progressFor } from '../progress.js';
import { countOf, type ExitCode } from '../terminal.js';

/** `stowage inventory pull`: a cloud's volumes, snapshots, backups and types into a file that plans use offline. */
export async function pullCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const scope = choice<'all' | 'project'>(call, 'scope', ['all', 'project']);
  if (!scope.ok) return terminal.problems(scope.problems, 'Nothing was pulled.');
  const progress = progressFor(terminal);
  const [{ pullInventory }, { systemIo }] = await Promise.all([
    import('../../openstack/pull.js'),
    import('../../openstack/io.js'),
  ]);
  const io = systemIo((step) => void progress.step(stepInWords(step)));
  try {
    const cloud = text(call, 'cloud');
    const pulled = await pullInventory(
      { cloud, out: text(call, 'out') ?? `${cloud ?? 'cloud'}.jsonl.gz`, scope: scope.value },
      io,
    );
    progress.done();
    if (!pulled.ok) return terminal.problems(pulled.problems, countOf(pulled.problems, 'No snapshot was written.'));
    if (pulled.warnings.length > 0) terminal.problems(pulled.warnings, countOf(pulled.warnings, 'The snapshot was written.'));
    terminal.data(
      terminal.json ? `${JSON.stringify({ ok: true, ...pulled.value })}\n` : terminal.quiet ? '' : inWords(pulled.value),
    );
    return 0;
  } finally {
    progress.done();
  }
}

const stepInWords = ({ list, read, of }: PullProgress): string => `${list}: ${read}${of === undefined ? '' : ` of ${of}`}`;

function inWords({ file, cloud, region, scope, counts, gib, resumed }: Pulled): string {
  const whose = scope.kind === 'all projects' ? 'all projects' : `project ${scope.name ?? scope.id}`;
  return printable(
    `${counts.volumes} volumes (${gib} GiB), ${counts.snapshots} snapshots, ${counts.backups} backups and ${counts.types} types ` +
      `of ${whose}, cloud ${cloud}${region === '' ? '' : `, region ${region}`}${resumed ? ', resumed' : ''}: ${file}`,
  ).concat('\n');
}
