import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const SCRIPT = fileURLToPath(new URL('../../src/tools/cinder-up.sh', import.meta.url));

export interface Row {
  readonly id: string;
  readonly size: number;
}

export interface ExpectedVolume extends Row {
  readonly name: string | null;
  readonly status: string;
  readonly type: string;
  readonly project: string;
  readonly bootable: boolean;
  readonly encrypted: boolean;
  readonly multiattach: boolean;
  readonly attachments: number;
  readonly metadata: Record<string, string>;
  readonly created_at: string;
  readonly availability_zone: string | null;
  readonly use_quota: boolean;
  /** Not told by the API in these words. */
  readonly db_status: string;
  readonly project_id: string;
  readonly host: string | null;
}

export interface Expected {
  readonly projects: Record<string, string>;
  readonly volumes: readonly ExpectedVolume[];
  readonly snapshots: readonly (Row & { readonly volume_id: string; readonly status: string })[];
  readonly backups: readonly (Row & { readonly volume_id: string; readonly incremental: boolean; readonly project: string })[];
}

/** A real Keystone and Cinder in a folder of their own, on ports that were free a moment ago. */
export class RealCloud {
  private constructor(
    readonly base: string,
    private readonly env: NodeJS.ProcessEnv,
    readonly keystone: string,
    readonly cinder: string,
  ) {}

  static async start(knobs: Record<string, string>): Promise<RealCloud> {
    const base = mkdtempSync(join(tmpdir(), 'stowage-cinder-'));
    const [keystone, cinder] = [await freePort(), await freePort()];
    const env = { ...process.env, BASE: base, KEYSTONE_PORT: keystone, CINDER_PORT: cinder, ...knobs };
    const cloud = new RealCloud(base, env, `http://127.0.0.1:${keystone}/v3`, `http://127.0.0.1:${cinder}/v3`);
    try {
      await promisify(execFile)(SCRIPT, ['start'], { env });
    } catch (error) {
      cloud.stop();
      throw error;
    }
    return cloud;
  }

  stop(): void {
    execFileSync(SCRIPT, ['wipe'], { env: this.env });
  }

  get cloudsYaml(): string {
    return readFileSync(join(this.base, 'etc/clouds.yaml'), 'utf8');
  }

  get expected(): Expected {
    return JSON.parse(readFileSync(join(this.base, 'expected.json'), 'utf8')) as Expected;
  }

  /** Asks Cinder's database, past its API: the rows as lists of columns. */
  sql(statement: string): (string | number | null)[][] {
    const program = `import json, sqlite3, sys
database = sqlite3.connect(sys.argv[1], timeout=30)
rows = database.execute(sys.argv[2]).fetchall()
database.commit()
print(json.dumps(rows))`;
    const text = execFileSync('/usr/bin/python3', ['-c', program, join(this.base, 'cinder.sqlite'), statement], {
      encoding: 'utf8',
    });
    return JSON.parse(text) as (string | number | null)[][];
  }
}

async function freePort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return String(port);
}
