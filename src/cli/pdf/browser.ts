import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import type { Parsed } from '../../problems/problem.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
};

/**
 * The browser that prints: the one that is named (`--browser`, then CHROME_PATH), else the first installed one.
 *
 * @returns CLI050 where there is none: the named one is never silently replaced by another
 */
export async function findBrowser(named: string | undefined): Promise<Parsed<string>> {
  const told = named ?? (process.env.CHROME_PATH || undefined);
  if (told !== undefined) {
    if (await isProgram(told)) return { ok: true, value: told, warnings: [] };
    return none(named === undefined ? 'CHROME_PATH' : '--browser', `no program at ${told}`);
  }
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = NAMES.flatMap((name) => folders.map((folder) => join(folder, `${name}${suffix}`)));
  for (const path of [...candidates, ...(ELSEWHERE[process.platform] ?? [])])
    if (await isProgram(path)) return { ok: true, value: path, warnings: [] };
  return none('--format', 'no Chromium or Chrome on this machine');
}

const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );

const none = (file: string, found: string): Parsed<string> => ({
  ok: false,
  problems: [
    {
      code: 'CLI050',
      severity: 'error',
      where: { file },
      found,
      wanted: 'an installed Chromium, Chrome or Edge to print the PDF with',
      fix: 'install one (Debian: apt install chromium), name it with --browser PATH or CHROME_PATH, or take --format html and print it',
    },
  ],
});
