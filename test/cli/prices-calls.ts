import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Call } from '../../src/cli/commands.js';
import { type ExitCode, terminalFor } from '../../src/cli/terminal.js';
import type { Problem } from '../../src/problems/problem.js';

const DATA = fileURLToPath(new URL('../../data/', import.meta.url));

export interface Heard {
  readonly code: ExitCode;
  readonly data: string;
  readonly said: string;
  readonly problems: readonly Problem[];
}

/** Runs a command's own function, with a terminal that writes down what it is told. */
export async function heard(command: (call: Call) => Promise<ExitCode>, flags: Call['flags']): Promise<Heard> {
  let data = '';
  let said = '';
  const problems: Problem[] = [];
  const terminal = {
    ...terminalFor({ json: flags.json === true, quiet: true, color: false }),
    data: (text: string) => {
      data += text;
    },
    say: (text: string) => {
      said += `${text}\n`;
    },
    problems: (told: readonly Problem[]): ExitCode => {
      problems.push(...told);
      return told.some(({ severity }) => severity === 'error') ? 2 : 0;
    },
  };
  const code = await command({ flags, terminal, version: 'test' });
  return { code, data, said, problems };
}

/** A copy of data/ to write into. */
export function dataCopy(): string {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-data-'));
  cpSync(DATA, folder, { recursive: true });
  return folder;
}

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'stowage-prices-'));
export const tableOf = (folder: string, provider: string): string =>
  readFileSync(join(folder, 'prices', `${provider}.csv`), 'utf8');
