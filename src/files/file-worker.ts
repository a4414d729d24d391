import { parentPort, workerData } from 'node:worker_threads';
import { nodeByteTools } from './byte-tools.js';
import { readPart } from './file-part.js';
import { type FileShare, piecesFrom, stopSharing } from './file-share.js';
import { OverflowFile } from './overflow-file.js';

/** What a second thread runs: it reads the pieces that the first one leaves it and posts what came of them. */
async function readPieces(share: FileShare): Promise<void> {
  const { name, size, middle, beside, sorting, seen } = share;
  const tools = nodeByteTools();
  const part = {
    name,
    size,
    middle,
    ranges: piecesFrom(share, tools),
    isRest: true,
    beside,
    sorting,
    overflow: new OverflowFile(share.overflow),
  };
  const read = await readPart(part, tools, (chunk) => {
    seen[0] = (seen[0] ?? 0) + chunk.length;
  });
  if (read === undefined) stopSharing(share);
  parentPort?.postMessage(read, read?.log.chunks.flatMap(({ prints, starts }) => [prints.buffer, starts.buffer]) ?? []);
}

void readPieces(workerData as FileShare);
