import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import type { Template } from '../report/templates.js';
import { packageRoot } from './place.js';

/** A template of reports/ as the build compiled it; compiled here where its text is another by now. */
export async function reportTemplate(...parts: readonly string[]): Promise<Template> {
  const text = await readFile(join(packageRoot(), 'reports', ...parts), 'utf8');
  return compiledByTheBuild().get(text) ?? (await import('../report/compile-template.js')).compiledTemplate(text);
}

/** Templates of one folder by their names. */
export async function reportTemplates(folder: string, files: readonly string[]): Promise<Readonly<Record<string, Template>>> {
  const named = files.map(async (file) => [basename(file, '.hbs'), await reportTemplate(folder, file)] as const);
  return Object.fromEntries(await Promise.all(named));
}

function compiledByTheBuild(): ReadonlyMap<string, Template> {
  const made: { readonly byText: ReadonlyMap<string, Template> } = createRequire(import.meta.url)(
    join(packageRoot(), 'dist', 'templates.cjs'),
  );
  return made.byText;
}
