import { type Decimal, exactFromDouble } from '../../units/decimal.js';

/** More doubles than the months of a long horizon hold; then the notes are thrown away. */
const KEPT = 20_000;
const known = new Map<number, Decimal>();

/**
 * A double of the simulation as an exact number. The same months are billed at every destination, so each double is turned once: the result
 * depends on the double alone.
 */
export function exact(value: number): Decimal {
  const before = known.get(value);
  if (before !== undefined) return before;
  if (known.size >= KEPT) known.clear();
  const turned = exactFromDouble(value);
  known.set(value, turned);
  return turned;
}
