import { tmpdir } from 'node:os';
import type { Problem } from '../problems/problem.js';

/** What was to go into the folder for temporary files: in words. */
export interface TemporaryUse {
  readonly what: string;
  readonly wanted: string;
  readonly fix: string;
}

/** The folder for temporary files has no room, or cannot be written to. */
export class NoTemporary extends Error {
  /** CLI004. */
  readonly problem: Problem;

  constructor({ what, wanted, fix }: TemporaryUse, reason: string) {
    super(reason);
    const found = `the folder for temporary files cannot take ${what}: ${reason}`;
    this.problem = { code: 'CLI004', severity: 'error', where: { file: tmpdir() }, found, wanted, fix };
  }
}
