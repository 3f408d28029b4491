/** As many tokens as a sketch keeps: all of nearly every item. */
const mostTokens = 400;

const token = /\p{L}+|\p{N}+/gu;
const drawing = /\[asy\].*?\[\/asy\]/gs;

/**
 * The distinct words and numbers of a text as sorted 32-bit hashes (FNV-1a), the smallest 400 of them: of two texts'
 * sketches the overlap can be estimated (A. Broder, "On the resemblance and containment of documents", 1997).
 */
export function tokenSketch(text: string): readonly number[] {
  const plain = text.normalize('NFKC').replace(drawing, ' ').toLowerCase();
  const hashes = new Set<number>();
  for (const word of plain.match(token) ?? []) hashes.add(hash(word));
  return [...Uint32Array.from(hashes).sort().subarray(0, mostTokens)];
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

function hash(word: string): number {
  let value = 0x811c9dc5;
  for (let i = 0; i < word.length; i++) value = Math.imul(value ^ word.charCodeAt(i), 0x01000193);
  return value >>> 0;
}
