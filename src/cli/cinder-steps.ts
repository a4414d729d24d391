import type { CinderStep } from '../report/view-model.js';
import { cinderConf } from '../scenario/cinder-conf.js';
import { releaseOf } from '../scenario/cinder-releases.js';
import type { Scenario } from '../scenario/types.js';

/** The configuration of cinder-backup, as the report's section shows it. */
export function cinderSteps(scenario: Scenario): readonly CinderStep[] {
  const release = releaseOf(scenario.cinder.release);
  if (!release) return [];
  const conf = cinderConf(scenario, release);
  const options = conf.options.map(({ name, value }) => `${name} = ${value}`).join('\n');
  return [
    ...conf.limits.map((limit) => ({ title: 'Not possible', text: limit })),
    ...conf.steps.map(({ title, commands }) => ({
      title,
      text: '',
      ...(commands.length === 0 ? {} : { code: commands.join('\n') }),
    })),
    {
      title: `Options for OpenStack ${conf.release}`,
      text: '',
      code: `[DEFAULT]\n${options}`,
      terms: conf.options.map(({ name, why }) => ({ name, text: why })),
    },
  ];
}
