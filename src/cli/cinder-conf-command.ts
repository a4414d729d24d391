import { didYouMean, nearestNames } from '../problems/nearest.js';
import { problemsOf } from '../problems/problem.js';
import { printable } from '../problems/render.js';
import { cinderConf } from '../scenario/cinder-conf.js';
import { cinderConfText } from '../scenario/cinder-conf-text.js';
import { RELEASE_NAMES, releaseOf } from '../scenario/cinder-releases.js';
import type { Call } from './commands.js';
import { readTextFile } from './files.js';
import { text, today } from './flag-values.js';
import { loadScenario } from './load-plan-input.js';
import { jsonText } from './tables.js';
import { countOf, type ExitCode } from './terminal.js';

/** `stowage cinder-conf`: the configuration on stdout; with --conf, exit code 1 if that file differs. */
export async function cinderConfCommand(call: Call): Promise<ExitCode> {
  const { terminal } = call;
  const confFile = text(call, 'conf');
  const [loaded, conf] = await Promise.all([
    loadScenario(text(call, 'scenario') ?? '', today()),
    confFile === undefined ? undefined : readTextFile(confFile),
  ]);
  const asked = text(call, 'release') ?? (loaded.ok ? loaded.value.scenario.cinder.release : 'zed');
  const release = releaseOf(asked);
  if (!loaded.ok || !release || conf?.ok === false) {
    const problems = [
      ...problemsOf(loaded),
      ...(conf?.ok === false ? conf.problems : []),
      ...(release ? [] : [unknownRelease(asked)]),
    ];
    return terminal.problems(problems, countOf(problems, 'Nothing was printed.'));
  }
  const result = cinderConf(loaded.value.scenario, release, conf?.ok ? conf.value.text : undefined);
  terminal.data(terminal.json ? jsonText(result) : cinderConfText(result, confFile === undefined ? '' : printable(confFile)));
  return result.differences.length > 0 ? 1 : 0;
}

function unknownRelease(asked: string) {
  const fix = didYouMean(nearestNames(asked, RELEASE_NAMES));
  const wanted = `an OpenStack release: ${RELEASE_NAMES.join(', ')}`;
  return {
    code: 'CLI005',
    severity: 'error',
    where: { file: '--release' },
    found: `"${asked}"`,
    wanted,
    ...(fix === undefined ? {} : { fix }),
  } as const;
}
