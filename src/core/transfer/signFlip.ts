import { randomWords } from './randomWords.ts';

/** Relative to the common step, or to the sum of all differences: scores that were kept in 32 bits lose so much. */
const tolerance = 1e-6;
/** More additions than these take longer than 20 ms or so; draws are as good then. */
const mostAdditions = 20_000_000;
const mostParts = 1024;
const draws = 10_000;

/**
 * The paired permutation test: the chance that the sum of the differences is as far from 0 as it is, or further, if each
 * one's sign were as likely the other. Two-sided, in (0, 1]; 1 where nothing differs.
 *
 * Exact where all differences are whole multiples of one step, as shares of repeats are; else by 10,000 draws, as
 * (1 + hits) / (1 + draws).
 *
 * @param differences of items, weighted as they count in the statistic; in any unit
 * @param seed of the draws, 32 bits
 */
export function signFlip(differences: Float64Array, seed: number): number {
  const nonzero = differences.filter((difference) => difference !== 0);
  if (nonzero.length === 0) return 1;
  const sizes = nonzero.map(Math.abs);
  const observed = Math.abs(sum(nonzero));
  const steps = onLattice(sizes);
  if (steps !== null) {
    const step = sum(sizes) / sum(steps);
    if (affordable(steps)) return exact(steps, Math.round(observed / step));
  }
  return drawn(sizes, observed, seed);
}

/** The sizes as multiples of their common step, ascending; null where they have none that is large enough. */
function onLattice(sizes: Float64Array): Float64Array | null {
  const least = sizes.reduce((a, b) => Math.min(a, b), Infinity);
  for (let parts = 1; parts <= mostParts; parts++) {
    const scale = parts / least;
    const isMultiple = (size: number): boolean => {
      const multiple = size * scale;
      return Math.abs(multiple - Math.round(multiple)) <= tolerance;
    };
    if (sizes.every(isMultiple)) return sizes.map((size) => Math.round(size * scale)).sort();
  }
  return null;
}

function affordable(steps: Float64Array): boolean {
  return steps.length * sum(steps) < 2 * mostAdditions;
}

/**
 * By dynamic programming over the sum of those that keep their sign: 2 · kept − all is as far from 0 as observed at
 * both ends, which are alike, so that the lower one is enough.
 */
function exact(steps: Float64Array, observed: number): number {
  if (observed === 0) return 1;
  const all = sum(steps);
  const highest = Math.floor((all - observed) / 2);
  const chance = new Float64Array(highest + 1);
  chance[0] = 1;
  let reached = 0;
  for (const step of steps) {
    reached = Math.min(highest, reached + step);
    for (let kept = reached; kept >= 0; kept--) {
      const before = kept >= step ? (chance[kept - step] ?? 0) : 0;
      chance[kept] = 0.5 * ((chance[kept] ?? 0) + before);
    }
  }
  return Math.min(1, 2 * sum(chance));
}

/** Items in eights: the 256 sums that a byte of signs can give are made once, and looked up in each draw. */
function drawn(sizes: Float64Array, observed: number, seed: number): number {
  const blocks = Math.ceil(sizes.length / 8);
  const sums = new Float64Array(blocks * 256);
  for (let block = 0; block < blocks; block++) {
    for (let signs = 0; signs < 256; signs++) {
      let total = 0;
      for (let bit = 0; bit < 8; bit++) {
        const size = sizes[block * 8 + bit] ?? 0;
        total += (signs >> bit) & 1 ? size : -size;
      }
      sums[block * 256 + signs] = total;
    }
  }
  const word = randomWords(seed);
  const far = observed - tolerance * sum(sizes);
  let hits = 0;
  for (let draw = 0; draw < draws; draw++) {
    let total = 0;
    let bits = 0;
    for (let block = 0; block < blocks; block++) {
      bits = block % 4 === 0 ? word() : bits >>> 8;
      total += sums[block * 256 + (bits & 255)] ?? 0;
    }
    if (Math.abs(total) >= far) hits += 1;
  }
  return (1 + hits) / (1 + draws);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
