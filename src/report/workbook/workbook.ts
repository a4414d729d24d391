import type { Day } from '../../units/day.js';
import { Decimal } from '../../units/decimal.js';

/** One cell. Text is text whatever it begins with: only `formula` is ever computed, and no formula holds a stranger's words. */
export type Cell =
  | { readonly text: string }
  | { readonly number: Decimal; readonly style: CellStyle }
  | { readonly formula: string; readonly value: Decimal; readonly style: CellStyle };
export type CellStyle = 'plain' | 'money' | 'date';

export const words = (text: string): Cell => ({ text });
export const plain = (number: Decimal): Cell => ({ number, style: 'plain' });
export const money = (number: Decimal): Cell => ({ number, style: 'money' });
/** A day as spreadsheets count them: from 30 December 1899 on. */
export const date = (day: Day): Cell => ({ number: new Decimal(day).plus(25_569), style: 'date' });
/** A formula with the amount of money that it gives, for readers that do not compute. */
export const sum = (formula: string, value: Decimal): Cell => ({ formula, value, style: 'money' });

export interface Sheet {
  readonly name: string;
  readonly widths: readonly number[];
  /** The first row is the head: bold, and it stays when the sheet scrolls. */
  readonly rows: readonly (readonly Cell[])[];
}

const HEAD_STYLE = 2;
const STYLES: Readonly<Record<CellStyle, number>> = { plain: 0, money: 1, date: 3 };
const NS = 'http://schemas.openxmlformats.org';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The parts of an Office Open XML workbook (ECMA-376) by path, to be zipped. Same sheets, same text. */
export function workbookParts(sheets: readonly Sheet[]): Readonly<Record<string, string>> {
  const ids = sheets.map((_, at) => at + 1);
  const type = `${NS}/officeDocument/2006/relationships`;
  const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const relation = (id: number, kind: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${type}/${kind}" Target="${target}"/>`;
  return {
    '[Content_Types].xml': `${XML}<Types xmlns="${NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${content}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${content}.styles+xml"/>${ids.map((id) => `<Override PartName="/xl/worksheets/sheet${id}.xml" ContentType="${content}.worksheet+xml"/>`).join('')}</Types>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${NS}/package/2006/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${NS}/spreadsheetml/2006/main" xmlns:r="${type}"><sheets>${sheets.map(({ name }, at) => `<sheet name="${escaped(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${NS}/package/2006/relationships">${ids.map((id) => relation(id, 'worksheet', `worksheets/sheet${id}.xml`)).join('')}${relation(sheets.length + 1, 'styles', 'styles.xml')}</Relationships>`,
    'xl/styles.xml': `${XML}<styleSheet xmlns="${NS}/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/><xf numFmtId="4" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left"/></xf></cellXfs></styleSheet>`,
    ...Object.fromEntries(sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)])),
  };
}

function sheetXml({ widths, rows }: Sheet): string {
  const columns = widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join('');
  const pane =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>';
  const body = rows.map(
    (row, at) =>
      `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, `${columnName(column)}${at + 1}`, at === 0)).join('')}</row>`,
  );
  return `${XML}<worksheet xmlns="${NS}/spreadsheetml/2006/main">${pane}<cols>${columns}</cols><sheetData>${body.join('')}</sheetData></worksheet>`;
}

function cellXml(cell: Cell, at: string, isHead: boolean): string {
  if ('text' in cell) {
    const style = isHead ? ` s="${HEAD_STYLE}"` : '';
    return cell.text === ''
      ? ''
      : `<c r="${at}"${style} t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
  }
  const style = ` s="${STYLES[cell.style]}"`;
  if ('number' in cell) return `<c r="${at}"${style}><v>${cell.number.toFixed()}</v></c>`;
  return `<c r="${at}"${style}><f>${escaped(cell.formula)}</f><v>${cell.value.toFixed()}</v></c>`;
}

/** 0 -> "A", 26 -> "AA". */
export function columnName(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? columnName(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}

/** Excel's longest cell, and no character that XML cannot carry. */
function escaped(text: string): string {
  return text
    .slice(0, 32_000)
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
