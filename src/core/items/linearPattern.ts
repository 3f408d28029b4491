import { compilePattern, type Instruction } from './patternProgram.ts';

/** Finds what a pattern captures; null where it does not match. */
export type FindAnswer = (text: string) => string | null;

/** Half-open UTF-16 offsets. */
type Span = readonly [number, number];

/** Where the first or the last match of a pattern captures something; null where it does not match. */
export type FindRange = (text: string, which: 'first' | 'last') => Span | null;

/**
 * A regular expression (JavaScript's, with the flags `m` and `u`) matched in time that grows with the length of the
 * text alone, whatever the pattern: `(a+)+$`, which takes JavaScript's own engine minutes on 30 characters, as well.
 * Patterns are of the user's settings and run over every record of a file, in the process that shows them.
 *
 * Tries what JavaScript would, in its order, but no state of the pattern twice at one place of the text, since it
 * would fail there again (R. Cox, "Regular Expression Matching: the Virtual Machine Approach", 2009). So it has
 * neither backreferences nor look-around.
 *
 * @returns the first group of the first match, or all of it where the group has no part in it; a message where the
 *   pattern is none, or cannot be matched so
 */
export function linearPattern(pattern: string): FindAnswer | string {
  const find = linearRange(pattern);
  if (typeof find === 'string') return find;
  return (text) => {
    const range = find(text, 'first');
    return range === null ? null : text.slice(...range);
  };
}

/**
 * As `linearPattern`, with the place of what is found. The last match is the last of those that `matchAll` gives,
 * which do not overlap; the time is linear for it too.
 *
 * @param ignoreCase as the flag `i`
 */
export function linearRange(pattern: string, ignoreCase = false): FindRange | string {
  const program = compilePattern(pattern, ignoreCase);
  if (typeof program === 'string') return program;
  return (text, which) => {
    const seen = new Seen(program.length, text.length);
    let range: Span | null = null;
    for (let start = 0; start <= text.length;) {
      const found = matchAt(program, text, start, seen);
      if (found !== null) {
        range = found.group ?? found.whole;
        if (which === 'first') return range;
      }
      const end = found?.whole[1] ?? start;
      start = end > start ? end : start + widthAt(text, start);
    }
    return range;
  };
}

/** The states of a program at places of a text that lead to no match. */
class Seen {
  readonly #bits: Uint8Array;
  readonly #places: number;
  /** States on the way that is tried now, the first one first. */
  readonly #way: number[] = [];

  constructor(steps: number, length: number) {
    this.#places = length + 1;
    this.#bits = new Uint8Array(Math.ceil((steps * this.#places + this.#places) / 8));
  }

  /** How long the way is. */
  get way(): number {
    return this.#way.length;
  }

  /** Goes on to a state; false where it has been tried. */
  enter(at: number, place: number): boolean {
    const state = at * this.#places + place;
    const bit = 1 << (state & 7);
    const byte = this.#bits[state >> 3] ?? 0;
    if ((byte & bit) !== 0) return false;
    this.#bits[state >> 3] = byte | bit;
    this.#way.push(state);
    return true;
  }

  /** Goes back to where the way was this long: what came after it leads nowhere. */
  back(way: number): void {
    this.#way.length = way;
  }

  /** The way led to a match: another match may begin with its states. */
  found(): void {
    for (const state of this.#way) {
      this.#bits[state >> 3] = (this.#bits[state >> 3] ?? 0) & ~(1 << (state & 7));
    }
    this.#way.length = 0;
  }
}

interface Found {
  readonly whole: Span;
  readonly group: Span | null;
}
/** What is yet to be tried: an instruction at a place, with the group as it was then. */
interface Thread {
  readonly at: number;
  readonly place: number;
  readonly open: number;
  readonly group: Span | null;
  /** How long the way to it is. */
  readonly way: number;
}

function matchAt(program: readonly Instruction[], text: string, start: number, seen: Seen): Found | null {
  const left: Thread[] = [{ at: 0, place: start, open: start, group: null, way: 0 }];
  for (let thread = left.pop(); thread; thread = left.pop()) {
    let { at, place, open, group } = thread;
    seen.back(thread.way);
    for (;;) {
      if (!seen.enter(at, place)) break;
      const step = program[at];
      if (step === undefined) {
        seen.found();
        return { whole: [start, place], group };
      }
      at += 1;
      if (step.kind === 'split') {
        left.push({ at: step.second, place, open, group, way: seen.way });
        at = step.first;
      } else if (step.kind === 'jump') at = step.to;
      else if (step.kind === 'open') open = place;
      else if (step.kind === 'close') group = [open, place];
      else if (step.kind === 'forget') group = null;
      else if (step.kind === 'assert') {
        if (!step.holds(text, place)) break;
      } else {
        if (place >= text.length) break;
        const width = widthAt(text, place);
        if (!step.takes(text.slice(place, place + width))) break;
        place += width;
      }
    }
  }
  seen.back(0);
  return null;
}

function widthAt(text: string, place: number): number {
  return (text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1;
}
