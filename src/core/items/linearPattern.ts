import { compilePattern, type Instruction } from './patternProgram.ts';

/** Finds what a pattern captures; null where it does not match. */
export type FindAnswer = (text: string) => string | null;

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
  const program = compilePattern(pattern);
  if (typeof program === 'string') return program;
  return (text) => {
    const seen = new Uint8Array(Math.ceil((program.length * (text.length + 1)) / 8));
    for (let start = 0; start <= text.length; start += widthAt(text, start)) {
      const found = matchAt(program, text, start, seen);
      if (found === null) continue;
      const [from, to] = found.group ?? found.whole;
      return text.slice(from, to);
    }
    return null;
  };
}

type Span = readonly [number, number];
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
}

function matchAt(
  program: readonly Instruction[],
  text: string,
  start: number,
  seen: Uint8Array,
): Found | null {
  const left: Thread[] = [{ at: 0, place: start, open: start, group: null }];
  for (let thread = left.pop(); thread; thread = left.pop()) {
    let { at, place, open, group } = thread;
    for (;;) {
      const state = at * (text.length + 1) + place;
      const bit = 1 << (state & 7);
      const byte = seen[state >> 3] ?? 0;
      if ((byte & bit) !== 0) break;
      seen[state >> 3] = byte | bit;
      const step = program[at];
      if (step === undefined) return { whole: [start, place], group };
      at += 1;
      if (step.kind === 'split') {
        left.push({ at: step.second, place, open, group });
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
  return null;
}

function widthAt(text: string, place: number): number {
  return (text.codePointAt(place) ?? 0) > 0xffff ? 2 : 1;
}
