import Handlebars from 'handlebars';
import type { Template } from './templates.js';

/**
 * A template's code as JavaScript text: no helper but the built-in ones, and a missing field is an error, not a gap.
 *
 * @throws Error from Handlebars for a template that does not parse: a bug of ours, the templates ship with the program.
 */
export const templateCode = (text: string): string =>
  `${Handlebars.precompile(text, { strict: true, knownHelpersOnly: true, preventIndent: true })}`;

/** The same, ready to render. */
export function compiledTemplate(text: string): Template {
  return new Function(`return ${templateCode(text)}`)();
}
