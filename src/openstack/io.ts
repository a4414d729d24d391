import { homedir } from 'node:os';

/** All that the connector takes from its surroundings, so that a test can bring its own clock and chance. */
export interface OpenStackIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly home: string;
  readonly now: () => Date;
  /** Resolves after so many milliseconds. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to below 1: spreads the retries of several clients. */
  readonly random: () => number;
  /** Told after each page: how many of one list are read, and of how many where the cloud tells. */
  readonly progress?: (step: PullProgress) => void;
}

export interface PullProgress {
  readonly list: string;
  readonly read: number;
  readonly of: number | undefined;
}

/** This process's own environment, clock and chance. */
export function systemIo(progress?: OpenStackIo['progress']): OpenStackIo {
  return {
    env: process.env,
    cwd: process.cwd(),
    home: homedir(),
    now: () => new Date(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    random: Math.random,
    ...(progress && { progress }),
  };
}
