import { parseDocument } from 'yaml';
import type { Tree } from '../scenario/tree.js';

/**
 * A scenario's text with values put in by dotted path ("rules.0.profile"). What is not overridden keeps its comments and its order.
 *
 * @throws Error where a path leads through a value that is no map or list; never for text that is no YAML: that is the parser's to tell
 */
export function overridden(text: string, set: Readonly<Record<string, Tree>>): string {
  const entries = Object.entries(set);
  if (entries.length === 0) return text;
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false });
  if (document.errors.length > 0) return text;
  for (const [path, value] of entries) {
    const steps = path.split('.').map((step) => (/^\d+$/.test(step) ? Number.parseInt(step, 10) : step));
    document.setIn(steps, document.createNode(value));
  }
  return document.toString({ lineWidth: 0 });
}
