/** Lines of places that csv-parse states in bytes of UTF-8; its own line numbers count a CR LF inside quotes twice. */
export class ByteLines {
  line: number;
  private bytes = 0;
  private at: number;

  /** @param start offset of the first character that the parser gets, which stands on `line` */
  constructor(
    private readonly text: string,
    start: number,
    line: number,
  ) {
    this.at = start;
    this.line = line;
  }

  /** Moves behind the byte `bytes`, counted from the start. */
  advanceTo(bytes: number): void {
    for (; this.bytes < bytes && this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === 10) this.line++;
      this.bytes += utf8Bytes(code);
    }
  }

  /** The line on which the next row starts: blank lines are no rows. */
  startOfNext(): number {
    let line = this.line;
    for (let at = this.at; ; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 10) line++;
      else if (code !== 13) return line;
    }
  }
}

/** Each half of a surrogate pair counts two of its four bytes; a lone half becomes the three bytes of U+FFFD, which only shifts a line number. */
function utf8Bytes(code: number): number {
  if (code < 0x80) return 1;
  return code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
}
