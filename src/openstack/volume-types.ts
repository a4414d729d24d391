import { ask, type Cinder } from './cinder.js';
import { isJson, type Json, readJsonText, textAt } from './json.js';

/** Adds to volume types what only their own page tells: whether the volumes are encrypted, and how. */
export class TypeEncryption {
  /** Whether Cinder has refused to tell: then no type has the member `encryption`. */
  untold = false;

  constructor(private readonly cinder: Cinder) {}

  /** @returns the type with `encryption`: an object, or null for a type without it; unchanged where Cinder does not tell */
  async of(type: Json): Promise<Json> {
    if (this.untold) return type;
    const answer = await ask(this.cinder, `/types/${encodeURIComponent(textAt(type, 'id') ?? '')}/encryption`);
    const body = readJsonText(answer.text);
    if (answer.status !== 200 || !isJson(body)) {
      // The type may have been deleted since; anything else is a refusal.
      if (answer.status !== 404) this.untold = true;
      return type;
    }
    return { ...type, encryption: Object.keys(body).length === 0 ? null : body };
  }
}
