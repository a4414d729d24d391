/** Up to here a loop is quicker than a decoder. SKUs and names of members are shorter. */
const SHORT = 40;

/** Short ASCII as text; undefined for anything else, which a decoder must read. */
export function plainKey(bytes: Uint8Array): string | undefined {
  if (bytes.length > SHORT) return undefined;
  let text = '';
  for (const code of bytes) {
    if (code > 127) return undefined;
    text += String.fromCharCode(code);
  }
  return text;
}

export function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
