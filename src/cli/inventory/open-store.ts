import { HistoryStore, StoreInUse } from '../../files/history-store.js';
import { type Parsed, type Problem, parsed } from '../../problems/problem.js';

/**
 * Works with a store and closes it.
 *
 * @returns INV023 where a file of the store cannot be read or written, or DuckDB is not there
 */
export async function withStore<T>(folder: string, work: (store: HistoryStore) => Promise<T>): Promise<Parsed<T>> {
  let store: HistoryStore | undefined;
  try {
    store = await HistoryStore.open(folder);
    return parsed(await work(store));
  } catch (error) {
    return { ok: false, problems: [problemOf(error, folder, store !== undefined)] };
  } finally {
    store?.close();
  }
}

function problemOf(error: unknown, file: string, isOpen: boolean): Problem {
  if (!(error instanceof Error)) throw error;
  if (error instanceof StoreInUse) {
    const fix = 'wait for it to end; if it is not there any more, remove keep.lock from the folder';
    return {
      code: 'INV023',
      severity: 'error',
      where: { file },
      found: `written to by ${error.message}`,
      wanted: 'one writer at a time',
      fix,
    };
  }
  // DuckDB's own errors and the system's; anything else is our bug.
  const isTheirs = /^(IO|Invalid Input|Binder|Conversion|Out of Memory) Error: /.test(error.message) || 'code' in error;
  if (isOpen && !isTheirs) throw error;
  const found = error.message.split('\n', 1)[0] ?? '';
  const fix = isOpen ? 'remove the file that is named and keep its day again' : 'run: npm install @duckdb/node-api';
  const wanted = isOpen ? 'a folder with files that "stowage inventory keep" wrote' : "DuckDB's library for this platform";
  return { code: 'INV023', severity: 'error', where: { file }, found, wanted, fix };
}
