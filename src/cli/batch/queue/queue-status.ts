import type { QueueAddress } from '../../../batch/queue/address.js';
import { type Parsed, parsed } from '../../../problems/problem.js';
import { printable } from '../../../problems/render.js';

/** How a queue stands, in lines: rows that wait and are being made, and the dead-letter list. */
export async function queueLines(address: QueueAddress): Promise<Parsed<readonly string[]>> {
  const { connectQueue } = await import('../../../batch/queue/connect.js');
  const connected = await connectQueue(address);
  if (!connected.ok) return connected;
  const { queueStatus } = await import('../../../batch/queue/coordinate.js');
  try {
    const { waiting, active, delayed, givenUp } = await queueStatus(connected.value);
    const counts = `${address.shown}: ${waiting} waiting, ${active} being made, ${delayed} put back for later, ${givenUp.length} given up`;
    return parsed([
      counts,
      ...givenUp.map(({ row, name, tries, why }) => printable(`row ${row} (${name}) after ${tries} tries given up: ${why}`)),
    ]);
  } finally {
    connected.value.disconnect();
  }
}
