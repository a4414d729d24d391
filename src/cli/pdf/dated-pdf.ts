/** "D:20261001000000+00'00'": the form that browsers write, in a fixed length. */
const DATE = /(\/(?:CreationDate|ModDate) \(D:)(\d{14})/g;

/**
 * Puts the document's date in place of the clock that the browser wrote, so that one browser with the same fonts gives the same bytes
 * on any day. In place: not one byte moves, so the file's own table of positions stays right.
 *
 * @param asOf "2026-10-01"
 */
export function datedPdf(pdf: Uint8Array, asOf: string): Uint8Array {
  const digits = `${asOf.replaceAll('-', '')}000000`;
  // One character a byte, there and back.
  const text = Buffer.from(pdf).toString('latin1');
  return Buffer.from(text.replace(DATE, `$1${digits}`), 'latin1');
}
