import { characterKind, isPairAt, kindAt } from '../items/characterKind.ts';

/** As many tokens as a sketch keeps: all of nearly every item. */
const mostTokens = 400;

const seed = 0x811c9dc5;
const drawing = /\[asy\].*?\[\/asy\]/gs;

/** Hashes of words have this bit, those of numbers have it not: sorted, numbers come first and are kept first. */
const wordBit = 0x80000000;

/**
 * The distinct words and numbers of a text as sorted 32-bit hashes (FNV-1a), the smallest 400 of them: of two texts'
 * sketches the overlap can be estimated (A. Broder, "On the resemblance and containment of documents", 1997).
 */
export function tokenSketch(text: string): readonly number[] {
  const plain = text.normalize('NFKC').replace(drawing, ' ').toLowerCase();
  const hashes = new Set<number>();
  let [kind, value]: [number, number] = [characterKind.other, seed];
  for (let at = 0; at < plain.length;) {
    const own = kindAt(plain, at);
    if (own !== kind) {
      if (kind !== characterKind.other) hashes.add(hashOf(kind, value));
      [kind, value] = [own, seed];
    }
    const end = at + (isPairAt(plain, at) ? 2 : 1);
    for (; at < end; at++) value = Math.imul(value ^ plain.charCodeAt(at), 0x01000193);
  }
  if (kind !== characterKind.other) hashes.add(hashOf(kind, value));
  return [...Uint32Array.from(hashes).sort().subarray(0, mostTokens)];
}

function hashOf(kind: number, value: number): number {
  const bits = value >>> 1;
  return kind === characterKind.number ? bits : (bits | wordBit) >>> 0;
}

/**
 * How alike two texts are that may be one item in other words: the share of distinct tokens in common, and 0 where
 * their distinct numbers differ, since questions of one kind often differ in nothing else.
 */
export function sameness(a: readonly number[], b: readonly number[]): number {
  return haveSameNumbers(a, b) ? tokenOverlap(a, b) : 0;
}

function haveSameNumbers(a: readonly number[], b: readonly number[]): boolean {
  for (let at = 0; ; at++) {
    const [left = wordBit, right = wordBit] = [a[at], b[at]];
    if (left >= wordBit && right >= wordBit) return true;
    if (left !== right) return false;
  }
}

/** The share of distinct tokens that two texts have in common (Jaccard), in [0, 1]; 0 where one has none. */
export function tokenOverlap(a: readonly number[], b: readonly number[]): number {
  const size = Math.min(mostTokens, Math.max(a.length, b.length));
  let [i, j, seen, common] = [0, 0, 0, 0];
  while (i < a.length && j < b.length && (seen < size || Math.min(a.length, b.length) < mostTokens)) {
    const [left = 0, right = 0] = [a[i], b[j]];
    if (left === right) common += 1;
    if (left <= right) i += 1;
    if (right <= left) j += 1;
    seen += 1;
  }
  const whole = a.length < mostTokens && b.length < mostTokens;
  const union = whole ? seen + (a.length - i) + (b.length - j) : seen;
  return union === 0 ? 0 : common / union;
}
