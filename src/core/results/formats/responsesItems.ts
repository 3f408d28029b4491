import { matchingText } from '../../items/identity.ts';

/** A published item, as far as finding its text needs it. */
export interface ItemText {
  readonly textHash: string;
  /** As published; see `publishedText`. */
  readonly text: string;
}

/** Items are found by the hash of as many characters at their start; shorter ones by fewer. */
const longWindow = 32;
const shortWindow = 12;
/** A text that is this long is no accident, whatever stands right beside it. */
const surelyNoAccident = 48;

interface Known<T> {
  readonly item: T;
  readonly matching: string;
}

/** Items by the hash of their first characters, for inputs that are slid over. */
class Window<T> {
  readonly #width: number;
  /** `31 ** (width - 1)`, to take the first character out of a hash. */
  readonly #first: number;
  readonly #byHash = new Map<number, Known<T>[]>();
  /** Which low bits of hashes occur at all: most places of an input need no more than this. */
  readonly #seen = new Uint8Array(1 << 16);

  constructor(width: number) {
    this.#width = width;
    let first = 1;
    for (let at = 1; at < width; at++) first = Math.imul(first, 31);
    this.#first = first;
  }

  add(known: Known<T>): void {
    let hash = 0;
    for (let at = 0; at < this.#width; at++) hash = (Math.imul(hash, 31) + known.matching.charCodeAt(at)) | 0;
    const bucket = this.#byHash.get(hash);
    if (bucket === undefined) this.#byHash.set(hash, [known]);
    else bucket.push(known);
    this.#seen[hash & 0xffff] = 1;
  }

  /** The longest item that stands in a text, longer than `best`. */
  longest(
    text: string,
    best: Known<T> | null,
    whole: (start: number, end: number) => boolean,
  ): Known<T> | null {
    if (this.#byHash.size === 0 || text.length < this.#width) return best;
    let found = best;
    let hash = 0;
    for (let at = 0; at < text.length; at++) {
      if (at >= this.#width) hash = (hash - Math.imul(text.charCodeAt(at - this.#width), this.#first)) | 0;
      hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
      const start = at - this.#width + 1;
      if (start < 0 || this.#seen[hash & 0xffff] === 0) continue;
      for (const known of this.#byHash.get(hash) ?? []) {
        const { length } = known.matching;
        if (length <= (found?.matching.length ?? 0) || !text.startsWith(known.matching, start)) continue;
        if (length >= surelyNoAccident || whole(start, start + length)) found = known;
      }
    }
    return found;
  }
}

/**
 * Published items to be found within the inputs that were sent for them: an input says what to do before and after
 * the question, so its text is another than the item's. Texts are compared as `matchingText` makes them.
 */
export class ItemTexts<T extends ItemText = ItemText> {
  readonly #long = new Window<T>(longWindow);
  readonly #short = new Window<T>(shortWindow);
  /** Items too short to be found within anything; an input that is one of them is it. */
  readonly #tiny = new Map<string, T>();

  constructor(items: Iterable<T>) {
    for (const item of items) {
      const matching = matchingText(item.text);
      if (matching.length >= longWindow) this.#long.add({ item, matching });
      else if (matching.length >= shortWindow) this.#short.add({ item, matching });
      else if (matching !== '' && !this.#tiny.has(matching)) this.#tiny.set(matching, item);
    }
  }

  /** The item whose text stands in an input, the longest of several; null where none does. */
  within(input: string): T | null {
    const text = matchingText(input);
    let edges: Uint8Array | null = null;
    const whole = (start: number, end: number): boolean => {
      edges ??= wordEdges(input, text.length);
      return edges[start] === 1 && edges[end] === 1;
    };
    const found = this.#short.longest(text, this.#long.longest(text, null, whole), whole);
    return found?.item ?? this.#tiny.get(text) ?? null;
  }
}

/** The same for one input; for several make an `ItemTexts` once. */
export function itemWithin<T extends ItemText>(input: string, items: Iterable<T>): T | null {
  return new ItemTexts(items).within(input);
}

/** The places of a matching text where a word or number begins or ends in the text it was made of. */
function wordEdges(input: string, length: number): Uint8Array {
  const edges = new Uint8Array(length + 1);
  let at = 0;
  const plain = input
    .normalize('NFKC')
    .replace(/\[asy\].*?\[\/asy\]/gs, ' ')
    .toLowerCase();
  for (const [word] of plain.matchAll(/[\p{L}\p{N}]+/gu)) {
    edges[at] = 1;
    at += word.length;
    edges[Math.min(at, length)] = 1;
  }
  return edges;
}
