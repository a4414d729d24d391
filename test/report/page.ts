import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plan } from '../../src/engine/plan-types.js';
import { compiledTemplate } from '../../src/report/compile-template.js';
import { type ReportOptions, renderReport } from '../../src/report/render-report.js';
import { HOSTILE } from './fixture-basics.js';
import { REPORT_DATE } from './fixtures.js';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const read = (path: string): string => readFileSync(at(path), 'utf8');
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('base64');

const partials = Object.fromEntries(
  readdirSync(at('reports/partials')).map((name) => [
    name.replace(/\.hbs$/, ''),
    compiledTemplate(read(`reports/partials/${name}`)),
  ]),
);
const templates = { page: compiledTemplate(read('reports/cost-report.hbs')), partials };

/** What the command line passes in; `dist/page.js` comes from the build that `npm test` runs first. */
export function reportOptions(pageScript = read('dist/page.js')): ReportOptions {
  const css = read('reports/styles/report.css');
  return {
    templates,
    css,
    pageScript,
    asOf: REPORT_DATE,
    hashes: { css: sha256(css), pageScript: sha256(pageScript) },
    cinderSteps: [
      { title: 'Mount the share', text: 'One NFS share, hard mounts.', code: 'backup_share = gateway:/cinder\n# <not markup>' },
      { title: `Check ${HOSTILE.markup}`, text: 'Restart cinder-backup.' },
    ],
  };
}

/** The whole page with the real script, as a customer gets it. */
export const reportPage = (plan: Plan): string => renderReport(plan, reportOptions());

/** The page without the script's bulk, for tests that read its text. */
export const plainPage = (plan: Plan): string => renderReport(plan, reportOptions('/* page script */'));
