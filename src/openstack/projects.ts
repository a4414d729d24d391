import { type Json, listAt, readJsonText, textAt } from './json.js';
import type { Session } from './session.js';

/** Projects by id, with names that tell them apart. */
export type ProjectNames = ReadonlyMap<string, string>;

/** The projects that Keystone shows: all of them to an administrator, else those that the user belongs to; the token's own at the least. */
export async function readProjects(session: Session): Promise<readonly Json[]> {
  const { project } = session.token;
  const own = project ? [{ id: project.id, name: project.name }] : [];
  for (const path of ['/projects', '/auth/projects']) {
    const answer = await session.get(session.cloud.authUrl, path);
    const projects = listAt(readJsonText(answer.text), 'projects').filter((one) => textAt(one, 'id') && textAt(one, 'name'));
    if (answer.status === 200 && projects.length > 0) {
      return projects.some((one) => one.id === project?.id) ? projects : [...own, ...projects];
    }
  }
  return own;
}

/** A name that two domains use is told apart by the id behind it: their volumes must not be taken for one project's. */
export function projectNames(projects: readonly Json[]): ProjectNames {
  const uses = new Map<string, number>();
  for (const project of projects) {
    const name = textAt(project, 'name') ?? '';
    uses.set(name, (uses.get(name) ?? 0) + 1);
  }
  return new Map(
    projects.map((project) => {
      const [id, name] = [textAt(project, 'id') ?? '', textAt(project, 'name') ?? ''];
      return [id, (uses.get(name) ?? 0) > 1 ? `${name} (${id})` : name];
    }),
  );
}
