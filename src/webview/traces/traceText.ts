import { appendVisible } from '../visibleText.ts';

/** UTF-16 units after which a line end closes a block: small enough to lay out in a fraction of a frame. */
const BLOCK = 2_000;
/**
 * A line longer than this goes on in a new block, at a space if there is one near: laying out one line of
 * 200 kB again for every token takes 50 ms. It only wraps a little early.
 */
const LONGEST = 4_000;
const SPACE_NEAR = 200;
/**
 * The browser draws a block far from view only when it comes near, and until then guesses its height. The
 * newest blocks are always drawn, so that the end of the text is where it seems to be.
 */
const ALWAYS_DRAWN = 4;

interface Block {
  readonly element: HTMLElement;
  /** Half-open UTF-16 offsets of the block in the raw text. */
  readonly start: number;
  end: number;
}

/**
 * A growing text of a model in the page. Text is appended to the last block only and a finished block is
 * never touched again, so that a token costs the layout of one block however long the trace is.
 */
export class TraceText {
  readonly element: HTMLElement;
  #raw = '';
  /** Raw text not shown yet because what follows decides how: `\r`, or half of a surrogate pair. */
  #held = '';
  #blocks: Block[] = [];
  #marked: readonly [number, number] | null = null;
  #following = false;

  constructor() {
    this.element = document.createElement('div');
    this.element.className = 'model-text';
    this.element.tabIndex = 0;
    this.element.role = 'group';
    this.element.addEventListener('scroll', () => (this.#following = this.#atEnd()), { passive: true });
    // The room changes without a scroll event when the other text appears or is unfolded.
    new ResizeObserver(() => this.follow()).observe(this.element);
  }

  /** All text so far, as it came. */
  get raw(): string {
    return this.#raw;
  }

  append(text: string): void {
    this.#raw += text;
    let rest = this.#held + text;
    this.#held = '';
    const last = rest.charCodeAt(rest.length - 1);
    if (last === 0x0d || (last >= 0xd800 && last <= 0xdbff)) {
      this.#held = rest.slice(-1);
      rest = rest.slice(0, -1);
    }
    this.#show(rest);
  }

  /** Shows what was held back: call when no more text will come. */
  finish(): void {
    const held = this.#held;
    this.#held = '';
    this.#show(held);
  }

  /** Shows another text from its start, or from its end with `follow`. */
  replace(text: string, follow: boolean): void {
    this.#raw = '';
    this.#held = '';
    this.#blocks = [];
    this.#marked = null;
    this.#following = follow;
    this.element.replaceChildren();
    this.element.scrollTop = 0;
    this.append(text);
  }

  /** Like `replace`, but what is there stays where the text only grew. */
  become(text: string, follow: boolean): void {
    if (this.#raw !== '' && text.startsWith(this.#raw)) this.append(text.slice(this.#raw.length));
    else this.replace(text, follow);
  }

  /** Marks half-open UTF-16 offsets of the raw text as the place of the answer; null unmarks. */
  mark(range: readonly [number, number] | null): void {
    const old = this.#marked;
    if (old?.[0] === range?.[0] && old?.[1] === range?.[1]) return;
    this.#marked = range;
    for (const block of this.#blocks) {
      if (overlaps(block, old) || overlaps(block, range)) this.#redraw(block);
    }
  }

  /** Brings the marked place into view; nothing where nothing is marked. */
  revealMark(): void {
    const mark = this.element.querySelector('mark');
    if (mark !== null) {
      this.#following = false;
      const box = this.element.getBoundingClientRect();
      const place = mark.getBoundingClientRect();
      this.element.scrollTop += place.top - box.top - (box.height - place.height) / 2;
    }
  }

  /** Stays at the end while the reader is there; call once after all appends of a frame. */
  follow(): void {
    if (this.#following) this.element.scrollTop = this.element.scrollHeight;
  }

  #atEnd(): boolean {
    const { scrollTop, clientHeight, scrollHeight } = this.element;
    return scrollTop + clientHeight >= scrollHeight - 8;
  }

  #show(text: string): void {
    let rest = text;
    while (rest !== '') {
      const block = this.#openBlock();
      const taken = rest.slice(0, room(rest, block.end - block.start));
      appendVisible(block.element, taken);
      block.end += taken.length;
      rest = rest.slice(taken.length);
    }
  }

  /** The last block, or a new one where that is full. */
  #openBlock(): Block {
    const last = this.#blocks.at(-1);
    if (last !== undefined && !isFull(last.end - last.start, this.#raw[last.end - 1])) return last;
    const start = last?.end ?? 0;
    const block = { element: document.createElement('div'), start, end: start };
    block.element.className = 'block';
    this.#blocks.push(block);
    this.#blocks.at(-1 - ALWAYS_DRAWN)?.element.classList.add('settled');
    this.element.append(block.element);
    return block;
  }

  #redraw(block: Block): void {
    const [from, to] = this.#marked ?? [block.end, block.end];
    const cut = (offset: number) => Math.min(Math.max(offset, block.start), block.end);
    block.element.replaceChildren();
    appendVisible(block.element, this.#raw.slice(block.start, cut(from)));
    if (cut(to) > cut(from)) {
      block.element.classList.remove('settled');
      const mark = document.createElement('mark');
      appendVisible(mark, this.#raw.slice(cut(from), cut(to)));
      block.element.append(mark);
    }
    appendVisible(block.element, this.#raw.slice(cut(to), block.end));
  }
}

function overlaps(block: Block, range: readonly [number, number] | null): boolean {
  return range !== null && range[0] < block.end && range[1] > block.start;
}

/** Is a block of so many UTF-16 units that ends with this one full? */
function isFull(size: number, last: string | undefined): boolean {
  if (size >= LONGEST) return true;
  return last === '\n' ? size >= BLOCK : last === ' ' && size >= LONGEST - SPACE_NEAR;
}

/** How many UTF-16 units of a text still go into a block of `size`: at least one. */
function room(text: string, size: number): number {
  const lineEnd = text.indexOf('\n', Math.max(0, BLOCK - size));
  const wanted = lineEnd < 0 ? text.length : lineEnd + 1;
  const limit = LONGEST - size;
  if (wanted <= limit) return wanted;
  const space = text.lastIndexOf(' ', limit - 1);
  if (space >= 0 && space >= limit - SPACE_NEAR) return space + 1;
  const half = text.charCodeAt(limit - 1);
  return half >= 0xd800 && half <= 0xdbff ? limit + 1 : limit;
}
