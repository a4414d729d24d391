import * as z from 'zod';
import { type Parsed, type Place, type Problem, parsed, parsedUnless } from '../../problems/problem.js';
import { anyText, leaf, word } from '../fields.js';
import { readYaml, type YamlFile } from '../yaml-file.js';
import { contrastRatio, readColor } from './contrast.js';
import { checkedForm } from './read-form.js';

const WHITE = [255, 255, 255] as const;
/** WCAG 2.2, 1.4.3: text against its ground. */
const LEAST_CONTRAST = 4.5;

const color = leaf('a colour, such as #0a5c8f', (text) => (readColor(text) ? text.toLowerCase() : undefined), ['string']);

const brandFile = z.strictObject({
  name: word,
  address: anyText.optional(),
  contact: anyText.optional(),
  /** A file beside the brand file, or a data: picture. Never an address in the network. */
  logo: word.optional(),
  colors: z
    .strictObject({
      /** Headings, rules and the total, on white. */
      accent: color.optional(),
      /** Text, on white. */
      text: color.optional(),
    })
    .optional(),
  /** Last line of every page. */
  footer: anyText.optional(),
});

/** How the seller looks. The logo is still a name or data: the edge reads it. */
export interface Brand {
  readonly name: string;
  readonly address: string;
  readonly contact: string;
  readonly footer: string;
  readonly accent: string;
  readonly text: string;
  readonly logo: { readonly from: string; readonly where: Place } | undefined;
}

export const NO_BRAND: Brand = {
  name: '',
  address: '',
  contact: '',
  footer: '',
  accent: '#1f4e79',
  text: '#1b1f24',
  logo: undefined,
};

/** @returns the brand, or every problem at once: SCN001 to SCN004; SCN040 a remote picture; SCN042 a colour that cannot be read on white */
export function parseBrand(file: string, source: string): Parsed<Brand> {
  const yaml = readYaml(file, source);
  return yaml.ok ? brandOf(yaml.value) : yaml;
}

function brandOf(yaml: YamlFile): Parsed<Brand> {
  const form = checkedForm(brandFile, yaml);
  if (!form.ok) return form;
  const { value } = form;
  const { name, address = '', contact = '', footer = '', logo } = value;
  const colors = { accent: value.colors?.accent ?? NO_BRAND.accent, text: value.colors?.text ?? NO_BRAND.text };
  const problems = [
    ...faint(colors.accent, yaml.place(['colors', 'accent'])),
    ...faint(colors.text, yaml.place(['colors', 'text'])),
    ...(logo === undefined ? [] : remote(logo, yaml.place(['logo']))),
  ];
  return parsedUnless(problems, () => ({
    name,
    address,
    contact,
    footer,
    ...colors,
    logo: logo === undefined ? undefined : { from: logo, where: yaml.place(['logo']) },
  }));
}

function faint(written: string, where: Place): readonly Problem[] {
  const ratio = contrastRatio(readColor(written) ?? WHITE, WHITE);
  if (ratio >= LEAST_CONTRAST) return [];
  return [
    {
      code: 'SCN042',
      severity: 'error',
      where,
      found: `${written}, a contrast of ${ratio.toFixed(1)} to 1 on white`,
      wanted: `at least ${LEAST_CONTRAST} to 1, so that everybody can read it`,
      fix: 'take a darker colour',
    },
  ];
}

/** Any scheme but data:, and addresses without one ("//host/logo.png", "\\\\host\\logo.png"). A drive letter is no scheme. */
function remote(logo: string, where: Place): readonly Problem[] {
  if (/^data:/i.test(logo) || !/^([a-z][a-z0-9+.-]+:|[\\/]{2})/i.test(logo)) return [];
  return [
    {
      code: 'SCN040',
      severity: 'error',
      where,
      found: `a picture in the network: ${logo.slice(0, 80)}`,
      wanted: 'a file beside the brand file: a quote loads nothing',
      fix: 'save the picture, and name the file',
    },
  ];
}

const LARGEST_LOGO = 256 * 1024;

/** A picture as it goes into the page: "data:image/png;base64,…". Checked by its first bytes, not by its name. */
export function logoData(bytes: Uint8Array, base64: string, where: Place): Parsed<string> {
  const bad = (found: string, wanted: string): Parsed<string> => ({
    ok: false,
    problems: [{ code: 'SCN041', severity: 'error', where, found, wanted }],
  });
  if (bytes.length > LARGEST_LOGO) return bad(`a picture of ${Math.ceil(bytes.length / 1024)} KiB`, 'one up to 256 KiB');
  const starts = (...head: readonly number[]): boolean => head.every((byte, index) => bytes[index] === byte);
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return parsed(`data:image/png;base64,${base64}`);
  if (starts(0xff, 0xd8, 0xff)) return parsed(`data:image/jpeg;base64,${base64}`);
  const text = asciiOf(bytes);
  if (!/^(\uFEFF|ï»¿)?\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>]/i.test(text))
    return bad('a file that is no PNG, JPEG or SVG', 'a PNG, JPEG or SVG picture');
  const active = activeContent(text);
  if (active !== undefined) return bad(`an SVG with ${active}`, 'a picture alone, without scripts or anything from elsewhere');
  return parsed(`data:image/svg+xml;base64,${base64}`);
}

function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** What makes a picture more than one; undefined for a plain one. An entity could hide any of them, so none is let through. */
function activeContent(svg: string): string | undefined {
  const kinds: readonly (readonly [pattern: RegExp, name: string])[] = [
    [/<!(DOCTYPE|ENTITY)/i, 'a document type or entities'],
    [/<\?(?!xml\s)/i, 'a processing instruction'],
    [
      /<([a-z0-9]+:)?(script|foreignObject|iframe|object|embed|audio|video|handler|listener)[\s>/]/i,
      'a script or foreign content',
    ],
    [/[\s"'/]on[a-z]+\s*=/i, 'an event handler'],
    [/javascript\s*:/i, 'a script in an address'],
    [/(href|src)\s*=\s*(["'])\s*(?!#|data:image\/(png|jpeg);)/i, 'something loaded from elsewhere'],
    [/(href|src)\s*=\s*[^"'\s]/i, 'an address without quotes'],
    [/@import|url\s*\(\s*["']?\s*(?!["'#])/i, 'a style loaded from elsewhere'],
  ];
  return kinds.find(([pattern]) => pattern.test(svg))?.[1];
}
