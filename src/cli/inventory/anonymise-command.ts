import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { anonymised, Pseudonyms, restForm } from '../../inventory/anonymise.js';
import { noVolumes } from '../../inventory/inventory-problems.js';
import type { BesideLists } from '../../inventory/lists/types.js';
import type { Volume } from '../../inventory/types.js';
import { type Parsed, parsed, problemsOf } from '../../problems/problem.js';
import { asDay, formatDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { text } from '../flag-values.js';
import { countOf, type ExitCode, plural } from '../terminal.js';
import { filesOf, readVolumes } from './read-volumes.js';
import { wrongFlag } from './wrong-flag.js';

const SHORTEST_KEY = 16;
const BATCH = 1 << 18;

/** `stowage inventory anonymise`: the volumes of the files with pseudonyms for ids, names, projects and metadata; hosts and servers are left out. */
export async function anonymiseCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const key = await readKey(text(call, 'key-file'));
  const out = text(call, 'out');
  const problems = [
    ...problemsOf(key),
    ...(out === undefined ? [wrongFlag('out', '', 'a file to write', 'add -o volumes.json.gz')] : []),
  ];
  if (!key.ok || out === undefined) return terminal.problems(problems, 'Nothing was written.');
  const pseudonyms = new Pseudonyms((word) => createHmac('sha256', key.value).update(word).digest('hex'));
  const temporary = `${out}.${randomBytes(6).toString('hex')}.tmp`;
  let sink: AnonymousFile | undefined;
  try {
    let leftOut = '';
    const read = await readVolumes(call, filesOf(call), (lists) => {
      leftOut = listsIn(lists);
      sink?.close();
      sink = new AnonymousFile(temporary, out.endsWith('.gz'), pseudonyms);
      return sink;
    });
    if (!read.ok) return terminal.problems(read.problems, countOf(read.problems, 'Nothing was written.'));
    if (read.value.sink.volumes === 0)
      return terminal.problems([noVolumes({ file: filesOf(call).join(', ') }, leftOut)], 'Nothing was written.');
    read.value.sink.finish();
    renameSync(temporary, out);
    if (read.warnings.length > 0) terminal.problems(read.warnings, countOf(read.warnings, 'The file was written.'));
    terminal.say(`${read.value.sink.volumes} volumes: ${out}`);
    if (leftOut !== '') terminal.say(`Left out: ${leftOut}`);
    return 0;
  } finally {
    sink?.close();
    rmSync(temporary, { force: true });
  }
}

/** What stands beside the volumes, in words: none of it goes into the file. */
function listsIn({ backups, snapshots, encryptedTypes }: BesideLists): string {
  const counts = [plural(backups.length, 'backup'), plural(snapshots.length, 'snapshot'), plural(encryptedTypes.size, 'type')];
  return counts.filter((text) => text !== '').join(', ');
}

async function readKey(file: string | undefined): Promise<Parsed<Uint8Array>> {
  const fix = 'make one and keep it: openssl rand -hex 32 > stowage.key';
  if (file === undefined) return { ok: false, problems: [wrongFlag('key-file', '', 'a file with a secret key', fix)] };
  const key = await readFile(file).catch(() => undefined);
  if (key === undefined) return { ok: false, problems: [wrongFlag('key-file', file, 'a file that can be read', fix)] };
  const trimmed = Buffer.from(key.toString('latin1').trim(), 'latin1');
  if (trimmed.length < SHORTEST_KEY)
    return { ok: false, problems: [wrongFlag('key-file', file, `${SHORTEST_KEY} bytes or more`, fix)] };
  return parsed(trimmed);
}

/** Writes volumes as they come, as a page of REST: batches of text, zipped each on its own, which makes one gzip file. */
class AnonymousFile {
  readonly needless = new Set<never>();
  volumes = 0;
  private readonly file: number;
  private batch = '{"volumes": [\n';
  private isOpen = true;

  constructor(
    path: string,
    private readonly isGzip: boolean,
    private readonly pseudonyms: Pseudonyms,
  ) {
    this.file = openSync(path, 'w', 0o600);
  }

  add(volume: Volume): void {
    const object = restForm(anonymised(volume, this.pseudonyms), (day) => `${formatDay(asDay(day))}T00:00:00.000000`);
    this.batch += `${this.volumes++ === 0 ? '' : ',\n'}${JSON.stringify(object)}`;
    if (this.batch.length > BATCH) this.write();
  }

  finish(): void {
    this.batch += '\n]}\n';
    this.write();
    fsyncSync(this.file);
    this.close();
  }

  close(): void {
    if (this.isOpen) closeSync(this.file);
    this.isOpen = false;
  }

  private write(): void {
    const bytes = Buffer.from(this.batch);
    writeSync(this.file, this.isGzip ? gzipSync(bytes) : bytes);
    this.batch = '';
  }
}
