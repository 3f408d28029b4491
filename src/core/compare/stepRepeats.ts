import type { Loop } from './alignedTraces.ts';
import type { SteppedText } from './comparison.ts';

/** A shorter step is no repetition: a line of dashes, a bare number, `Yes.` */
const SHORTEST = 10;
/** The most steps that are looked for as one round of a loop. */
const LONGEST_PERIOD = 20;
/** So often in a row, and so many characters in all, is a loop. */
const FEWEST_ROUNDS = 3;
const SHORTEST_LOOP = 40;

const letter = /\p{L}/u;

/** What a step is compared by with others of its trace: without white space at its ends, and case. */
function formOf(source: string): string {
  return source.trim().replace(/\s+/gu, ' ').toLowerCase();
}

function formsOf({ text, steps }: SteppedText): string[] {
  return steps.map(({ start, end }) => formOf(text.slice(start, end)));
}

/**
 * For each step the 1-based number of the first step of the trace that is the same but for white space and case, null
 * for the first itself and for steps of fewer than ten characters or without a letter. Linear in the text.
 */
export function repeatedSteps(trace: SteppedText): (number | null)[] {
  const firsts = new Map<string, number>();
  return formsOf(trace).map((form, at) => {
    if (form.length < SHORTEST || !letter.test(form)) return null;
    const first = firsts.get(form);
    if (first === undefined) firsts.set(form, at + 1);
    return first ?? null;
  });
}

/**
 * The loop that takes up most steps: 1 to 20 steps that are repeated at least 3 times in a row, with a letter among
 * them and 40 characters in all; the first of several, with the shortest round. Null where there is none. A last round
 * that is cut short is not counted. Takes 20 comparisons a step.
 */
export function loopIn(trace: SteppedText): Loop | null {
  const forms = formsOf(trace);
  const ids = idsOf(forms);
  let best: Loop | null = null;
  for (
    let period = 1;
    period <= Math.min(LONGEST_PERIOD, Math.floor(ids.length / FEWEST_ROUNDS));
    period += 1
  ) {
    let run = 0;
    for (let at = period; at <= ids.length; at += 1) {
      if (at < ids.length && ids[at] === ids[at - period]) {
        run += 1;
        continue;
      }
      const from = at - run - period;
      const times = Math.floor(run / period) + 1;
      run = 0;
      if (times < FEWEST_ROUNDS || times * period <= (best === null ? 0 : best.times * best.period)) continue;
      const round = forms.slice(from, from + period).join('');
      if (letter.test(round) && round.length * times >= SHORTEST_LOOP)
        best = { from: from + 1, period, times };
    }
  }
  return best;
}

function idsOf(forms: readonly string[]): Int32Array {
  const ids = new Map<string, number>();
  return Int32Array.from(forms, (form) => {
    const id = ids.get(form) ?? ids.size;
    ids.set(form, id);
    return id;
  });
}
