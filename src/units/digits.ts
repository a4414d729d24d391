/** "1234567.89" -> "1,234,567.89": plain decimal text, grouped. By hand, so that no machine's locale data has a say. */
export function groupDigits(plain: string): string {
  const [whole = '', fraction] = plain.split('.');
  const grouped = inGroups(whole, ',');
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}

/** Digits of a whole number, three and three, a minus before them where it is; text that is none stays as it is. */
export function inGroups(whole: string, sign: string): string {
  if (!WHOLE.test(whole)) return whole;
  let grouped = whole.slice(-GROUP);
  for (let end = whole.length - GROUP; end > 0; end -= GROUP) {
    const group = whole.slice(Math.max(0, end - GROUP), end);
    grouped = group === '-' ? `-${grouped}` : `${group}${sign}${grouped}`;
  }
  return grouped;
}

const GROUP = 3;
const WHOLE = /^-?\d+$/;
