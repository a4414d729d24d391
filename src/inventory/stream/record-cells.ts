import { textOf } from '../cell-values.js';
import { type Cells, type Field, fieldOf } from '../columns.js';
import type { BlockBuffer } from './block-buffer.js';
import { ROLE, type ShapeMember } from './block-memory.js';
import { BACKSLASH, type ByteTools, QUOTE } from './byte-tools.js';
import { Interner } from './interner.js';
import { CLOSE_BRACE, COLON, COMMA, INCOMPLETE, type JsonBytes, OPEN_BRACE } from './json-bytes.js';

/** Members of which each object has its own text: not worth remembering. */
const OWN_TEXT: ReadonlySet<Field> = new Set(['id', 'name', 'createdAt']);
/** And those of which a large cloud has many texts. */
const MANY_TEXTS: ReadonlySet<Field> = new Set(['project', 'projectName']);
/** As many fields have room behind a row: see plain-rows.as.txt. */
const MOST_STRETCHES = 16;
/** The text of an object says what it is, in snapshot files. */
const KIND = 'kind';

/** A key that objects have, and what is known of its values. */
interface Member {
  readonly key: Uint8Array;
  readonly view: DataView;
  /** undefined: of no use. */
  readonly field: Field | typeof KIND | undefined;
  /** undefined: each value is its own. */
  readonly values: Interner | undefined;
  readonly known: unknown[];
}

/** A member of objects that have the same ones. */
export interface Shaped extends ShapeMember {
  readonly member: Member;
}

/**
 * Reads the members of an object that a plan has a use for, straight from its bytes; the others are stepped over and only
 * their strings and brackets are looked at. A value that is not plain is left to JSON.parse.
 */
export class RecordCells {
  cells: Cells = {};
  kind: unknown;
  /** Members of the last record, all of them. */
  count = 0;
  /** A value of the last record that is no JSON. */
  broken: string | undefined;
  private readonly keys = new Interner();
  private readonly members: Member[] = [];
  /** The keys of the last record in their order: the next one has the same, most of the time. */
  private readonly order: Member[] = [];
  /** The block's bytes and the same ones by the word. */
  private bytes: Uint8Array = new Uint8Array(0);
  private view = new DataView(this.bytes.buffer);

  constructor(
    private readonly block: BlockBuffer,
    private readonly values: JsonBytes,
    private readonly tools: ByteTools,
    /** Fields to leave out. */
    private readonly without: ReadonlySet<Field>,
  ) {}

  /** @param from of the opening brace @returns behind the closing one, or INCOMPLETE */
  read(from: number): number {
    const { block, values } = this;
    const { bytes, end } = block;
    this.begin();
    this.count = 0;
    values.hasControl = false;
    let at = values.blanks(from + 1);
    while (at < end) {
      if (bytes[at] === CLOSE_BRACE) {
        if (values.hasControl) this.broken ??= 'a string with a raw control character';
        return at + 1;
      }
      if (bytes[at] !== QUOTE) return this.odd(from, at);
      const keyEnd = values.stringEnd(at);
      if (keyEnd < 0) return INCOMPLETE;
      const colon = bytes[keyEnd] === COLON ? keyEnd : values.blanks(keyEnd);
      if (colon >= end) return INCOMPLETE;
      if (bytes[colon] !== COLON) return this.odd(from, colon);
      const start = values.blanks(colon + 1);
      if (start >= end) return INCOMPLETE;
      const to = bytes[start] === QUOTE ? values.stringEnd(start) : values.valueEnd(start);
      if (to < 0) return INCOMPLETE;
      const member = this.memberOf(at + 1, keyEnd - 1);
      if (member.field !== undefined) this.keep(member, start, to);
      at = bytes[to] === COMMA && bytes[to + 1] === QUOTE ? to + 1 : values.blanks(to);
    }
    return INCOMPLETE;
  }

  /** As `read`, where it is known already from where to where the value of each of these members stands, two words each; some of them only. */
  readAt(shape: readonly Shaped[], places: Int32Array, isWanted: (member: Shaped) => boolean = () => true): void {
    this.begin();
    shape.forEach((shaped, index) => {
      if (isWanted(shaped)) this.keep(shaped.member, places[index * 2] ?? 0, places[index * 2 + 1] ?? 0);
    });
  }

  private begin(): void {
    this.cells = {};
    this.kind = undefined;
    this.broken = undefined;
  }

  /**
   * The members of the last record in their order; undefined where two tell the same, but for what makes its kind: there, both do.
   *
   * @param isApart the project does not make the kind, if a single member tells it
   */
  shape(isApart = false): readonly Shaped[] | undefined {
    const members = this.order.slice(0, this.count);
    const fields = members.flatMap(({ field }) => (field === undefined ? [] : [field]));
    const single = fields.filter((field) => roleOf(field) !== ROLE.firstOfStretch);
    if (new Set(single).size < single.length || fields.length > MOST_STRETCHES) return undefined;
    if (!fields.includes('id') || !fields.includes('size') || fields.includes(KIND)) return undefined;
    const apart = isApart ? members.filter(({ field }) => field === 'project' || field === 'projectName') : [];
    return members.map((member) => {
      const { key, field } = member;
      const role = apart.length === 1 && apart[0] === member ? ROLE.project : roleOf(field);
      const quoted = new Uint8Array(key.length + 2).fill(QUOTE);
      quoted.set(key, 1);
      return { key: quoted, role, member };
    });
  }

  /** Something else than a member: the record's brackets still tell where it ends. */
  private odd(from: number, at: number): number {
    const end = this.values.valueEnd(from);
    this.broken = this.tools.decode(this.block.bytes, at, Math.min(at + 40, this.block.end));
    return end;
  }

  private memberOf(from: number, to: number): Member {
    const place = this.count++;
    const expected = place < this.order.length ? this.order[place] : undefined;
    if (expected !== undefined && this.hasKey(expected, from, to)) return expected;
    const member = this.knownMember(from, to);
    if (place <= this.order.length && member !== undefined) this.order[place] = member;
    return member ?? this.newMember(from, to);
  }

  private hasKey({ key, view }: Member, from: number, to: number): boolean {
    const { length } = key;
    if (length !== to - from) return false;
    const { bytes } = this.block;
    if (bytes !== this.bytes) {
      this.bytes = bytes;
      this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    let index = 0;
    // Four bytes a step, then the rest one by one.
    while (index + 4 <= length && view.getInt32(index) === this.view.getInt32(from + index)) index += 4;
    while (index < length && key[index] === bytes[from + index]) index++;
    return index === length;
  }

  private knownMember(from: number, to: number): Member | undefined {
    const number = this.keys.number(this.block.bytes, from, to);
    if (number < 0) return undefined;
    if (number >= this.members.length) this.members.push(this.newMember(from, to));
    return this.members[number];
  }

  private newMember(from: number, to: number): Member {
    const text = textOf(this.parse(from - 1, to + 1)) ?? '';
    const known = text === KIND ? KIND : fieldOf(text);
    const field = known !== undefined && known !== KIND && this.without.has(known) ? undefined : known;
    const isOwn = field !== undefined && field !== KIND && OWN_TEXT.has(field);
    const isMany = field !== undefined && field !== KIND && MANY_TEXTS.has(field);
    const key = this.block.bytes.slice(from, to);
    return {
      key,
      view: new DataView(key.buffer),
      field,
      values: isOwn || field === undefined ? undefined : new Interner(isMany ? Interner.many : undefined),
      known: [],
    };
  }

  private keep(member: Member, from: number, to: number): void {
    const value = this.valueOf(member, from, to);
    const { cells } = this;
    // One assignment for each of the common fields: objects of one shape are quick to make and to read.
    switch (member.field) {
      case undefined:
        return;
      case KIND:
        this.kind = value;
        return;
      case 'id':
        cells.id ??= value;
        return;
      case 'name':
        cells.name ??= value;
        return;
      case 'size':
        cells.size ??= value;
        return;
      case 'status':
        cells.status ??= value;
        return;
      case 'type':
        cells.type ??= value;
        return;
      case 'metadata':
        cells.metadata ??= value;
        return;
      case 'project':
        cells.project ??= value;
        return;
      case 'projectName':
        cells.projectName ??= value;
        return;
      case 'bootable':
        cells.bootable ??= value;
        return;
      case 'encrypted':
        cells.encrypted ??= value;
        return;
      case 'migration':
        cells.migration ??= value;
        return;
      case 'consumesQuota':
        cells.consumesQuota ??= value;
        return;
      default:
        cells[member.field] ??= value;
    }
  }

  private valueOf({ values, known }: Member, from: number, to: number): unknown {
    if (values === undefined) return this.parse(from, to);
    const number = values.number(this.block.bytes, from, to);
    if (number < 0) return this.parse(from, to);
    // What is no JSON is not known: each record in which it stands is told of.
    const value = known[number] ?? this.parse(from, to);
    known[number] = value;
    return value;
  }

  private parse(from: number, to: number): unknown {
    const { bytes } = this.block;
    if (bytes[from] === QUOTE && !hasBackslash(bytes, from, to)) return this.tools.decode(bytes, from + 1, to - 1);
    if (bytes[from] === OPEN_BRACE && to - from === 2) return undefined;
    const source = this.tools.decode(bytes, from, to);
    try {
      return JSON.parse(source);
    } catch {
      this.broken ??= source.slice(0, 40);
      return undefined;
    }
  }
}

function roleOf(field: Member['field']): number {
  if (field === undefined) return 0;
  if (field === 'id' || field === 'name' || field === 'size') return ROLE[field];
  return field === 'metadata' ? ROLE.flat : ROLE.firstOfStretch;
}

function hasBackslash(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === BACKSLASH) return true;
  return false;
}
