import { type ComparedPlan, compareDocument } from '../../report/compare/compare-document.js';
import { stableJson } from '../../report/render-json.js';
import type { Call } from '../commands.js';
import { choice, dayFlag, isSet } from '../flag-values.js';
import { allOf } from '../inventory/open-inventory.js';
import { delivered, rendered, TABLE_FORMATS } from '../table-output.js';
import { countOf, type ExitCode } from '../terminal.js';
import { loadSide, type Side } from './side.js';

const NOTHING_DONE = 'Nothing was compared.';

/** `stowage compare`: several plans side by side. */
export async function compareCommand(call: Call): Promise<ExitCode> {
  const { terminal, version, flags } = call;
  const format = choice(call, 'format', TABLE_FORMATS);
  const asOf = dayFlag(call, 'as-of');
  if (!format.ok) return terminal.problems(format.problems, NOTHING_DONE);
  if (!asOf.ok) return terminal.problems(asOf.problems, NOTHING_DONE);
  const files = Array.isArray(flags.plans) ? flags.plans.map(String) : [];
  const sides = [];
  for (const file of files) sides.push(await loadSide(file, version, asOf.value, isSet(call, 'confidential')));
  const failed = sides.filter((side) => !side.ok);
  if (failed.length > 0) {
    const { problems } = allOf(sides);
    return terminal.problems(problems, countOf(problems, NOTHING_DONE));
  }
  const plans = named(sides.flatMap((side) => (side.ok ? [side.value] : [])));
  const kind = terminal.json ? 'json' : format.value;
  return delivered(call, await rendered(compareDocument(plans), kind, () => compareJson(plans)), files);
}

/** Two plans of one name are told apart by their files. */
function named(sides: readonly Side[]): readonly ComparedPlan[] {
  const names = sides.map(({ plan }) => plan.name);
  return sides.map(({ plan, file, note }) => {
    const isAlone = names.filter((name) => name === plan.name).length === 1;
    return { name: isAlone ? plan.name : file, file, plan, note };
  });
}

/** The figures of each plan as data; the whole plan is what "stowage plan --format json" writes. */
function compareJson(plans: readonly ComparedPlan[]): string {
  const rows = plans.map(({ name, file, plan }) => ({
    name,
    file,
    version: plan.version,
    catalogVersion: plan.catalogVersion,
    start: plan.scenario.start,
    horizonMonths: plan.scenario.horizonMonths,
    volumes: plan.inventory.planned,
    destination: plan.cost.destination,
    heldAtEnd: plan.capacity.months.at(-1)?.backEndAtEnd,
    appliance: { chosen: plan.appliance.chosen, units: plan.appliance.needed.units, spare: plan.appliance.spare },
    total: plan.cost.total,
    lastMonth: plan.cost.lastMonth,
    perTbMonth: plan.cost.perTbMonth,
    restores: plan.restores.map(({ scenario, hours, cost, verdict }) => ({ name: scenario.name, hours, cost, verdict })),
    rpo: { hours: plan.rpo.achievableHours, verdict: plan.rpo.verdict },
    findings: plan.findings,
  }));
  return stableJson({ schema: 'stowage-compare/1', plans: rows });
}
