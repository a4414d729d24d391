/** An object of someone else's JSON or YAML: nothing is known of its values. */
export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The member as an object; an empty one where it is none. */
export function objectAt(value: unknown, key: string): Json {
  const member = isJson(value) ? value[key] : undefined;
  return isJson(member) ? member : {};
}

/** The member as a list of objects; an empty one where it is none. */
export function listAt(value: unknown, key: string): readonly Json[] {
  const member = isJson(value) ? value[key] : undefined;
  return Array.isArray(member) ? member.filter(isJson) : [];
}

/** The member as a text that says something; undefined where it is none. */
export function textAt(value: unknown, key: string): string | undefined {
  const member = isJson(value) ? value[key] : undefined;
  return typeof member === 'string' && member !== '' ? member : undefined;
}

/** The member as a whole number of 0 or more; undefined where it is none. */
export function countAt(value: unknown, key: string): number | undefined {
  const member = isJson(value) ? value[key] : undefined;
  return typeof member === 'number' && Number.isSafeInteger(member) && member >= 0 ? member : undefined;
}

/** The text as JSON; undefined where it is none (JSON itself has no such value). */
export function readJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
