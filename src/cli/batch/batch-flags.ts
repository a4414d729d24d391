import { type Parsed, parsed } from '../../problems/problem.js';
import type { Call } from '../commands.js';
import { text } from '../flag-values.js';

/** --shard 2/8: the second of eight parts, each with every eighth row. CLI005 for anything else. */
export function shardFlag(call: Call): Parsed<{ readonly index: number; readonly of: number }> {
  const given = text(call, 'shard') ?? '1/1';
  const [, index = 0, of = 0] = (/^(\d{1,6})\/(\d{1,6})$/.exec(given) ?? []).map((digits) => Number.parseInt(digits, 10));
  return index >= 1 && index <= of
    ? parsed({ index, of })
    : wrong('--shard', given, 'a part and their number, such as 1/8 to 8/8');
}

/** --workers 4. CLI005 for anything but 1 to 256. */
export function workersFlag(call: Call): Parsed<number | undefined> {
  const given = text(call, 'workers');
  if (given === undefined) return parsed(undefined);
  const count = /^\d{1,3}$/.test(given) ? Number.parseInt(given, 10) : 0;
  return count >= 1 && count <= 256 ? parsed(count) : wrong('--workers', given, '1 to 256');
}

/** --tries 3. CLI005 for anything but 1 to 100. */
export function triesFlag(call: Call): Parsed<number> {
  const given = text(call, 'tries') ?? '3';
  const count = /^\d{1,3}$/.test(given) ? Number.parseInt(given, 10) : 0;
  return count >= 1 && count <= 100 ? parsed(count) : wrong('--tries', given, '1 to 100');
}

function wrong(file: string, found: string, wanted: string): Parsed<never> {
  return { ok: false, problems: [{ code: 'CLI005', severity: 'error', where: { file }, found: `"${found}"`, wanted }] };
}
