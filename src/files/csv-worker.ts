import { parentPort, workerData } from 'node:worker_threads';
import { nodeByteTools } from './byte-tools.js';
import { readCsvPart } from './csv-part.js';
import { type CsvShare, piecesFrom, stopSharing } from './csv-share.js';
import { OverflowFile } from './overflow-file.js';

/** What a second thread runs: it reads the pieces that the first one leaves it and posts what came of them. */
async function readPieces(share: CsvShare): Promise<void> {
  const { name, beside, sorting, dialect, seen } = share;
  const tools = nodeByteTools();
  const part = {
    name,
    ranges: piecesFrom(share, tools),
    restOf: dialect,
    beside,
    sorting,
    overflow: new OverflowFile(share.overflow),
  };
  const read = await readCsvPart(part, tools, (chunk) => {
    seen[0] = (seen[0] ?? 0) + chunk.length;
  });
  if (read === undefined) stopSharing(share);
  parentPort?.postMessage(read, read?.log.chunks.flatMap(({ prints, starts }) => [prints.buffer, starts.buffer]) ?? []);
}

void readPieces(workerData as CsvShare);
