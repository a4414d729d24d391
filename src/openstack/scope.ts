import type { Cinder } from './cinder.js';
import { OpenStackFailure, ostError } from './failure.js';
import { type Json, textAt } from './json.js';
import type { Token } from './keystone.js';
import { shownUrl } from './secret.js';

/** Whose volumes a snapshot file holds. */
export type InventoryScope =
  | { readonly kind: 'all projects' }
  | { readonly kind: 'project'; readonly id: string; readonly name: string };

/**
 * The scope that was asked for.
 *
 * @throws OpenStackFailure OST030 for one project asked of a token for the whole system
 */
export function scopeOf(wanted: 'all' | 'project', token: Token, at: string): InventoryScope {
  if (wanted === 'all') return { kind: 'all projects' };
  if (token.project) return { kind: 'project', ...token.project };
  const found = 'a token for the whole system';
  throw new OpenStackFailure(
    ostError('OST030', at, { found, wanted: 'a token for one project', fix: 'set project_name in place of system_scope' }),
  );
}

/**
 * Whether a list of volumes shows that Cinder heeded the wish for all projects. To a user who may not, it answers with the
 * volumes of the own project and a 200, and counts only those; so what is looked for is a sign that only the allowed get.
 */
export class ScopeEvidence {
  private volumes = 0;
  private others = false;
  private hosts = false;

  constructor(private readonly token: Token) {}

  see(volume: Json): void {
    this.volumes++;
    const project = textAt(volume, 'os-vol-tenant-attr:tenant_id');
    if (project !== undefined && project !== this.token.project?.id) this.others = true;
    if ('os-vol-host-attr:host' in volume) this.hosts = true;
  }

  /** Another project's volume proves it; else the role admin, together with what Cinder shows to that role only. */
  isWhole(): boolean {
    const admin = this.token.roles.some((role) => role.toLowerCase() === 'admin');
    return this.others || (admin && (this.hosts || this.volumes === 0));
  }

  /** @throws OpenStackFailure OST030 */
  demandWhole(cinder: Cinder): void {
    if (this.isWhole()) return;
    const { project, roles, user } = this.token;
    const whose = project ? `project ${project.name}` : 'no project';
    throw new OpenStackFailure(
      ostError('OST030', shownUrl(cinder.root), {
        found: `${this.volumes} volumes of ${whose}, read by ${user} with the roles ${roles.join(', ') || 'none'}`,
        wanted: 'the volumes of all projects',
        fix: 'use a user whose role may list all projects (admin, unless the policy says otherwise), or ask for this project alone: --scope project',
      }),
    );
  }
}
