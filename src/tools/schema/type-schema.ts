import ts from 'typescript';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type Schema = { readonly [key: string]: Json };

export interface SchemaRequest {
  /** The file that exports the type, and its name. */
  readonly file: string;
  readonly type: string;
  readonly head: Schema;
  /** The keys whose numbers the writer takes for days; undefined: it writes every Day as a date. */
  readonly dayKeys: ReadonlySet<string> | undefined;
}

/**
 * The JSON Schema of one of our result types, in the form in which `stableJson` writes it: exact amounts as strings, days as ISO dates,
 * what is absent or without end as null, functions left out. Every object is closed, so a reader learns of a key it does not know.
 *
 * @throws Error that names the place, for a type that has no such form
 */
export function typeSchema(program: ts.Program, { file, type, head, dayKeys }: SchemaRequest): Schema {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const symbol = module && checker.getExportsOfModule(module).find(({ name }) => name === type);
  if (symbol === undefined) throw new Error(`${file} exports no ${type}`);
  const walk = new Walk(checker, dayKeys);
  const root = walk.object(checker.getDeclaredTypeOfSymbol(symbol), type);
  return { ...head, ...root, $defs: walk.definitions() };
}

const DECIMAL: Schema = { type: 'string', pattern: '^-?\\d+(\\.\\d+)?$' };
const DATE: Schema = { type: 'string', format: 'date', pattern: '^\\d{4}-\\d{2}-\\d{2}$' };
const NULL: Schema = { type: 'null' };

class Walk {
  private readonly named = new Map<string, { readonly type: ts.Type; schema: Schema }>();

  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly dayKeys: ReadonlySet<string> | undefined,
  ) {}

  definitions(): Schema {
    const entries = [...this.named].map(([name, { schema }]) => [name, schema] as const);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Every property of an object, and no other. */
  object(type: ts.Type, place: string): Schema {
    const properties: Record<string, Schema> = {};
    const required: string[] = [];
    for (const property of this.checker.getPropertiesOfType(type).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const own = this.checker.getTypeOfSymbol(property);
      if (own.getCallSignatures().length > 0) continue;
      const isOptional = (property.flags & ts.SymbolFlags.Optional) !== 0;
      const description = ts.displayPartsToString(property.getDocumentationComment(this.checker));
      const schema = this.schema(own, `${place}.${property.name}`, property.name);
      properties[property.name] = description === '' ? schema : { description, ...schema };
      if (!isOptional) required.push(property.name);
    }
    const index = this.checker.getIndexTypeOfType(type, ts.IndexKind.String);
    const rest = index === undefined ? false : this.schema(index, `${place}.*`, '');
    return { type: 'object', properties, required, additionalProperties: rest };
  }

  private schema(type: ts.Type, place: string, key: string): Schema {
    return type.isUnion() ? this.union(type, place, key) : this.single(type, place, key);
  }

  private union(type: ts.UnionType, place: string, key: string): Schema {
    const alias = type.aliasSymbol;
    const hasNull = type.types.some(isNull);
    const make = (): Schema => this.parts(type, place, key);
    const isNamed = alias !== undefined && !hasNull && !alias.declarations?.some(isGeneric);
    return isNamed ? this.reference(alias.name, type, make) : make();
  }

  private parts({ types }: ts.UnionType, place: string, key: string): Schema {
    const literals = types.flatMap((type) => literalOf(this.checker, type) ?? []);
    const others = types.filter((type) => !isNull(type) && literalOf(this.checker, type) === undefined);
    const schemas = unique([...choiceOf(literals), ...others.map((type) => this.single(type, place, key))]);
    const takesNull = schemas.some(({ type }) => Array.isArray(type) && type.includes('null'));
    return anyOf(types.some(isNull) && !takesNull ? [...schemas, NULL] : schemas);
  }

  private single(type: ts.Type, place: string, key: string): Schema {
    const literal = literalOf(this.checker, type);
    if (literal !== undefined) return { const: literal };
    if (type.flags & ts.TypeFlags.String) return { type: 'string' };
    if (type.flags & ts.TypeFlags.Boolean) return { type: 'boolean' };
    if (type.flags & ts.TypeFlags.TemplateLiteral) return { type: 'string' };
    if (isNumber(type)) return this.number(type, place, key);
    if (type.symbol?.name === 'Decimal') return DECIMAL;
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) {
      const items = this.checker.getTypeArguments(type as ts.TypeReference).map((item) => this.schema(item, `${place}[]`, ''));
      return { type: 'array', items: anyOf(unique(items)) };
    }
    if (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) return this.reached(type, place);
    throw new Error(`${place}: no JSON form is known for ${this.checker.typeToString(type)}`);
  }

  private number(type: ts.Type, place: string, key: string): Schema {
    const isDay = this.checker.typeToString(type) === 'Day';
    if (this.dayKeys !== undefined && isDay !== this.dayKeys.has(key)) {
      throw new Error(
        `${place}: ${isDay ? 'a Day whose key is not' : 'no Day, but its key is'} in DAY_KEYS of src/report/render-json.ts`,
      );
    }
    return isDay ? DATE : { type: ['number', 'null'] };
  }

  /** A named type once, under its name; any other where it stands. */
  private reached(type: ts.Type, place: string): Schema {
    const symbol = type.aliasSymbol ?? type.symbol;
    const isNamed = symbol !== undefined && /^[A-Z]\w*$/.test(symbol.name) && !symbol.declarations?.some(isGeneric);
    const isPlain = isNamed && (type.aliasTypeArguments ?? []).length === 0;
    return isPlain ? this.reference(symbol.name, type, () => this.object(type, symbol.name)) : this.object(type, place);
  }

  /** Made once; a name that another type has already taken is spelt out where it stands. */
  private reference(name: string, type: ts.Type, make: () => Schema): Schema {
    const known = this.named.get(name);
    if (known !== undefined && known.type !== type) return make();
    if (known === undefined) {
      const entry = { type, schema: {} };
      this.named.set(name, entry);
      entry.schema = make();
    }
    return { $ref: `#/$defs/${name}` };
  }
}

const isNull = ({ flags }: ts.Type): boolean => (flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0;

const unique = (schemas: readonly Schema[]): readonly Schema[] => [
  ...new Map(schemas.map((schema) => [JSON.stringify(schema), schema])).values(),
];

const anyOf = (schemas: readonly Schema[]): Schema => (schemas.length === 1 ? (schemas[0] ?? {}) : { anyOf: schemas });

const isGeneric = (declaration: ts.Declaration): boolean =>
  (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration)) && declaration.typeParameters !== undefined;

function isNumber(type: ts.Type): boolean {
  const parts = type.isIntersection() ? type.types : [type];
  return parts.some(({ flags }) => (flags & ts.TypeFlags.Number) !== 0);
}

/** "complete", 1 or true; undefined: no literal. */
function literalOf(checker: ts.TypeChecker, type: ts.Type): Json | undefined {
  if (type.isStringLiteral() || type.isNumberLiteral()) return type.value;
  return type.flags & ts.TypeFlags.BooleanLiteral ? checker.typeToString(type) === 'true' : undefined;
}

/** One of these, and both of "true" and "false" are a boolean. */
function choiceOf(literals: readonly Json[]): readonly Schema[] {
  const sorted = [...literals].sort((a, b) => (`${a}` < `${b}` ? -1 : 1));
  if (sorted.length === 0) return [];
  return sorted.includes(true) && sorted.includes(false) ? [{ type: 'boolean' }] : [{ enum: sorted }];
}
