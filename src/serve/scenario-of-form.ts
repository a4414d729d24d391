import { Document } from 'yaml';
import type { FieldGroup } from './form-fields.js';

/** What was typed or chosen, by path. */
export type Answers = Readonly<Record<string, string>>;

/** Steps of "restores[0].rto". */
const stepsOf = (path: string): readonly (string | number)[] =>
  path.split(/\.|(?=\[)/).map((step) => (step.startsWith('[') ? +step.slice(1, -1) : step));

/** What the form takes as given beside the answers. */
const GIVEN: Readonly<Record<string, string>> = {
  'rules[0].policy': 'standard',
  'restores[0].what': 'largest',
  'restores[1].what': 'everything',
};

/**
 * The answers as a scenario file. Every value is written by the YAML library as one scalar, so nothing that was typed can become a key,
 * an alias or a second document.
 *
 * @param inventory name of the inventory, for problems and for the file that is taken away
 */
export function scenarioOfForm(groups: readonly FieldGroup[], answers: Answers, inventory: string): string {
  const scenario = new Document({});
  scenario.commentBefore = ' A scenario of stowage: what is not written here keeps its default. Next: stowage plan scenario.yaml';
  for (const { fields } of groups)
    for (const { path } of fields) {
      const answer = (answers[path] ?? '').trim();
      if (answer !== '') scenario.setIn(stepsOf(path), scalar(answer));
    }
  for (const [path, value] of Object.entries(GIVEN)) scenario.setIn(stepsOf(path), value);
  scenario.setIn(['inventory'], scenario.createNode([inventory]));
  return scenario.toString({ lineWidth: 0 });
}

/** Whole numbers as YAML writes them; all else as text. */
const scalar = (answer: string): string | number => (/^\d{1,9}$/.test(answer) && String(+answer) === answer ? +answer : answer);
