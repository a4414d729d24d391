import type { Secret } from './secret.js';

/** By id, or by a name within a domain. */
export type Domain = { readonly id: string } | { readonly name: string };
export type NamedOrId = { readonly id: string } | { readonly name: string; readonly domain: Domain };

export type Identity =
  | { readonly kind: 'password'; readonly user: NamedOrId; readonly password: Secret }
  | { readonly kind: 'application credential'; readonly id: string; readonly secret: Secret }
  | { readonly kind: 'application credential'; readonly name: string; readonly user: NamedOrId; readonly secret: Secret };

/** An application credential carries its own scope; a password without one gets the user's default project, if there is one. */
export type TokenScope =
  | { readonly kind: 'project'; readonly project: NamedOrId }
  | { readonly kind: 'system' }
  | { readonly kind: 'unnamed' };

export type Interface = 'public' | 'internal' | 'admin';

/** A cloud and how to log in, as clouds.yaml or the OS_ variables say it. */
export interface Cloud {
  readonly name: string;
  /** The file and cloud, for messages. */
  readonly source: string;
  /** Ends in /v3, without a slash behind it. */
  readonly authUrl: string;
  readonly identity: Identity;
  readonly scope: TokenScope;
  readonly region: string | undefined;
  readonly interface: Interface;
  /** false: certificates are not checked. */
  readonly verify: boolean;
  /** Certificates in PEM that are trusted instead of the public ones. */
  readonly ca: string | undefined;
}
