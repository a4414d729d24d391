import type { CinderConf } from './cinder-conf.js';

/** The configuration as a person reads it: steps, then a block for cinder.conf with a comment over each line, then what differs. */
export function cinderConfText(conf: CinderConf, file: string): string {
  return [
    `How to configure cinder-backup (${conf.driver}) for this plan, OpenStack ${conf.release}`,
    '',
    ...conf.limits.map((limit) => `NOT POSSIBLE: ${limit}\n`),
    ...conf.steps.flatMap(({ title, commands }, index) => [
      `${index + 1}. ${title}`,
      ...commands.map((command) => `     ${command}`),
    ]),
    '',
    '[DEFAULT]',
    ...conf.options.flatMap(({ name, value, why, placeholder }) => [
      `# ${placeholder ? 'YOURS: ' : ''}${why}`,
      `${name} = ${value}`,
    ]),
    ...differencesText(conf, file),
    '',
  ].join('\n');
}

function differencesText({ differences }: CinderConf, file: string): readonly string[] {
  if (file === '') return [];
  if (differences.length === 0) return ['', `${file} agrees with the plan.`];
  return [
    '',
    `${file} differs from the plan in ${differences.length === 1 ? '1 place' : `${differences.length} places`}:`,
    ...differences.flatMap(({ option, line, found, wanted, why }) => [
      `  ${file}${line === undefined ? '' : `:${line}`}  ${option === '' ? '' : `${option}: `}found ${found}, wanted ${wanted}`,
      `    why: ${why}`,
    ]),
  ];
}
