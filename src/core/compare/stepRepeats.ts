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

/** What a trace says more than once. */
export interface Repetitions {
  /**
   * For each step the 1-based number of the first step that is the same but for white space, case and a rule at its end; null for the
   * first itself, and for steps of fewer than ten characters or without a letter.
   */
  readonly repeats: readonly (number | null)[];
  readonly loop: Loop | null;
}

/** Linear in the text; twenty comparisons a step. */
export function repetitionsIn({ text, steps }: SteppedText): Repetitions {
  const forms = steps.map(({ start, end }) => formOf(text.slice(start, end)));
  const firsts = new Map<string, number>();
  const repeats = forms.map((form, at) => {
    const first = firsts.get(form);
    if (first === undefined) firsts.set(form, at + 1);
    return first === undefined || form.length < SHORTEST || !letter.test(form) ? null : first;
  });
  return {
    repeats,
    loop: loopOf(
      forms,
      Int32Array.from(forms, (form) => firsts.get(form) ?? 0),
    ),
  };
}

/** Without white space at the ends, case, and a rule that belongs to the step before it. */
function formOf(source: string): string {
  const form = source.trim().replace(/\s+/g, ' ').toLowerCase();
  const own = /^(.*?[^-*_ ]) (?:[-*_] ?){3,}$/.exec(form);
  return own?.[1] ?? form;
}

/**
 * The loop that takes up most steps: 1 to 20 steps that are repeated at least 3 times in a row, with a letter among
 * them and 40 characters in all; the first of several, with the shortest round. A last round that is cut short is not
 * counted.
 *
 * @param ids of the forms: the same for the same
 */
function loopOf(forms: readonly string[], ids: Int32Array): Loop | null {
  let best: Loop | null = null;
  const longest = Math.min(LONGEST_PERIOD, Math.floor(ids.length / FEWEST_ROUNDS));
  for (let period = 1; period <= longest; period += 1) {
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
