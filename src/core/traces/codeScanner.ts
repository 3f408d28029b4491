/** What follows a tag in inline code is looked at so far for its end; UTF-16 units. */
export const longestRest = 200;

/**
 * Tells where a text is Markdown code, as it streams: fenced blocks, and inline code, which ends on its line.
 * A tag in code is a mention of it. (CommonMark, "Code spans" and "Fenced code blocks"; backticks only.)
 */
export class CodeScanner {
  /** Backticks that opened the block or the inline code we are in; 0 outside. */
  #fence = 0;
  #inline = 0;
  /** Backticks right before, whose number is not known to be complete. */
  #run = 0;
  #blankLine = true;
  /** The line so far begins with backticks that may open a block, or close the one we are in. */
  #edge = false;

  /** Reads on. Pieces may be of any length. */
  advance(text: string): void {
    for (const char of text) {
      if (char === '`') {
        this.#run += 1;
        continue;
      }
      this.#settle();
      if (char === '\n') this.#newLine();
      else if (char.trim() !== '') {
        this.#blankLine = false;
        if (this.#fence > 0) this.#edge = false;
      }
    }
  }

  /**
   * Whether a tag that comes now is in code. Inline code must be closed in `rest`, the next
   * `longestRest` units after the tag; null where they have not all come and it cannot be told yet. `final`: no
   * more comes.
   */
  inCode(rest: string, final: boolean): boolean | null {
    this.#settle();
    if (this.#fence > 0) return !this.#edge;
    if (this.#inline === 0) return false;
    const whole = final || rest.length >= longestRest;
    const lineEnd = rest.indexOf('\n');
    const line = lineEnd < 0 ? rest : rest.slice(0, lineEnd);
    for (const match of line.matchAll(/`+/g)) {
      if (!whole && match.index + match[0].length === rest.length) return null;
      if (match[0].length === this.#inline) return true;
    }
    return whole || lineEnd >= 0 ? false : null;
  }

  #settle(): void {
    const run = this.#run;
    if (run === 0) return;
    this.#run = 0;
    if (this.#fence > 0) this.#edge = this.#blankLine && run >= this.#fence;
    else if (this.#inline === 0) {
      this.#inline = run;
      this.#edge = this.#blankLine && run >= 3;
    } else if (this.#inline === run) {
      this.#inline = 0;
      this.#edge = false;
    }
    this.#blankLine = false;
  }

  #newLine(): void {
    if (this.#fence > 0) {
      if (this.#edge) this.#fence = 0;
    } else if (this.#edge) this.#fence = this.#inline;
    this.#inline = 0;
    this.#edge = false;
    this.#blankLine = true;
  }
}
