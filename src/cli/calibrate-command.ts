import { calibrate } from '../engine/calibrate/calibrate.js';
import { movedBehaviour } from '../engine/calibrate/predict.js';
import type { Calibration } from '../engine/calibrate/types.js';
import type { Behaviour, CapacityInput } from '../engine/capacity/types.js';
import { capacityInput } from '../engine/capacity-input.js';
import type { PlanInput } from '../engine/plan-types.js';
import { formatDay } from '../units/day.js';
import type { Call } from './commands.js';
import { readTextFile } from './files.js';
import { choice, dayFlag, text, today } from './flag-values.js';
import { loadPlanInput, loadScenario } from './load-plan-input.js';
import { readObservations } from './observations.js';
import { jsonText, textTable } from './tables.js';
import { countOf, type ExitCode } from './terminal.js';

/** `stowage calibrate`: what a store really held against what the plan says, and the values that would have said it. */
export async function calibrateCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const format = choice(call, 'format', ['text', 'json']);
  const on = text(call, 'on') === undefined ? undefined : dayFlag(call, 'on');
  if (!format.ok) return terminal.problems(format.problems, 'Nothing was fitted.');
  if (on !== undefined && !on.ok) return terminal.problems(on.problems, 'Nothing was fitted.');
  const loaded = await loadScenario(text(call, 'scenario') ?? '', today());
  const input = loaded.ok ? await loadPlanInput(loaded.value, call.version) : loaded;
  if (!input.ok) return terminal.problems(input.problems, countOf(input.problems, 'Nothing was fitted.'));
  const file = text(call, 'observations') ?? '';
  const read = await readTextFile(file);
  if (!read.ok) return terminal.problems(read.problems, 'Nothing was fitted.');
  const { scenario, cohorts } = input.value;
  const observed = readObservations({ file, text: read.value.text, on: on?.value, start: scenario.start });
  if (!observed.ok) return terminal.problems(observed.problems, countOf(observed.problems, 'Nothing was fitted.'));
  const capacity = capacityInput(scenario, cohorts.cohorts, undefined);
  const result = calibrate(capacity, observed.value);
  const profiles = fittedProfiles(input.value, capacity, result);
  const asJson = format.value === 'json' || terminal.json;
  terminal.data(asJson ? jsonText({ ...asData(result), profiles }) : asText(result, profiles));
  return 0;
}

/** Values of a profile as a scenario file has them. */
export interface FittedProfile {
  readonly name: string;
  readonly dailyChange: string;
  readonly hot: string;
  /** Absent where all of the profile's volumes are encrypted: ciphertext does not compress, whatever is fitted. */
  readonly compression?: string;
}

export function fittedProfiles(
  { cohorts }: PlanInput,
  capacity: CapacityInput,
  { factors }: Calibration,
): readonly FittedProfile[] {
  const byProfile = new Map<string, Behaviour>();
  const compressible = new Set(cohorts.cohorts.filter(({ encrypted }) => !encrypted).map(({ profile }) => profile));
  cohorts.cohorts.forEach(({ profile }, index) => {
    const behaviour = capacity.cohorts[index]?.behaviour;
    if (behaviour !== undefined) byProfile.set(profile, movedBehaviour(behaviour, factors));
  });
  return [...byProfile].map(([name, { dailyChange, hot, compression }]) => ({
    name,
    dailyChange: `${significant(dailyChange * 100)}%`,
    hot: `${significant(hot * 100)}%`,
    ...(compressible.has(name) ? { compression: significant(compression) } : {}),
  }));
}

/** Three places that count: no fit knows more. */
const significant = (value: number): string => String(+value.toPrecision(3));
const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;
const gib = (size: number): string => `${size.toFixed(1)} GiB`;

function asText(result: Calibration, profiles: readonly FittedProfile[]): string {
  const { rows, undecided, factors } = result;
  const table = textTable(
    ['date', 'observed', 'as planned', 'off', 'fitted', 'off'],
    rows.map(({ day, physical, planned, fitted }) => [
      formatDay(day),
      gib(physical),
      gib(planned),
      percent(planned / physical - 1),
      gib(fitted),
      percent(fitted / physical - 1),
    ]),
  );
  const open =
    undecided.length === 0
      ? 'The observations decide all three values.\n'
      : `Not decided by these observations: ${undecided.join(', ')}. Other values fit as well; more dates, or dates further apart, tell them apart.\n`;
  const fit = `Mean error ${percent(result.errorPlanned)} as planned, ${percent(result.errorFitted)} fitted; worst ${percent(result.worst)}.\n`;
  const by = `Times the plan: dailyChange ${significant(factors.dailyChange)}, hot ${significant(factors.hot)}, compression ${significant(factors.compression)}.\n`;
  const lines = profiles.map((one) => `${profileLine(one)}\n`);
  if (result.atLimit.length > 0) return `${table}\n${fit}${by}${astray(result)}`;
  return `${table}\n${fit}${by}${open}\nprofiles:\n${lines.join('')}`;
}

const astray = ({ atLimit }: Calibration): string =>
  `${atLimit.join(', ')}: as far from the plan as the search may go. These sizes are hardly those of this plan's store: ` +
  'check their unit and dates, the volumes and the policies. No lines to paste.\n';

/** A line of a scenario's `profiles:`. */
export const profileLine = ({ name, dailyChange, hot, compression }: FittedProfile): string =>
  `  ${JSON.stringify(name)}: {dailyChange: ${dailyChange}, hot: ${hot}${compression === undefined ? '' : `, compression: ${compression}`}}`;

const asData = ({ rows, ...result }: Calibration) => ({
  ...result,
  rows: rows.map(({ day, ...row }) => ({ date: formatDay(day), ...row })),
});
