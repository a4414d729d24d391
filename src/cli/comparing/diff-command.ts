import { attributed } from '../../engine/diff/attribute.js';
import type { Problem } from '../../problems/problem.js';
import { type DiffName, diffDocument } from '../../report/compare/diff-document.js';
import { diffJson } from '../../report/compare/diff-json.js';
import type { Call } from '../commands.js';
import { choice, dayFlag, isSet, text } from '../flag-values.js';
import { allOf } from '../inventory/open-inventory.js';
import { delivered, rendered, TABLE_FORMATS } from '../table-output.js';
import { countOf, type ExitCode } from '../terminal.js';
import { loadSide, mixer, type Side } from './side.js';

const NOTHING_DONE = 'Nothing was compared.';

/** `stowage diff`: why B costs something else than A, by cause. */
export async function diffCommand(call: Call): Promise<ExitCode> {
  const { terminal, version } = call;
  const format = choice(call, 'format', TABLE_FORMATS);
  const asOf = dayFlag(call, 'as-of');
  if (!format.ok) return terminal.problems(format.problems, NOTHING_DONE);
  if (!asOf.ok) return terminal.problems(asOf.problems, NOTHING_DONE);
  const files = [text(call, 'a') ?? '', text(call, 'b') ?? ''] as const;
  const confidential = isSet(call, 'confidential');
  const a = await loadSide(files[0], version, asOf.value, confidential);
  const b = await loadSide(files[1], version, asOf.value, confidential);
  if (!a.ok || !b.ok) {
    const { problems } = allOf([a, b]);
    return terminal.problems(problems, countOf(problems, NOTHING_DONE));
  }
  const outcomeOf = await mixer(version, [a.value, b.value]);
  if (!outcomeOf.ok) return terminal.problems(outcomeOf.problems, NOTHING_DONE);
  const clash = otherCurrency(a.value, b.value);
  if (clash) return terminal.problems([clash], NOTHING_DONE);
  const diff = attributed(a.value, b.value, outcomeOf.value);
  const names = [nameOf(a.value), nameOf(b.value)] as const;
  const kind = terminal.json ? 'json' : format.value;
  const content = await rendered(diffDocument(diff, ...names), kind, () => diffJson(diff, ...names));
  return delivered(call, content, files);
}

const nameOf = ({ plan, file, madeBy, note }: Side): DiffName => ({ name: plan.name, file, madeBy, note });

function otherCurrency(a: Side, b: Side): Problem | undefined {
  const [wanted, found] = [a.stated.total.cost.currency, b.stated.total.cost.currency];
  if (wanted === found) return undefined;
  return {
    code: 'CLI041',
    severity: 'error',
    where: { file: b.file, field: 'currency' },
    found,
    wanted: `${wanted}, as in ${a.file}: a difference has one currency`,
    fix: `plan both in one currency, with "currency" and "exchange" in the scenario`,
  };
}
