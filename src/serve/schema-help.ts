/** A JSON Schema as far as help texts are looked for in it. */
interface Node {
  readonly description?: unknown;
  readonly properties?: Readonly<Record<string, Node>>;
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node;
  readonly anyOf?: readonly Node[];
}

/** A default as data/defaults.csv has it. */
export interface DefaultValue {
  readonly key: string;
  readonly value: string;
  readonly unit: string;
}

/** Says what a key of the scenario takes, in the schema's own words, and what it is where nothing is said. */
export function schemaHelp(schemaText: string, defaults: readonly DefaultValue[]): (path: string) => string {
  const schema: Node = JSON.parse(schemaText);
  const known = new Map(defaults.map((one) => [one.key, one]));
  return (path) => {
    const steps = path.replace(/\[\d+\]/g, '.*').split('.');
    const wanted = describedAt(schema, steps);
    const fallback = known.get(path) ?? known.get(path.replace('.standard.', '.*.'));
    const otherwise = fallback === undefined ? '' : `; left empty: ${`${fallback.value} ${fallback.unit}`.trim()}`;
    return wanted === '' ? '' : `${wanted.charAt(0).toUpperCase()}${wanted.slice(1)}${otherwise}.`;
  };
}

function describedAt(node: Node | undefined, [step, ...rest]: readonly string[]): string {
  if (node === undefined) return '';
  const branches = [node, ...(node.anyOf ?? [])];
  if (step === undefined) return branches.map(({ description }) => description).find((text) => typeof text === 'string') ?? '';
  const inner = (branch: Node): Node | undefined =>
    branch.properties?.[step] ??
    (step === '*' ? branch.items : undefined) ??
    (typeof branch.additionalProperties === 'object' ? branch.additionalProperties : undefined);
  return branches.map((branch) => describedAt(inner(branch), rest)).find((text) => text !== '') ?? '';
}
