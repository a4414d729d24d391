import { frozenRate, readEuroRates } from '../../catalog/import/ecb-rates.js';
import { formatDay } from '../../units/day.js';
import type { Call } from '../commands.js';
import { readTextFile } from '../files.js';
import { dayFlag, text } from '../flag-values.js';
import type { ExitCode } from '../terminal.js';

/** `stowage prices rate`: a rate out of a file of reference rates, as the lines that freeze it in a scenario. */
export async function rateCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const file = text(call, 'file') ?? '';
  const on = text(call, 'on') === undefined ? undefined : dayFlag(call, 'on');
  if (on !== undefined && !on.ok) return terminal.problems(on.problems, 'Nothing was read.');
  const read = await readTextFile(file);
  if (!read.ok) return terminal.problems(read.problems, 'Nothing was read.');
  const days = readEuroRates(file, read.value.text);
  if (!days.ok) return terminal.problems(days.problems, 'Nothing was read.');
  const code = (name: string) => (text(call, name) ?? '').toUpperCase();
  const found = frozenRate(days.value, { from: code('from'), to: code('to'), on: on?.value, file });
  if (!found.ok) return terminal.problems(found.problems, 'No rate was found.');
  const { from, to, rate, day, source } = found.value;
  const date = formatDay(day);
  if (terminal.json) terminal.data(`${JSON.stringify({ ok: true, currency: to, exchange: { from, rate, date, source } })}\n`);
  else terminal.data(`currency: ${to}\nexchange: {from: ${from}, rate: ${rate}, date: ${date}, source: "${source}"}\n`);
  return 0;
}
