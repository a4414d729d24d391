import { parentPort, workerData } from 'node:worker_threads';
import { nodeByteTools } from './byte-tools.js';
import { type CsvPart, readCsvPart } from './csv-part.js';

/** What a second thread runs: it reads its part and posts what came of it. */
const { part, seen } = workerData as { readonly part: CsvPart; readonly seen: Float64Array };
const read = await readCsvPart(part, nodeByteTools(), (chunk) => {
  seen[0] = (seen[0] ?? 0) + chunk.length;
});
parentPort?.postMessage(read, read?.log.chunks.flatMap(({ prints, starts }) => [prints.buffer, starts.buffer]) ?? []);
