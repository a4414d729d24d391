import type { Place, Problem } from './problem.js';

/** One place as people write it: `inventory.csv:14:3`. */
export function renderPlace(where: Place): string {
  const line = where.line === undefined ? '' : `:${where.line}`;
  const column = where.line === undefined || where.column === undefined ? '' : `:${where.column}`;
  return `${where.file}${line}${column}`;
}

/** All problems as text, in the order of their files and lines, two lines each, and a closing count. */
export function renderProblems(problems: readonly Problem[], closing: string): string {
  const places = problems.map((problem) => renderPlace(problem.where));
  const width = Math.min(40, Math.max(0, ...places.map((place) => place.length)));
  const lines = problems.flatMap((problem, index) => {
    const place = (places[index] ?? '').padEnd(width);
    const field = problem.where.field === undefined ? '' : `${problem.where.field}: `;
    const head = `${place}  ${problem.severity} ${problem.code}  ${field}found ${printable(problem.found)}, wanted ${printable(problem.wanted)}`;
    return problem.fix === undefined ? [head] : [head, `${' '.repeat(width)}  fix: ${printable(problem.fix)}`];
  });
  return `${[...lines, closing].join('\n')}\n`;
}

/** Strangers' text cannot move the cursor or break the line: control characters are shown as escapes. */
export function printable(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, (char) => {
    const code = char.codePointAt(0) ?? 0;
    return code === 10 ? '\\n' : code === 13 ? '\\r' : code === 9 ? '\\t' : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}
