/** A step of a long job is named on stderr, on a terminal only, and only once a second has passed; the line is wiped at the end. */
export interface Progress {
  step(name: string): Promise<void>;
  done(): void;
}

const PATIENCE_MS = 1000;

export function progressFor({ quiet }: { readonly quiet: boolean }): Progress {
  const shown = process.stderr.isTTY === true && !quiet;
  const started = performance.now();
  let wrote = false;
  return {
    async step(name) {
      if (!shown || performance.now() - started < PATIENCE_MS) return;
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
