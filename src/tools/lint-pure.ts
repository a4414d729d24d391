// `npm run lint`: what the pure folders must not do and Biome has no words for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const pureFolders = ['units', 'problems', 'scenario', 'catalog', 'inventory', 'engine', 'report'];
/** The one file where an exact number may become a double. */
const decimalFile = 'src/units/decimal.ts';

export interface Finding {
  readonly place: string;
  readonly found: string;
  readonly fix: string;
}

/** Finds clocks, random numbers and roads from exact numbers to doubles in the text of one file. */
export function lintPure(path: string, text: string): Finding[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const findings: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const fix = fixFor(node, path);
    if (fix !== undefined) {
      const { line, character } = file.getLineAndCharacterOfPosition(node.getStart(file));
      const found = node.getText(file).replace(/\s+/g, ' ').slice(-60);
      findings.push({ place: `${path}:${line + 1}:${character + 1}`, found, fix });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return findings;
}

function fixFor(node: ts.Node, path: string): string | undefined {
  if (ts.isPropertyAccessExpression(node)) {
    const member = `${node.expression.getText()}.${node.name.text}`;
    if (member === 'Date.now') return 'pass the day in: a pure folder has no clock';
    if (member === 'Math.random') return 'pass a seeded generator in: the same inputs give the same bytes';
    if (node.name.text === 'toNumber' && path !== decimalFile) return `use the named function in ${decimalFile}`;
    if (member === 'Number.parseFloat') return 'use parseDecimal: money and sizes never pass through a double';
  }
  if (ts.isIdentifier(node) && node.text === 'parseFloat' && !ts.isPropertyAccessExpression(node.parent))
    return 'use parseDecimal: money and sizes never pass through a double';
  const isDate = (callee: ts.Expression): boolean => ts.isIdentifier(callee) && callee.text === 'Date';
  if (ts.isNewExpression(node) && isDate(node.expression) && !node.arguments?.length)
    return 'pass the day in: a pure folder has no clock';
  if (ts.isCallExpression(node) && isDate(node.expression)) return 'pass the day in: a pure folder has no clock';
  return undefined;
}

function lintFolder(folder: string): Finding[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const paths = entries.filter((name) => name.endsWith('.ts')).map((name) => join(folder, name).replaceAll('\\', '/'));
  return paths.sort().flatMap((path) => lintPure(path, readFileSync(path, 'utf8')));
}

function main(): void {
  const present = readdirSync('src');
  const findings = pureFolders.filter((name) => present.includes(name)).flatMap((name) => lintFolder(join('src', name)));
  for (const { place, found, fix } of findings) console.error(`${place}  error  found \`${found}\`\n  fix: ${fix}`);
  if (findings.length > 0) process.exitCode = 1;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
