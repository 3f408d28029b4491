import { appendVisible } from '../visibleText.ts';
import { markElement, type Mark } from './marks.ts';

/** UTF-16 units after which a line end closes a block: small enough to lay out in a fraction of a frame. */
const BLOCK = 2_000;
/**
 * A line longer than this goes on in a new block, at a space if there is one near: laying out one line of
 * 200 kB again for every token takes 50 ms. It only wraps a little early.
 */
const LONGEST = 4_000;
const SPACE_NEAR = 200;

interface Block {
  readonly element: HTMLElement;
  /** Half-open UTF-16 offsets in the text of the step. */
  readonly start: number;
  end: number;
}

/**
 * Text as it came, in blocks of a size to lay out. It is appended to the last block only, and a full block is never
 * touched again but for its mark.
 */
export class RawBlocks {
  readonly #parent: HTMLElement;
  #text = '';
  #blocks: Block[] = [];

  constructor(parent: HTMLElement) {
    this.#parent = parent;
  }

  get text(): string {
    return this.#text;
  }

  append(text: string): void {
    let rest = text;
    while (rest !== '') {
      const block = this.#openBlock();
      const taken = rest.slice(0, room(rest, block.end - block.start));
      appendVisible(block.element, taken);
      block.end += taken.length;
      this.#text += taken;
      rest = rest.slice(taken.length);
    }
  }

  /** Marks places of the text, and no others; they are in order and do not overlap. */
  mark(marks: readonly Mark[]): void {
    for (const block of this.#blocks) {
      const own = marks.filter(({ start, end }) => start < block.end && end > block.start);
      if (own.length > 0 || block.element.querySelector('mark') !== null) this.#redraw(block, own);
    }
  }

  /** The place of an offset in the page. */
  place(offset: number): readonly [Node, number] | null {
    const block = this.#blocks.find(({ end }) => offset <= end) ?? this.#blocks.at(-1);
    if (block === undefined) return null;
    const before = document.createElement('span');
    appendVisible(before, this.#text.slice(block.start, offset));
    return textPlace(block.element, before.textContent.length);
  }

  remove(): void {
    for (const { element } of this.#blocks) element.remove();
    this.#blocks = [];
    this.#text = '';
  }

  /** The last block, or a new one where that is full. */
  #openBlock(): Block {
    const last = this.#blocks.at(-1);
    if (last !== undefined && !isFull(last.end - last.start, this.#text[last.end - 1])) return last;
    const start = last?.end ?? 0;
    const block = { element: document.createElement('div'), start, end: start };
    block.element.className = last === undefined ? 'block' : 'block next';
    this.#blocks.push(block);
    this.#parent.append(block.element);
    return block;
  }

  #redraw(block: Block, marks: readonly Mark[]): void {
    const cut = (offset: number) => Math.min(Math.max(offset, block.start), block.end);
    block.element.replaceChildren();
    let at = block.start;
    for (const { start, end, kind } of marks) {
      appendVisible(block.element, this.#text.slice(at, cut(start)));
      const mark = markElement(kind);
      appendVisible(mark, this.#text.slice(cut(start), cut(end)));
      block.element.append(mark);
      at = cut(end);
    }
    appendVisible(block.element, this.#text.slice(at, block.end));
  }
}

/** Where the n-th UTF-16 unit of an element's text stands; formulas count for nothing. */
export function textPlace(element: Element, offset: number): readonly [Node, number] | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
    node instanceof Element && node.matches('.formula, .formula-source')
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  let rest = offset;
  let last: Text | null = null;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    if (rest <= node.length) return [node, rest];
    rest -= node.length;
    last = node;
  }
  return last === null ? null : [last, last.length];
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
