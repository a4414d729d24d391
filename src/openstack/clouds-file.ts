import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isCollection, isNode, LineCounter, parseDocument } from 'yaml';
import type { Place } from '../problems/problem.js';
import { OpenStackFailure } from './failure.js';
import type { OpenStackIo } from './io.js';
import { isJson, type Json, objectAt } from './json.js';

/** A file of clouds: values as written (no number loses its leading zeros), and where each stands. */
export interface CloudsFile {
  readonly file: string;
  readonly clouds: Json;
  readonly placeOf: (path: readonly string[]) => Place;
}

/**
 * The first clouds.yaml that is there, in the order of openstacksdk: OS_CLIENT_CONFIG_FILE, the working directory,
 * the user's and the system's folder. The first secure.yaml of the same folders is laid over it.
 *
 * @returns undefined if there is none
 * @throws OpenStackFailure if a file cannot be read; the message never quotes the file, for it holds passwords
 * Source: openstacksdk, "Configuring OpenStack SDK Applications" (config files).
 */
export async function readCloudsFile(io: OpenStackIo): Promise<CloudsFile | undefined> {
  const clouds = await firstFile(io, 'clouds', io.env.OS_CLIENT_CONFIG_FILE);
  if (!clouds) return undefined;
  const secure = await firstFile(io, 'secure', io.env.OS_CLIENT_SECURE_FILE);
  return secure ? { ...clouds, clouds: merge(clouds.clouds, secure.clouds) } : clouds;
}

async function firstFile(io: OpenStackIo, name: string, named: string | undefined): Promise<CloudsFile | undefined> {
  if (named) {
    const text = await textOf(named);
    if (text === undefined) throw unreadable(named, 'no such file', 'a file at the path that the OS_CLIENT_ variable names');
    return read(named, text);
  }
  const config = io.env.XDG_CONFIG_HOME || join(io.home, '.config');
  for (const folder of [io.cwd, join(config, 'openstack'), '/etc/openstack']) {
    for (const extension of ['yaml', 'yml', 'json']) {
      const file = join(folder, `${name}.${extension}`);
      const text = await textOf(file);
      if (text !== undefined) return read(file, text);
    }
  }
  return undefined;
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unreadable(file, `a file that cannot be read (${code})`, 'a file that you may read');
  }
}

/** The failsafe schema leaves every scalar a text, just as it is written. */
function read(file: string, text: string): CloudsFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', merge: true, prettyErrors: false, lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const { line, col } = lines.linePos(error.pos[0]);
    const found = `YAML that cannot be read (${error.code})`;
    throw new OpenStackFailure({ ...unreadable(file, found, 'YAML').problem, where: { file, line, column: col } });
  }
  const content: unknown = document.toJS({ maxAliasCount: 100 });
  return {
    file,
    clouds: objectAt(content, 'clouds'),
    placeOf: (path) => {
      const node = document.getIn(['clouds', ...path], true);
      const at = isNode(node) && !isCollection(node) ? node.range?.[0] : undefined;
      const field = path.slice(1).join('.');
      const place = { file, ...(field !== '' && { field }) };
      return at === undefined ? place : { ...place, line: lines.linePos(at).line };
    },
  };
}

function unreadable(file: string, found: string, wanted: string): OpenStackFailure {
  return new OpenStackFailure({ code: 'OST002', severity: 'error', where: { file }, found, wanted });
}

function merge(under: Json, over: Json): Json {
  const merged: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) {
    const below = merged[key];
    merged[key] = isJson(below) && isJson(value) ? merge(below, value) : value;
  }
  return merged;
}
