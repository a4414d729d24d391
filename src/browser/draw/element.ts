type Child = Node | string | undefined;

/** An element with attributes and children. Strings become text, never markup; an attribute that is undefined is left out. */
export function el(
  tag: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  ...children: readonly (Child | readonly Child[])[]
): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(name, value);
  for (const child of children.flat()) if (child !== undefined && child !== '') element.append(child);
  return element;
}

/** A class name or none. */
export const when = (condition: boolean, name: string): string | undefined => (condition ? name : undefined);
