/**
 * A stream of 32-bit words from a 32-bit seed, the same on every machine: sfc32 of PractRand (Chris Doty-Humphrey, public
 * domain), its state from splitmix32, the first words dropped. `kernel/resample.ts` draws the same words.
 */
export function randomWords(seed: number): () => number {
  const next = splitmix(seed);
  let a = next();
  let b = next();
  let c = next();
  let counter = 1;
  const word = (): number => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return sum >>> 0;
  };
  for (let dropped = 0; dropped < 12; dropped++) word();
  return word;
}

/** splitmix32: neighbouring seeds give streams that have nothing in common. */
function splitmix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  };
}
