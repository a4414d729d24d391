/**
 * Data for the page's script, safe inside `<script type="application/json">`: no `<` survives, so no name can close the element,
 * and the two line separators that older scripts cannot read are written as escapes.
 */
export function pageData(value: unknown): string {
  return JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}
