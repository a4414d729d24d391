import type { Problem } from '../problems/problem.js';
import { printable, renderPlace } from '../problems/render.js';
import type { FieldGroup, FormField } from './form-fields.js';
import type { Answers } from './scenario-of-form.js';

/** What a form page is made from. */
export interface FormState {
  readonly groups: readonly FieldGroup[];
  readonly help: (path: string) => string;
  readonly answers: Answers;
  /** Text of the inventory, given back so that nobody has to find the file again. */
  readonly inventory: string;
  readonly problems: readonly Problem[];
  /** The file name of the inventory in problems. */
  readonly inventoryName: string;
}

/** An inventory larger than this is not sent back into the form. */
const LARGEST_GIVEN_BACK = 256 * 1024;
/** More problems than this help nobody. */
const MOST_SHOWN = 50;

/** Plain strings and flags for reports/serve/form.hbs. */
export function formView({ groups, help, answers, inventory, problems, inventoryName }: FormState) {
  const paths = groups.flatMap(({ fields }) => fields.map(({ path }) => path));
  const placeOf = (problem: Problem): string =>
    problem.where.file === inventoryName ? 'inventory' : (nearestPath(problem.where.field ?? '', paths) ?? '');
  const shown = problems
    .slice(0, MOST_SHOWN)
    .map((problem) => ({ at: placeOf(problem), text: problemText(problem, inventoryName) }));
  const labels = new Map(groups.flatMap(({ fields }) => fields.map(({ path, label }) => [path, `${label}: `])));
  const linked = shown.map(({ at, text }) => ({
    text: `${labels.get(at) ?? ''}${text}`,
    target: at === '' ? 'top' : idOf(at),
    hasTarget: at !== '',
  }));
  const textsAt = (path: string): readonly string[] => shown.filter(({ at }) => at === path).map(({ text }) => text);
  return {
    hasProblems: problems.length > 0,
    problemCount: problems.length === 1 ? 'One problem' : `${problems.length} problems`,
    more: problems.length > MOST_SHOWN ? `and ${problems.length - MOST_SHOWN} more` : '',
    problems: linked,
    inventory: inventory.length > LARGEST_GIVEN_BACK ? '' : inventory,
    inventoryProblems: textsAt('inventory'),
    inventoryInvalid: textsAt('inventory').length > 0,
    groups: groups.map(({ title, fields }) => ({
      title,
      fields: fields.map((field) =>
        fieldView(field, { answer: answers[field.path], help: help(field.path), problems: textsAt(field.path) }),
      ),
    })),
  };
}

interface FieldState {
  readonly answer: string | undefined;
  readonly help: string;
  readonly problems: readonly string[];
}

function fieldView({ path, label, hint, choices, suggestions, initial }: FormField, { answer, help, problems }: FieldState) {
  const value = answer ?? initial ?? '';
  return {
    id: idOf(path),
    path,
    label,
    value,
    help: hint ?? help,
    problems,
    invalid: problems.length > 0,
    isSelect: choices !== undefined,
    choices: (choices ?? []).map((choice) => ({ ...choice, selected: choice.value === value })),
    hasSuggestions: suggestions !== undefined,
    suggestions: suggestions ?? [],
  };
}

const idOf = (path: string): string => `f-${path.replace(/[^a-zA-Z0-9]+/g, '-')}`;

/** The control that a problem's key belongs to: its own, or one above or below it. */
function nearestPath(field: string, paths: readonly string[]): string | undefined {
  if (field === '') return undefined;
  return paths.find((path) => path === field) ?? paths.find((path) => path.startsWith(field) || field.startsWith(path));
}

function problemText(problem: Problem, inventoryName: string): string {
  const place = problem.where.file === inventoryName ? `${renderPlace(problem.where)}: ` : '';
  const fix = problem.fix === undefined ? '' : ` Fix: ${problem.fix}.`;
  return printable(`${place}found ${problem.found}, wanted ${problem.wanted}.${fix} (${problem.code})`);
}
