import { type Parsed, parsed } from '../problems/problem.js';
import { at, isMap, type Tree, withValue } from '../scenario/tree.js';
import type { YamlFile } from '../scenario/yaml-file.js';
import type { Call } from './commands.js';
import { text, wrong } from './flag-values.js';
import { type LoadOptions, readScenario } from './load-plan-input.js';

const NAME = 'max-rejects';

/** How a scenario is read: with the number of rejected rows that `--max-rejects` allows, where it is given. CLI005 where it is no number. */
export function readAllowing(call: Call): Parsed<LoadOptions> {
  const given = text(call, NAME);
  if (given === undefined) return parsed({});
  if (!/^\d{1,9}$/.test(given)) return wrong(NAME, `"${given}"`, 'a whole number of rows', undefined);
  const read: LoadOptions['read'] = async (file) => {
    const scenario = await readScenario(file);
    return scenario.ok ? parsed({ ...scenario.value, yaml: allowing(scenario.value.yaml, given) }) : scenario;
  };
  return parsed({ read });
}

/** The file as if it said so itself, so that it says so too where it is taken out of a report. */
function allowing({ tree, place }: YamlFile, count: string): YamlFile {
  const inventory = at(tree, ['inventory']);
  const isShort = inventory !== undefined && !(isMap(inventory) && 'files' in inventory);
  const whole: Tree = isShort ? withValue(tree, ['inventory'], { files: inventory }) : tree;
  return {
    tree: withValue(whole, ['inventory', 'maxRejects'], count),
    place(path, on) {
      const [top, key, ...rest] = path;
      if (top !== 'inventory') return place(path, on);
      if (key === 'maxRejects') return { file: `--${NAME}` };
      return place(isShort && key === 'files' ? [top, ...rest] : path, on);
    },
  };
}
