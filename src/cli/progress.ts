import { writeSync } from 'node:fs';

/** A step of a long job is named on stderr, on a terminal only, and only once a second has passed; the line is wiped at the end. */
export interface Progress {
  step(name: string): Promise<void>;
  /** The same from within a calculation that holds the thread: written at once, at most a few times a second. */
  tell(name: string): void;
  done(): void;
}

const PATIENCE_MS = 1000;
const PAUSE_MS = 200;

export function progressFor({ quiet }: { readonly quiet: boolean }): Progress {
  const shown = process.stderr.isTTY === true && !quiet;
  const started = performance.now();
  let wrote = false;
  let toldAt = 0;
  const isPatient = (): boolean => !shown || performance.now() - started < PATIENCE_MS;
  return {
    tell(name) {
      const now = performance.now();
      if (isPatient() || now - toldAt < PAUSE_MS) return;
      toldAt = now;
      // Through the descriptor: a stream's own buffer waits until the thread is free again.
      writeSync(process.stderr.fd, `\r\u001b[K${name} ...`);
      wrote = true;
    },
    async step(name) {
      if (isPatient()) return;
      process.stderr.write(`\r\u001b[K${name} ...`);
      wrote = true;
      // What follows may hold the thread for long: let the line out first.
      await new Promise((resolve) => setImmediate(resolve));
    },
    done() {
      if (wrote) process.stderr.write('\r\u001b[K');
      wrote = false;
    },
  };
}
