import { asGib, type Gib } from '../units/gib.js';

// 15 digits are whole in a double, and 10^15 GiB is more than anyone will ever have.
const WHOLE = /^\d{1,15}$/;
const WITH_UNIT = /^([\d.,]*\d)\s*([KMGTP])I?B?$/i;
const GIB_PER_UNIT: Readonly<Record<string, number>> = { K: 2 ** -20, M: 2 ** -10, G: 1, T: 2 ** 10, P: 2 ** 20 };

/** A size cell: Cinder writes a whole number of GiB without a unit (facts: client and API, all releases). Undefined for anything else. */
export function readSize(cell: unknown): Gib | undefined {
  if (typeof cell === 'number') return Number.isSafeInteger(cell) && cell >= 0 ? asGib(cell) : undefined;
  if (typeof cell !== 'string') return undefined;
  const text = cell.trim();
  return WHOLE.test(text) ? asGib(+text) : undefined;
}

/** What to write instead of a size that is not whole GiB: "1,5 TB" becomes 1536. */
export function sizeFix(cell: unknown): string {
  const text = typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
  const [, digits = '', unit = ''] = WITH_UNIT.exec(text) ?? [];
  const amount = plainNumber(digits === '' ? text : digits);
  const perUnit = digits === '' ? 1 : GIB_PER_UNIT[unit.toUpperCase()];
  if (amount === undefined || perUnit === undefined) return 'write the size in GiB, such as 40, without a unit';
  const whole = Math.ceil(amount * perUnit);
  if (digits === '') return `write ${whole}: Cinder sizes are whole GiB`;
  return `write ${whole}: the size in GiB, without a unit`;
}

/** "1,5" and "1.5"; undefined where a comma or point may as well part thousands. */
function plainNumber(text: string): number | undefined {
  const point = text.replace(',', '.');
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(point)) return undefined;
  return /^\d+\.\d{3}$/.test(point) ? undefined : +point;
}
