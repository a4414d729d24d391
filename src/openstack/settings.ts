import { didYouMean, nearestNames } from '../problems/nearest.js';
import type { Place } from '../problems/problem.js';
import { type CloudsFile, readCloudsFile } from './clouds-file.js';
import { OpenStackFailure, ostError } from './failure.js';
import type { OpenStackIo } from './io.js';
import { objectAt, textAt } from './json.js';

/** One cloud's settings by the names of clouds.yaml, wherever they come from. */
export interface Settings {
  readonly name: string;
  /** For messages: "clouds.yaml, cloud lab" or "the OS_ variables". */
  readonly source: string;
  /** The first of these names that has a value. */
  readonly get: (...names: readonly string[]) => string | undefined;
  /** Where the first of these names stands or should stand. */
  readonly place: (...names: readonly string[]) => Place;
}

/**
 * The settings of the named cloud (or of OS_CLOUD); without a name those of the OS_ variables, or of the only cloud there is.
 *
 * @throws OpenStackFailure OST001 nothing configured, OST003 no such cloud
 */
export async function findSettings(named: string | undefined, io: OpenStackIo): Promise<Settings> {
  const wanted = named ?? io.env.OS_CLOUD;
  if (!wanted && io.env.OS_AUTH_URL) return ofEnvironment(io.env);
  const file = await readCloudsFile(io);
  if (!file) {
    throw new OpenStackFailure(
      ostError('OST001', 'clouds.yaml', {
        found: 'neither a clouds.yaml nor OS_AUTH_URL',
        wanted: 'a cloud to read from',
        fix: 'write clouds.yaml here or in ~/.config/openstack, or source the openrc file of your cloud',
      }),
    );
  }
  const names = Object.keys(file.clouds);
  const name = wanted || (names.length === 1 ? names[0] : undefined);
  if (name === undefined || !names.includes(name)) throw new OpenStackFailure(noSuchCloud(file, name, names));
  return ofFile(file, name, io.env);
}

function noSuchCloud(file: CloudsFile, name: string | undefined, names: readonly string[]) {
  const hint = name === undefined ? undefined : didYouMean(nearestNames(name, names));
  return ostError('OST003', file.file, {
    found: name === undefined ? 'no name of a cloud' : `cloud "${name}"`,
    wanted: `one of ${names.join(', ') || 'the clouds of this file, which has none'}`,
    fix: hint ?? 'name the cloud with --cloud',
  });
}

/** Names that are OS_X in the environment and x in clouds.yaml; a few have older spellings there. */
function ofEnvironment(env: OpenStackIo['env']): Settings {
  const variable = (name: string): string => `OS_${name.toUpperCase()}`;
  const get = (...names: readonly string[]) => names.map((name) => env[variable(name)]).find((value) => value);
  const insecure = /^(1|true|yes)$/i.test(env.OS_INSECURE ?? '');
  return {
    name: 'envvars',
    source: 'the OS_ variables',
    get: (...names) => (names[0] === 'verify' && insecure ? 'false' : get(...names)),
    place: (...names) => {
      const name = names.find((candidate) => env[variable(candidate)]) ?? names[0] ?? '';
      return { file: 'environment', field: variable(name) };
    },
  };
}

/** A secret that the file leaves out may come from the environment, as the openstack command has it. */
const SECRETS = ['password', 'application_credential_secret'];

function ofFile(file: CloudsFile, name: string, env: OpenStackIo['env']): Settings {
  const cloud = objectAt(file.clouds, name);
  const auth = objectAt(cloud, 'auth');
  const one = (key: string) => textAt(auth, key) ?? textAt(cloud, key);
  const secret = (key: string) => (SECRETS.includes(key) ? env[`OS_${key.toUpperCase()}`] || undefined : undefined);
  return {
    name,
    source: `${file.file}, cloud ${name}`,
    get: (...names) => names.map((key) => one(key) ?? secret(key)).find((value) => value !== undefined),
    place: (...names) => {
      const key = names.find((candidate) => one(candidate) !== undefined) ?? names[0] ?? '';
      const path = textAt(auth, key) === undefined ? [key] : ['auth', key];
      return { ...file.placeOf([name, ...path]), field: `${name}.${path.join('.')}` };
    },
  };
}
