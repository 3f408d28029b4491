/** Seeds for tests that repeat. */
export function seeds(count: number): readonly number[] {
  return Array.from({ length: count }, (_, seed) => seed);
}

/** A content with up to four bytes changed, left out or put in, or its end cut off; the same for the same seed. */
export function damaged(content: string | Uint8Array, seed: number): Uint8Array {
  const next = chance(seed + 1);
  let bytes = [...Buffer.from(content)];
  const hits = 1 + Math.floor(next() * 4);
  for (let hit = 0; hit < hits; hit++) {
    const at = Math.floor(next() * bytes.length);
    const kind = next();
    if (kind < 0.5) bytes[at] = Math.floor(next() * 256);
    else if (kind < 0.65) bytes.splice(at, 1);
    else if (kind < 0.8) bytes.splice(at, 0, 32 + Math.floor(next() * 95));
    else if (kind < 0.95) bytes.splice(at, Math.floor(next() * 20));
    else bytes = bytes.slice(0, at);
  }
  return Uint8Array.from(bytes);
}

/** mulberry32: numbers in [0, 1) that are the same for the same seed. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
