/** What a file holds and the table does not, by reason: how many, and the first of them by name. */
export interface LeftOut {
  readonly reason: string;
  readonly count: number;
  readonly examples: readonly string[];
}

/** A file may hold a million prices of other things: their names are kept up to this many a reason, their number always. */
const MOST_EXAMPLES = 500;

export class LeftPile {
  private readonly byReason = new Map<string, { count: number; examples: string[] }>();

  add(reason: string, what: string): void {
    const pile = this.byReason.get(reason) ?? { count: 0, examples: [] };
    pile.count++;
    if (pile.examples.length < MOST_EXAMPLES) pile.examples.push(what);
    this.byReason.set(reason, pile);
  }

  /** The largest pile first. */
  list(): readonly LeftOut[] {
    return [...this.byReason].map(([reason, pile]) => ({ reason, ...pile })).sort((a, b) => b.count - a.count);
  }
}
