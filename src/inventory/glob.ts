/** Whether a text matches; made once per pattern. */
export type Matcher = (text: string) => boolean;

/** Compiles a glob, case-sensitive: `*` is any number of characters, line breaks included, `?` is one. Never slower than text times pattern. */
export function compileGlob(pattern: string): Matcher {
  if (/^\*+$/.test(pattern)) return () => true;
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  const [, before, core = '', after] = /^(\*?)([^*?]+)(\*?)$/.exec(pattern) ?? [];
  if (core !== '' && before && after) return (text) => text.includes(core);
  if (core !== '') return before ? (text) => text.endsWith(core) : (text) => text.startsWith(core);
  const parts = [...pattern];
  return (text) => matches([...text], parts);
}

/** Goes on greedily and comes back to the last star only, so that no pattern takes exponential time. */
function matches(text: readonly string[], pattern: readonly string[]): boolean {
  let inText = 0;
  let inPattern = 0;
  let star = -1;
  let restart = 0;
  while (inText < text.length) {
    if (pattern[inPattern] === '*') {
      star = inPattern++;
      restart = inText;
    } else if (pattern[inPattern] === '?' || pattern[inPattern] === text[inText]) {
      inText++;
      inPattern++;
    } else if (star >= 0) {
      inPattern = star + 1;
      inText = ++restart;
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}
