/** Draws the next 32 bits, as an integer in [0, 2^32). */
export type NextWord = () => number;

/** A stream of 32-bit words from a 32-bit seed, the same on every machine. */
export function randomWords(seed: number): NextWord {
  const [a = 0, b = 0, c = 0] = mixedWords(seed, 3);
  return sfc32(a, b, c);
}

/** sfc32 of PractRand (Chris Doty-Humphrey, public domain), from 96 bits that are mixed already. */
export function sfc32(a: number, b: number, c: number): NextWord {
  let counter = 1;
  return () => {
    const word = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return word >>> 0;
  };
}

/** The first words of splitmix32: those of neighbouring seeds have nothing in common. */
export function mixedWords(seed: number, count: number): Int32Array<ArrayBuffer> {
  return Int32Array.from({ length: count }, (_, at) => {
    const state = (seed + Math.imul(0x9e3779b9, at + 1)) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return mixed ^ (mixed >>> 15);
  });
}
