/** Names that the batch itself writes into the folder. */
const OWN_NAMES: ReadonlySet<string> = new Set(['index.html', 'summary.json']);
const LONGEST_SEGMENT = 200;
const DEVICES = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** Fills {name}, {format} and the like; an unknown placeholder stays, and its braces are then told as a problem of the path. */
export function filledPattern(pattern: string, values: Readonly<Record<string, string>>): string {
  return pattern.replace(/\{(\w+)\}/g, (whole, key: string) => (Object.hasOwn(values, key) ? (values[key] ?? '') : whole));
}

/** Why a path may not be written below the output folder, on any system; undefined where it may. */
export function pathFault(path: string): string | undefined {
  if (/^([/\\]|[a-z]:)/i.test(path)) return 'an absolute path';
  if (OWN_NAMES.has(path.toLowerCase()) || path.startsWith('.stowage-batch')) return "a name of the batch's own";
  for (const segment of path.split('/')) {
    if (segment === '..' || segment === '.') return `"${segment}" as a folder`;
    if (segment.trim() === '') return 'an empty name';
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    const odd = /[\u0000-\u001f\u007f<>:"|?*\\{}]/.exec(segment);
    if (odd) return `the character ${JSON.stringify(odd[0])}`;
    if (DEVICES.test(segment) || /[. ]$/.test(segment)) return `"${segment}", a name that some systems reserve`;
    if (Buffer.byteLength(segment) > LONGEST_SEGMENT) return `a name of more than ${LONGEST_SEGMENT} bytes`;
  }
  return undefined;
}

/** Two paths that some file system takes for one have one key. */
export const pathKey = (path: string): string => path.normalize('NFC').toLowerCase();
