import { inspect } from 'node:util';

const SHOWN = '[secret]';

/**
 * A password, a secret or a token. However it is printed, logged or put into JSON it says only that it is one;
 * `reveal()` is called where it is sent, and nowhere else.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }

  /** The text without this secret, in case a server sends it back in a message; also as a URL or JSON would write it. */
  scrub(text: string): string {
    const value = this.#value;
    if (value === '') return text;
    // Through a Buffer, because encodeURIComponent throws on half a surrogate pair.
    const forms = [value, encodeURIComponent(Buffer.from(value).toString()), JSON.stringify(value).slice(1, -1)];
    // The longest first: a shorter form may be a part of it, and would leave its rest behind.
    const longestFirst = forms.sort((a, b) => b.length - a.length);
    return longestFirst.reduce((rest, form) => rest.replaceAll(form, SHOWN), text);
  }
}

/** What a server said, fit to be shown: no secret of ours in it, on one line, at most 200 characters. */
export function told(text: string, secrets: Iterable<Secret>): string {
  const scrubbed = [...secrets].reduce((rest, secret) => secret.scrub(rest), text);
  const line = scrubbed.replace(/\s+/g, ' ').trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** A URL without the user name, password and query that it may carry. */
export function shownUrl(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return 'a URL that cannot be read';
  }
}
