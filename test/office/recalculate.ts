import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const PROGRAM = 'soffice';

/** LibreOffice's version, or undefined where there is none. */
export function officeVersion(): string | undefined {
  const { status, stdout } = spawnSync(PROGRAM, ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/** Loads workbooks with every formula computed, whatever values the file brings along. */
const SETTINGS = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`;

/** Every sheet, comma separated, in UTF-8, as plain values: no format of a country, numbers with all their digits. */
const CSV_OF_ALL_SHEETS = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';

export type Cells = readonly (readonly string[])[];

/**
 * The values that LibreOffice computes for a workbook, by sheet. Stored results are taken out first, so what comes back was computed.
 */
export function recalculated(workbook: Uint8Array): Readonly<Record<string, Cells>> {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-office-'));
  try {
    const profile = join(folder, 'profile', 'user');
    mkdirSync(profile, { recursive: true });
    writeFileSync(join(profile, 'registrymodifications.xcu'), SETTINGS);
    writeFileSync(join(folder, 'book.xlsx'), withoutResults(workbook));
    const args = [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', CSV_OF_ALL_SHEETS];
    execFileSync(PROGRAM, [...args, '--outdir', join(folder, 'out'), join(folder, 'book.xlsx')], { stdio: 'pipe' });
    const files = readdirSync(join(folder, 'out'));
    return Object.fromEntries(files.map((name) => [sheetOf(name), cellsOf(readFileSync(join(folder, 'out', name), 'utf8'))]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const sheetOf = (file: string): string => file.replace(/^book-/, '').replace(/\.csv$/, '');
const cellsOf = (text: string): Cells => parse(text, { relax_column_count: true });

function withoutResults(workbook: Uint8Array): Uint8Array {
  const parts = Object.entries(unzipSync(workbook)).map(([path, bytes]) => {
    const text = strFromU8(bytes).replace(/<\/f><v>[^<]*<\/v>/g, '</f><v>-1</v>');
    return [path, strToU8(text)] as const;
  });
  return zipSync(Object.fromEntries(parts));
}
