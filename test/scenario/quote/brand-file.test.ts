import { describe, expect, it } from 'vitest';
import type { Parsed } from '../../../src/problems/problem.js';
import { logoData, parseBrand } from '../../../src/scenario/quote/brand-file.js';
import { contrastRatio } from '../../../src/scenario/quote/contrast.js';
import { termsOf } from '../../../src/scenario/quote/terms-file.js';
import { readYaml } from '../../../src/scenario/yaml-file.js';

const codes = (result: Parsed<unknown>): readonly string[] =>
  result.ok ? [] : result.problems.map(({ code, where }) => `${code} ${where.line}`);
const svg = (text: string): Parsed<string> => logoData(new TextEncoder().encode(text), 'AAAA', { file: 'brand.yaml' });

describe('a brand file', () => {
  it('reads a name, a logo beside it and a colour of 4.5:1 and more', () => {
    const brand = parseBrand('brand.yaml', 'name: Acme\nlogo: img/logo.svg\ncolors: {accent: "#0a5c8f"}\n');
    expect(brand.ok && [brand.value.accent, brand.value.logo?.from]).toEqual(['#0a5c8f', 'img/logo.svg']);
  });
  it('is read from JSON too', () => {
    expect(parseBrand('brand.json', '{"name": "Acme", "colors": {"text": "#000"}}').ok).toBe(true);
  });
  it.each(['https://cdn.example/logo.png', '//cdn.example/logo.png', 'file:///etc/passwd', '\\\\host\\logo.png'])(
    'with the remote picture %s is refused at its line',
    (logo) => {
      expect(codes(parseBrand('brand.yaml', `name: Acme\nlogo: '${logo}'\n`))).toEqual(['SCN040 2']);
    },
  );
  it('tells an unknown key, a colour that is none and one too faint for white, each at its line', () => {
    expect(codes(parseBrand('b.yaml', 'name: A\ncolour: x\n'))).toEqual(['SCN002 2']);
    expect(codes(parseBrand('b.yaml', 'name: A\ncolors:\n  accent: blue\n'))).toEqual(['SCN004 3']);
    expect(codes(parseBrand('b.yaml', 'name: A\ncolors:\n  accent: "#ffcc00"\n  text: "#888"\n'))).toEqual([
      'SCN042 3',
      'SCN042 4',
    ]);
  });
});

describe('contrast', () => {
  it('is 21 for black on white, 1 for a colour on itself, 4.48 for #777777 on white', () => {
    const white = [255, 255, 255] as const;
    expect(contrastRatio([0, 0, 0], white)).toBeCloseTo(21, 6);
    expect(contrastRatio(white, white)).toBe(1);
    expect(contrastRatio([119, 119, 119], white)).toBeCloseTo(4.478, 3);
  });
});

describe('a logo', () => {
  const SVG = '<svg xmlns="http://www.w3.org/2000/svg"';
  it('is a plain SVG, PNG or JPEG by its first bytes', () => {
    expect(svg(`${SVG}><use href="#a"/><path fill="url(#b)"/></svg>`)).toMatchObject({
      ok: true,
      value: 'data:image/svg+xml;base64,AAAA',
    });
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
    expect(logoData(png, 'AAAA', { file: 'b' })).toMatchObject({ ok: true, value: 'data:image/png;base64,AAAA' });
  });
  it.each([
    `${SVG}><script>alert(1)</script></svg>`,
    `${SVG} onload="alert(1)"></svg>`,
    `${SVG} onload = 'alert(1)'></svg>`,
    `${SVG}><foreignObject/></svg>`,
    `${SVG}><image href="https://a.example/x.png"/></svg>`,
    `${SVG}><image href='&#106;avascript:alert(1)'/></svg>`,
    `${SVG}><style>@import "x";</style></svg>`,
    `${SVG}><path style="fill:url(https://a.example/)"/></svg>`,
    `<!DOCTYPE svg [<!ENTITY x "y">]>${SVG}></svg>`,
    '<html><svg></svg></html>',
    'GIF89a',
  ])('is not %s', (text) => {
    expect(codes(svg(text))).toEqual(['SCN041 undefined']);
  });
  it('is not a picture of 257 KiB', () => {
    expect(logoData(new Uint8Array(257 * 1024), '', { file: 'b' }).ok).toBe(false);
  });
});

describe('a terms file', () => {
  it('tells all that is wrong at once, with lines', () => {
    const text =
      'number: Q-1\nrevision: 0\nvalidUntil: soon\nmarkup: -3\nitems:\n  - {name: A, price: "1,50"}\n  - {name: B}\nnots: [a]\n';
    const yaml = readYaml('terms.yaml', text);
    const found = codes(yaml.ok ? termsOf(yaml.value) : yaml);
    expect([...found].sort()).toEqual(['SCN002 8', 'SCN003 7', 'SCN004 2', 'SCN004 3', 'SCN004 4', 'SCN004 6']);
  });
});
