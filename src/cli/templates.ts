import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Template } from '../report/templates.js';
import { packageRoot } from './place.js';

/** A template of reports/ as the build compiled it; compiled here where its text is another by now. */
export async function reportTemplate(...parts: readonly string[]): Promise<Template> {
  const [text, byText] = await Promise.all([readFile(join(packageRoot(), 'reports', ...parts), 'utf8'), compiledByTheBuild()]);
  return byText.get(text) ?? (await import('../report/compile-template.js')).compiledTemplate(text);
}

/** Templates of one folder by their names. */
export async function reportTemplates(folder: string, files: readonly string[]): Promise<Readonly<Record<string, Template>>> {
  const named = files.map(async (file) => [basename(file, '.hbs'), await reportTemplate(folder, file)] as const);
  return Object.fromEntries(await Promise.all(named));
}

let compiled: Promise<{ readonly byText: ReadonlyMap<string, Template> }> | undefined;

async function compiledByTheBuild(): Promise<ReadonlyMap<string, Template>> {
  compiled ??= import(pathToFileURL(join(packageRoot(), 'dist', 'templates.mjs')).href);
  return (await compiled).byText;
}
