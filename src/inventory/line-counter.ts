/** Lines and columns of offsets in a text; offsets must not go back. */
export class LineCounter {
  line = 1;
  private lineStart = 0;

  constructor(private readonly text: string) {}

  /** @returns line and column (from 1) of the character at `offset` */
  at(offset: number): { readonly line: number; readonly column: number } {
    for (
      let end = this.text.indexOf('\n', this.lineStart);
      end !== -1 && end < offset;
      end = this.text.indexOf('\n', this.lineStart)
    ) {
      this.line++;
      this.lineStart = end + 1;
    }
    return { line: this.line, column: offset - this.lineStart + 1 };
  }
}
