import { readFile, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { type Parsed, type Place, parsed } from '../../problems/problem.js';
import { type Brand, logoData, NO_BRAND, parseBrand } from '../../scenario/quote/brand-file.js';
import { readTextFile } from '../files.js';

/** A brand with its logo in hand: a data: picture, or ''. */
export interface LoadedBrand {
  readonly brand: Brand;
  readonly logo: string;
}

/** More than this is no logo, and is not read. */
const LARGEST_FILE = 4 * 2 ** 20;

/** Reads a brand file and the picture that it names. */
export async function loadBrand(file: string | undefined): Promise<Parsed<LoadedBrand>> {
  if (file === undefined) return parsed({ brand: NO_BRAND, logo: '' });
  const read = await readTextFile(file);
  if (!read.ok) return read;
  const brand = parseBrand(file, read.value.text);
  if (!brand.ok) return brand;
  const { logo } = brand.value;
  if (logo === undefined) return parsed({ brand: brand.value, logo: '' });
  const picture = await pictureOf(logo.from, dirname(file), logo.where);
  return picture.ok ? parsed({ brand: brand.value, logo: picture.value }) : picture;
}

async function pictureOf(from: string, folder: string, where: Place): Promise<Parsed<string>> {
  const data = /^data:image\/[a-z+.-]+;base64,([A-Za-z0-9+/=\s]+)$/i.exec(from);
  if (data) return inlined(Buffer.from(data[1] ?? '', 'base64'), where);
  if (/^data:/i.test(from)) return unfit(where, 'data that is no base64 picture', 'data:image/png;base64,…');
  const path = isAbsolute(from) ? from : join(folder, from);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return unfit(where, `no file ${path}`, 'a picture that is there');
  if (!found.isFile() || found.size > LARGEST_FILE)
    return unfit(where, `${path}: no file, or one above 4 MiB`, 'a picture up to 256 KiB');
  const bytes = await readFile(path).catch(() => undefined);
  return bytes === undefined ? unfit(where, `${path}: not readable`, 'a readable file') : inlined(bytes, where);
}

const inlined = (bytes: Buffer, where: Place): Parsed<string> => logoData(bytes, bytes.toString('base64'), where);

const unfit = (where: Place, found: string, wanted: string): Parsed<string> => ({
  ok: false,
  problems: [{ code: 'SCN041', severity: 'error', where, found, wanted }],
});
