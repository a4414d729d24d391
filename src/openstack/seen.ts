import type { Problem } from '../problems/problem.js';
import type { Cinder } from './cinder.js';
import { ostWarning } from './failure.js';
import { countAt, type Json } from './json.js';
import type { ListName } from './lists.js';
import { ScopeEvidence } from './scope.js';
import { shownUrl } from './secret.js';
import type { SnapshotHeader } from './snapshot-file.js';
import { TypeEncryption } from './volume-types.js';

/** What is learnt from objects as they pass by. */
export class Seen {
  gib = 0;
  /** The sum of sizes by Cinder's own account. */
  summaryGib: number | undefined;
  readonly evidence: ScopeEvidence;
  readonly encryption: TypeEncryption;

  constructor(private readonly cinder: Cinder) {
    this.evidence = new ScopeEvidence(cinder.session.token);
    this.encryption = new TypeEncryption(cinder);
  }

  /** An object that an earlier, interrupted pull has read. */
  takeAgain(list: ListName, object: Json): void {
    if (list === 'types' && !('encryption' in object)) this.encryption.untold = true;
    this.volume(list, object);
  }

  /** An object just read; a type comes back with its encryption. */
  async take(list: ListName, object: Json): Promise<Json> {
    this.volume(list, object);
    return list === 'types' ? await this.encryption.of(object) : object;
  }

  private volume(list: ListName, object: Json): void {
    if (list !== 'volumes') return;
    this.gib += countAt(object, 'size') ?? 0;
    this.evidence.see(object);
  }

  warnings({ counts, counted }: SnapshotHeader): readonly Problem[] {
    const at = shownUrl(this.cinder.root);
    const problems: Problem[] = [];
    if (at.startsWith('http:') && this.cinder.session.cloud.authUrl.startsWith('https:')) {
      const found = 'block storage over http, though Keystone is over https';
      problems.push(
        ostWarning('OST009', at, {
          found,
          wanted: 'https',
          fix: 'the token went there unencrypted: tell the operators of the cloud',
        }),
      );
    }
    const uncounted = (['volumes', 'snapshots', 'backups'] as const).filter((list) => counted[list] === undefined);
    if (uncounted.length > 0) {
      const found = `no count of ${uncounted.join(', ')} from Cinder (microversion 3.${this.cinder.minor})`;
      problems.push(ostWarning('OST033', at, { found, wanted: 'a count to hold the lists against' }));
    }
    if (this.summaryGib !== undefined && counts.volumes === counted.volumes && this.summaryGib !== this.gib) {
      const found = `${this.gib} GiB in ${counts.volumes} volumes`;
      const fix = 'volumes were resized meanwhile, or some have no whole size: pull again to be sure';
      problems.push(ostWarning('OST034', at, { found, wanted: `the ${this.summaryGib} GiB that Cinder adds up`, fix }));
    }
    if (this.encryption.untold) {
      const found = 'no answer on the encryption of volume types';
      problems.push(
        ostWarning('OST035', at, {
          found,
          wanted: 'a role that may see it',
          fix: 'the volumes themselves still say whether they are encrypted',
        }),
      );
    }
    return problems;
  }
}
